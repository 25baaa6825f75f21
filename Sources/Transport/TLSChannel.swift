import COpenSSL
import Glibc
import Primitives

/// One TLS connection that carries frames, never waiting: calls do what can be done at once.
///
/// Used by one thread at a time; it changes hands under the locks of those that keep it.
final class TLSChannel: @unchecked Sendable {
    let descriptor: Int32
    /// Whether this side dialled.
    let isDialled: Bool
    let ssl: OpaquePointer
    private let context: TLSContext
    private let check: PinCheck
    private var isOpen = true

    // Received and not yet taken: incoming[start..<end].
    var incoming: UnsafeMutableRawBufferPointer
    var incomingStart = 0
    var incomingEnd = 0

    // Accepted for sending and not yet sent: outgoing[outgoingStart...].
    var outgoing: [UInt8] = []
    var outgoingStart = 0
    let scratch: UnsafeMutableRawBufferPointer
    /// Gathers encrypted records, so that the system takes a long message at once; belongs to ``ssl``.
    let gathering: OpaquePointer
    /// Whether records may have been gathered that the socket has not taken.
    var hasGathered = false

    static let recordByteCount = 16384
    /// Room for the records of a message of 64 KiB.
    private static let gatheredByteCount = 5 * (recordByteCount + 256)

    /// Takes over a connected, non-blocking socket; closes it if TLS cannot be set up.
    ///
    /// - Parameters:
    ///   - descriptor: the socket.
    ///   - isDialled: whether this side connected, and so is the client of TLS.
    ///   - context: the node's settings.
    ///   - accepted: the digests of the certificates that the other side may show.
    init?(descriptor: Int32, isDialled: Bool, context: TLSContext, accepted: Set<Digest>) {
        let (made, reading, writing) = (SSL_new(context.pointer), Self.socket(descriptor), Self.socket(descriptor))
        let buffer = BIO_new(BIO_f_buffer())
        guard let ssl = made, let reading, let writing, let buffer,
            BIO_int_ctrl(buffer, BIO_C_SET_BUFF_SIZE, Self.gatheredByteCount, 1) > 0
        else {
            for part in [reading, writing, buffer] { BIO_free(part) }
            SSL_free(made)
            _ = Glibc.close(descriptor)
            return nil
        }
        gathering = buffer
        self.descriptor = descriptor
        self.isDialled = isDialled
        self.ssl = ssl
        self.context = context
        check = PinCheck(accepted: accepted)
        incoming = .allocate(byteCount: 2 * Self.recordByteCount, alignment: 16)
        scratch = .allocate(byteCount: Self.recordByteCount, alignment: 16)
        SSL_set_ex_data(ssl, 0, Unmanaged.passUnretained(check).toOpaque())
        SSL_set_bio(ssl, reading, BIO_push(buffer, writing))
        if isDialled { SSL_set_connect_state(ssl) } else { SSL_set_accept_state(ssl) }
    }

    /// The end of a chain of OpenSSL that reads or writes the socket and leaves it open.
    private static func socket(_ descriptor: Int32) -> OpaquePointer? { BIO_new_socket(descriptor, BIO_NOCLOSE) }

    deinit {
        close()
        SSL_free(ssl)
        incoming.deallocate()
        scratch.deallocate()
    }

    /// Ends the connection and gives the descriptor back.
    func close() {
        guard isOpen else { return }
        isOpen = false
        _ = Glibc.close(descriptor)
    }

    /// Lets both sides know that nothing more will come, so that threads in `poll` wake up.
    func shutDown() {
        if isOpen { _ = Glibc.shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    /// The digest of the certificate that the other side has shown.
    var peerPin: Digest? { check.peerPin }

    /// What a finished or blocked call waits for.
    enum Progress {
        case done
        case wantsToRead
        case wantsToWrite
    }

    /// Goes on with the handshake as far as it can.
    func handshake() throws(ChannelEnd) -> Progress {
        ERR_clear_error()
        let result = SSL_do_handshake(ssl)
        if result == 1 { return .done }
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ: return .wantsToRead
        case SSL_ERROR_WANT_WRITE: return .wantsToWrite
        case let code: throw end(code)
        }
    }

    /// Translates OpenSSL's last error.
    func end(_ code: Int32) -> ChannelEnd {
        let number = errno
        defer { ERR_clear_error() }
        switch code {
        case SSL_ERROR_ZERO_RETURN: return .closed
        case SSL_ERROR_SYSCALL:
            let isGone = [0, EPIPE, ECONNRESET, ECONNABORTED, ENOTCONN, EBADF].contains(number)
            return isGone ? .closed : .system(number)
        default: break
        }
        switch ERR_GET_REASON(ERR_peek_error()) {
        case SSL_R_CERTIFICATE_VERIFY_FAILED, SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE: return .wrongCertificate
        case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE, SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN, SSL_R_TLSV1_ALERT_UNKNOWN_CA,
            SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE, SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED,
            SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED, SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED:
            return .certificateRefused
        case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_TLSV1_ALERT_PROTOCOL_VERSION, SSL_R_WRONG_SSL_VERSION,
            SSL_R_VERSION_TOO_LOW:
            return .notTLS13
        case SSL_R_UNEXPECTED_EOF_WHILE_READING: return .closed
        case SSL_R_DECRYPTION_FAILED_OR_BAD_RECORD_MAC, SSL_R_SSLV3_ALERT_BAD_RECORD_MAC:
            return .damaged("the bytes were changed on the way")
        default: return .damaged("the bytes are not TLS as it should be")
        }
    }

    /// A secret that only the two ends of this connection know.
    func exportedSecret(label: String, count: Int) -> [UInt8]? {
        var secret = [UInt8](repeating: 0, count: count)
        let done = label.withCString { text in
            SSL_export_keying_material(ssl, &secret, count, text, label.utf8.count, nil, 0, 0)
        }
        return done == 1 ? secret : nil
    }
}
