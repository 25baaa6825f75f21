import COpenSSL
import Foundation
import Glibc
import Primitives
import Synchronization
import Wire

@testable import Transport

/// A client that is not an endpoint: any certificate or none, any version of TLS.
final class Caller {
    private let context: OpaquePointer
    private let ssl: OpaquePointer
    let descriptor: Int32

    init(_ trio: Trio, _ index: Int, credentials: TLSKeyPair?, version: Int32 = TLS1_3_VERSION) throws {
        guard let context = SSL_CTX_new(TLS_method()), let address = trio.addresses[index] else {
            throw Problem("test", "no context")
        }
        self.context = context
        _ = SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(version), nil)
        if let credentials { use(credentials, context) }
        descriptor = try RawSocket.connect(to: address)
        guard let ssl = SSL_new(context) else { throw Problem("test", "no connection") }
        self.ssl = ssl
        SSL_set_fd(ssl, descriptor)
    }

    deinit {
        SSL_free(ssl)
        SSL_CTX_free(context)
        close(descriptor)
    }

    /// Shakes hands and waits for a byte; gives what ended the connection.
    func finish() -> ChannelEnd {
        ERR_clear_error()
        var result = SSL_connect(ssl)
        if result == 1 {
            var byte: UInt8 = 0
            result = SSL_read(ssl, &byte, 1)
        }
        let code = SSL_get_error(ssl, result)
        let reason = ERR_GET_REASON(ERR_peek_error())
        ERR_clear_error()
        switch reason {
        case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE, SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED: return .certificateRefused
        case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION: return .notTLS13
        default: return code == SSL_ERROR_SYSCALL ? .closed : .damaged("reason \(reason)")
        }
    }
}

/// Gives a context its certificate and key.
private func use(_ credentials: TLSKeyPair, _ context: OpaquePointer) {
    _ = SSL_CTX_use_certificate_ASN1(context, Int32(credentials.certificateDER.count), credentials.certificateDER)
    credentials.privateKeyDER.withUnsafeBufferPointer { buffer in
        var start = buffer.baseAddress
        let key = d2i_AutoPrivateKey(nil, &start, buffer.count)
        _ = SSL_CTX_use_PrivateKey(context, key)
        EVP_PKEY_free(key)
    }
}

/// A server that speaks TLS 1.2 at most.
final class OldServer: Sendable {
    private let isStopped = Mutex(false)

    init(_ listener: ListeningSocket, _ credentials: TLSKeyPair) {
        let thread = Thread { [self] in
            guard let context = SSL_CTX_new(TLS_method()) else { return }
            defer { SSL_CTX_free(context) }
            _ = SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
            use(credentials, context)
            while !isStopped.withLock({ $0 }) {
                var entries = [pollfd(listener.descriptor, Waiting.readable)]
                Waiting.wait(&entries, until: .now + .milliseconds(50))
                let descriptor = accept(listener.descriptor, nil, nil)
                guard descriptor >= 0, let ssl = SSL_new(context) else { continue }
                SSL_set_fd(ssl, descriptor)
                SSL_accept(ssl)
                SSL_free(ssl)
                close(descriptor)
            }
        }
        thread.start()
    }

    func stop() { isStopped.withLock { $0 = true } }
}

/// Plain sockets that wait.
enum RawSocket {
    static func connect(to address: HostPort) throws -> Int32 {
        for candidate in try SocketAddress.resolve(address) {
            guard let descriptor = candidate.makeSocket() else { continue }
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL, 0) & ~O_NONBLOCK)
            if candidate.with({ Glibc.connect(descriptor, $0, $1) }) == 0 { return descriptor }
            close(descriptor)
        }
        throw Problem("test", "cannot connect")
    }
}
