import COpenSSL
import Primitives
import Wire

/// The settings of all TLS connections of a node: version 1.3 only, both sides with certificates, no resumption.
final class TLSContext: @unchecked Sendable {
    // OpenSSL's contexts may be used by several threads once they are set up, which ends with `init`.
    let pointer: OpaquePointer

    init(credentials: TLSKeyPair) throws(Problem) {
        guard let pointer = SSL_CTX_new(TLS_method()) else {
            throw Problem("tls-unavailable", "TLS cannot be set up")
        }
        self.pointer = pointer
        guard restrictVersion(), Self.use(credentials, in: pointer) else {
            ERR_clear_error()
            throw Problem(
                "bad-credentials", "the node's certificate and private key cannot be used",
                mend: "create the node's keys anew")
        }
        let mode = SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
        _ = SSL_CTX_ctrl(pointer, SSL_CTRL_MODE, Int(mode), nil)
        _ = SSL_CTX_ctrl(pointer, SSL_CTRL_SET_SESS_CACHE_MODE, 0, nil)
        _ = SSL_CTX_set_num_tickets(pointer, 0)
        _ = SSL_CTX_ctrl(pointer, SSL_CTRL_SET_READ_AHEAD, 1, nil)
        SSL_CTX_set_default_read_buffer_len(pointer, 1 << 16)
        // Frames carry their length, so an end without a farewell cannot pass for a whole message.
        _ = SSL_CTX_set_options(pointer, UInt64(1) << 7)
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
        SSL_CTX_set_cert_verify_callback(pointer, PinCheck.callback, nil)
    }

    deinit {
        SSL_CTX_free(pointer)
    }

    private func restrictVersion() -> Bool {
        SSL_CTX_ctrl(pointer, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_3_VERSION), nil) == 1
            && SSL_CTX_ctrl(pointer, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(TLS1_3_VERSION), nil) == 1
            && SSL_CTX_set_ciphersuites(pointer, "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384") == 1
    }

    private static func use(_ credentials: TLSKeyPair, in context: OpaquePointer) -> Bool {
        let certificate = credentials.certificateDER
        guard SSL_CTX_use_certificate_ASN1(context, Int32(certificate.count), certificate) == 1 else { return false }
        return credentials.privateKeyDER.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            guard let key = d2i_AutoPrivateKey(nil, &start, buffer.count) else { return false }
            defer { EVP_PKEY_free(key) }
            return SSL_CTX_use_PrivateKey(context, key) == 1 && SSL_CTX_check_private_key(context) == 1
        }
    }
}
