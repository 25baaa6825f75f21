public import Foundation

/// A self-signed certificate for TLS with its private key. Its description shows nothing of the key.
public struct TLSKeyPair: Sendable, CustomStringConvertible, CustomReflectable {
    /// The X.509 certificate, DER.
    public let certificateDER: [UInt8]
    /// The private key, PKCS #8 DER, not encrypted.
    public let privateKeyDER: [UInt8]

    /// A pair that was made before.
    public init(certificateDER: [UInt8], privateKeyDER: [UInt8]) {
        self.certificateDER = certificateDER
        self.privateKeyDER = privateKeyDER
    }

    /// SHA-256 of the certificate, by which others know it.
    public var pin: Digest { Digest(of: certificateDER) }

    /// Makes a fresh ECDSA P-256 key and a certificate for it, signed by itself, for servers and clients.
    ///
    /// - Parameters:
    ///   - commonName: the subject, 1 to 64 characters.
    ///   - dnsNames: the subject's alternative names: letters, digits, `.`, `-`, `_`; IP addresses become IP entries.
    ///   - validFrom: the first instant of its validity, to the second.
    ///   - validUntil: the last instant of its validity.
    public static func selfSigned(
        commonName: String, dnsNames: [String], validFrom: Date, validUntil: Date
    ) throws(PrimitiveError) -> TLSKeyPair {
        let builder = try CertificateBuilder()
        try builder.setSubject(commonName)
        try builder.setValidity(from: validFrom, until: validUntil)
        try builder.setNames(dnsNames)
        return try builder.sign()
    }

    /// Says that the key is hidden.
    public var description: String { "TLS key pair of certificate \(pin.hex) (key hidden)" }

    /// Shows no contents.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
