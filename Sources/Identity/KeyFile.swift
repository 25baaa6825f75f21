import Primitives
import Wire

/// What a key file holds: the secrets, in the clear or sealed under a passphrase.
struct KeyFile: WireMessage {
    static var tag: String { "trefoil.keys" }
    static var format: UInt16 { 1 }

    /// How the contents are sealed.
    struct Protection: Sendable {
        var logN: UInt8 = 15
        var r: UInt8 = 8
        var p: UInt8 = 1
        var salt = SecureRandom.bytes(16)
        var nonce = SecureRandom.bytes(AESGCM.nonceByteCount)
    }

    var protection: Protection?
    var contents: [UInt8]

    init(_ secrets: [UInt8], passphrase: [UInt8]?) throws(PrimitiveError) {
        guard let passphrase else {
            contents = secrets
            return
        }
        let protection = Protection()
        self.protection = protection
        contents = try AESGCM.seal(
            secrets, key: Self.key(protection, passphrase), nonce: protection.nonce,
            authenticating: Self.header(protection))
    }

    /// The secrets; fails if the passphrase is wrong or the file was changed.
    func open(passphrase: [UInt8]) throws(PrimitiveError) -> [UInt8] {
        guard let protection else { return contents }
        return try AESGCM.open(
            contents, key: Self.key(protection, passphrase), nonce: protection.nonce,
            authenticating: Self.header(protection))
    }

    private static func key(_ protection: Protection, _ passphrase: [UInt8]) throws(PrimitiveError) -> [UInt8] {
        try Scrypt.derive(
            passphrase: passphrase, salt: protection.salt, logN: Int(protection.logN), r: Int(protection.r),
            p: Int(protection.p), count: 32)
    }

    private static func header(_ protection: Protection) -> [UInt8] {
        var encoder = WireEncoder()
        encoder.append(tag)
        encoder.append(format)
        append(protection, to: &encoder)
        return encoder.bytes
    }

    private static func append(_ protection: Protection, to encoder: inout WireEncoder) {
        encoder.append(protection.logN)
        encoder.append(protection.r)
        encoder.append(protection.p)
        encoder.append(raw: protection.salt)
        encoder.append(raw: protection.nonce)
    }

    func encode(into encoder: inout WireEncoder) {
        encoder.append(optional: protection) { Self.append($1, to: &$0) }
        encoder.append(contents)
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        protection = try decoder.optional { (d) throws(Problem) in
            Protection(
                logN: try d.uint8(), r: try d.uint8(), p: try d.uint8(), salt: try d.raw(16),
                nonce: try d.raw(AESGCM.nonceByteCount))
        }
        contents = try decoder.bytes(limit: 65536)
    }
}
