import Primitives
public import Wire

extension PartyKeys {
    private static var prefix: String { "trefoil-keys:1:" }

    /// Writes the keys to a file that only its owner may read. Never overwrites one that is there (`file-exists`).
    ///
    /// - Parameters:
    ///   - path: the file; it appears whole and durable, or not at all.
    ///   - passphrase: seals the file (scrypt, AES-256-GCM); nil leaves the keys in the clear.
    public func save(to path: String, passphrase: [UInt8]?) throws(Problem) {
        let file: KeyFile
        do {
            file = try KeyFile(secrets, passphrase: passphrase)
        } catch {
            throw Problem("keys-failed", "the keys could not be sealed", at: path)
        }
        let text = Self.prefix + Base64URL.encode(file.wireBytes) + "\n"
        try SmallFile.write(Array(text.utf8), to: path, mode: 0o600, replacing: false)
    }

    /// Reads the keys of a file.
    ///
    /// Refuses a file that others may read (`key-file-exposed`), a wrong passphrase (`wrong-passphrase`), a missing
    /// one (`passphrase-needed`), and a file of a newer program (`newer-format`).
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - passphrase: asked for only if the file is sealed; nil says that there is none to give.
    public static func load(
        from path: String, passphrase: () throws(Problem) -> [UInt8]?
    ) throws(Problem) -> PartyKeys {
        let (bytes, mode) = try SmallFile.read(path, limit: 1 << 17)
        guard mode & 0o077 == 0 else {
            throw Problem(
                "key-file-exposed", "the key file can be read or changed by other users of this machine", at: path,
                mend: "run: chmod 600 \(path)", kind: .refused)
        }
        do {
            return try read(String(decoding: bytes, as: UTF8.self), passphrase: passphrase)
        } catch {
            throw error.located(at: path)
        }
    }

    private static func read(
        _ text: String, passphrase: () throws(Problem) -> [UInt8]?
    ) throws(Problem) -> PartyKeys {
        let line = text.trimmed
        if line.hasPrefix("trefoil-keys:"), !line.hasPrefix(prefix) {
            throw Problem(
                "newer-format", "the key file is written in a newer format; this program reads format 1",
                mend: "update this program to the version that wrote it, or a later one")
        }
        guard line.hasPrefix(prefix), let bytes = Base64URL.decode(String(line.dropFirst(prefix.count))) else {
            throw Problem(
                "bad-key-file", "this is not a key file, or not a whole one",
                mend: "use the file that \"trefoil keys create\" wrote")
        }
        let file = try KeyFile(wireBytes: bytes)
        guard file.protection != nil else { return try PartyKeys(secrets: file.contents) }
        guard let typed = try passphrase() else {
            throw Problem(
                "passphrase-needed", "the key file is sealed, and no passphrase was given",
                mend: "give the passphrase that the keys were created with", kind: .refused)
        }
        guard let secrets = try? file.open(passphrase: typed) else {
            throw Problem(
                "wrong-passphrase", "the passphrase is wrong, or the key file was changed", mend: "try again",
                kind: .refused)
        }
        return try PartyKeys(secrets: secrets)
    }

    private var secrets: [UInt8] {
        var encoder = WireEncoder()
        encoder.append(card)
        encoder.append(raw: signing.seed)
        encoder.append(raw: sealing.seed)
        encoder.append(tls.privateKeyDER)
        return encoder.bytes
    }

    private init(secrets: [UInt8]) throws(Problem) {
        var decoder = WireDecoder(secrets, subject: "key file")
        let card = try decoder.message(PartyCard.self)
        guard let signing = Ed25519.PrivateKey(seed: try decoder.raw(32)), signing.publicKey == card.signingKey,
            let sealing = X25519.PrivateKey(seed: try decoder.raw(32)), sealing.publicKey == card.sealingKey
        else { throw decoder.malformed("key") }
        let tls = TLSKeyPair(certificateDER: card.certificateDER, privateKeyDER: try decoder.bytes(limit: 16384))
        try decoder.finish()
        self.init(card: card, signing: signing, sealing: sealing, tls: tls)
    }
}
