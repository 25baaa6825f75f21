import Primitives
public import Wire

/// The owner's identifier of a row as the nodes keep it: encrypted with a key that is sealed to the owner, always equally long,
/// so that a row can be deleted without the others.
public enum SealedIdentifier {
    /// The length of an identifier at most, in UTF-8 bytes.
    public static let limit = 47
    /// The length when it is sealed, in bytes.
    public static let byteCount = 64

    /// Seals the identifier of a row.
    ///
    /// - Parameters:
    ///   - identifier: at most ``limit`` bytes.
    ///   - handle: the row's handle, which is authenticated with it.
    ///   - key: 32 bytes, for this upload alone.
    public static func seal(_ identifier: String, of handle: RowHandle, key: [UInt8]) throws(Problem) -> [UInt8] {
        let text = Array(identifier.utf8)
        guard text.count <= limit else {
            throw Problem(
                "bad-identifier", "an identifier is longer than \(limit) bytes", mend: "take shorter identifiers")
        }
        let plain = [UInt8(text.count)] + text + [UInt8](repeating: 0, count: limit - text.count)
        do {
            return try AESGCM.seal(plain, key: key, nonce: nonce(handle), authenticating: handle.bytes)
        } catch {
            throw Problem("keys-failed", "the identifiers of the rows could not be sealed")
        }
    }

    /// The identifier of a row; nil where it does not belong to the handle and key.
    public static func open(_ sealed: [UInt8], of handle: RowHandle, key: [UInt8]) -> String? {
        guard sealed.count == byteCount,
            let plain = try? AESGCM.open(sealed, key: key, nonce: nonce(handle), authenticating: handle.bytes),
            let count = plain.first.map(Int.init), count <= limit
        else { return nil }
        return String(validating: plain[1..<1 + count], as: UTF8.self)
    }

    /// Handles are random and used once for each key.
    private static func nonce(_ handle: RowHandle) -> [UInt8] { Array(handle.bytes.prefix(AESGCM.nonceByteCount)) }
}
