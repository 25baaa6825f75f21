import COpenSSL
import Foundation

/// Puts a self-signed certificate together.
final class CertificateBuilder {
    private let certificate: OpaquePointer
    private let key: OpaquePointer

    init() throws(PrimitiveError) {
        guard let key = Self.makeKey() else { throw .failed("making a P-256 key") }
        guard let certificate = X509_new() else {
            EVP_PKEY_free(key)
            throw .failed("making a certificate")
        }
        self.key = key
        self.certificate = certificate
    }

    deinit {
        X509_free(certificate)
        EVP_PKEY_free(key)
        ERR_clear_error()
    }

    private static func makeKey() -> OpaquePointer? {
        guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1,
            EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1) == 1,
            EVP_PKEY_keygen(context, &key) == 1
        else { return nil }
        return key
    }

    func setSubject(_ commonName: String) throws(PrimitiveError) {
        let text = Array(commonName.utf8)
        guard (1...64).contains(text.count), let name = X509_get_subject_name(certificate),
            X509_NAME_add_entry_by_txt(name, "CN", V_ASN1_UTF8STRING, text, Int32(text.count), -1, 0) == 1,
            X509_set_issuer_name(certificate, name) == 1
        else { throw .failed("the name of a certificate") }
    }

    func setValidity(from: Date, until: Date) throws(PrimitiveError) {
        guard from < until, let start = X509_getm_notBefore(certificate), let end = X509_getm_notAfter(certificate),
            ASN1_TIME_set(start, Int(from.timeIntervalSince1970)) != nil,
            ASN1_TIME_set(end, Int(until.timeIntervalSince1970)) != nil
        else { throw .failed("the validity of a certificate") }
    }

    /// The extensions; a pinned certificate must also stand as the root of its own chain.
    func setNames(_ names: [String]) throws(PrimitiveError) {
        guard X509_set_version(certificate, 2) == 1, setSerial(), X509_set_pubkey(certificate, key) == 1 else {
            throw .failed("making a certificate")
        }
        try add(NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        try add(NID_key_usage, "critical,digitalSignature,keyCertSign")
        try add(NID_ext_key_usage, "serverAuth,clientAuth")
        try add(NID_subject_key_identifier, "hash")
        let entries = try names.map { (name) throws(PrimitiveError) in try Self.entry(of: name) }
        if !entries.isEmpty { try add(NID_subject_alt_name, entries.joined(separator: ",")) }
    }

    private static func entry(of name: String) throws(PrimitiveError) -> String {
        if let address = a2i_IPADDRESS(name) {
            ASN1_OCTET_STRING_free(address)
            return "IP:\(name)"
        }
        ERR_clear_error()
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain, (1...253).contains(name.utf8.count) else { throw .failed("a DNS name of a certificate") }
        return "DNS:\(name)"
    }

    private func setSerial() -> Bool {
        var bytes = SecureRandom.bytes(16)
        bytes[0] = bytes[0] & 0x7f | 0x40
        guard let number = BN_bin2bn(bytes, 16, nil) else { return false }
        defer { BN_free(number) }
        return BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nil
    }

    private func add(_ kind: Int32, _ value: String) throws(PrimitiveError) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, certificate, certificate, nil, nil, 0)
        guard let item = X509V3_EXT_conf_nid(nil, &context, kind, value) else {
            throw .failed("an extension of a certificate")
        }
        defer { X509_EXTENSION_free(item) }
        guard X509_add_ext(certificate, item, -1) == 1 else { throw .failed("an extension of a certificate") }
    }

    func sign() throws(PrimitiveError) -> TLSKeyPair {
        guard X509_sign(certificate, key, Algorithms.sha256) > 0 else { throw .failed("signing a certificate") }
        guard let form = EVP_PKEY2PKCS8(key) else { throw .failed("writing a private key") }
        defer { PKCS8_PRIV_KEY_INFO_free(form) }
        let certificateDER = Self.bytes { i2d_X509(certificate, $0) }
        let privateKeyDER = Self.bytes { i2d_PKCS8_PRIV_KEY_INFO(form, $0) }
        guard !certificateDER.isEmpty, !privateKeyDER.isEmpty else { throw .failed("writing a certificate") }
        return TLSKeyPair(certificateDER: certificateDER, privateKeyDER: privateKeyDER)
    }

    /// The DER form that OpenSSL writes into memory of its own.
    private static func bytes(
        _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        let count = write(&start)
        guard count > 0, let start else { return [] }
        defer { CRYPTO_clear_free(start, Int(count), "", 0) }
        return Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }
}
