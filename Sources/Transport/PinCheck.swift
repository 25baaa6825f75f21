import COpenSSL
import Primitives

/// Decides about the certificate that the other side of a connection shows: it must be one of those on the cards.
///
/// There is no authority, no name and no date in it; that the other side has the key, TLS proves.
final class PinCheck {
    private let accepted: Set<Digest>
    /// The digest of the certificate that was accepted.
    private(set) var peerPin: Digest?

    init(accepted: Set<Digest>) {
        self.accepted = accepted
    }

    /// OpenSSL's question during a handshake; 1 for yes.
    static let callback: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Int32 = { store, _ in
        guard let store,
            let ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()),
            let pointer = SSL_get_ex_data(OpaquePointer(ssl), 0)
        else { return 0 }
        let check = Unmanaged<PinCheck>.fromOpaque(pointer).takeUnretainedValue()
        guard let certificate = X509_STORE_CTX_get0_cert(store), check.accept(certificate) else {
            X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED)
            return 0
        }
        X509_STORE_CTX_set_error(store, X509_V_OK)
        return 1
    }

    private func accept(_ certificate: OpaquePointer) -> Bool {
        var start: UnsafeMutablePointer<UInt8>?
        let count = i2d_X509(certificate, &start)
        guard count > 0, let start else { return false }
        defer { CRYPTO_free(start, "", 0) }
        let pin = Digest(of: Array(UnsafeBufferPointer(start: start, count: Int(count))))
        guard accepted.contains(pin) else { return false }
        peerPin = pin
        return true
    }
}
