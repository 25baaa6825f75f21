public import Primitives

/// The commitment to one component of a table: SHA-256 over a salt and the digest of each vector with its label.
///
/// The statement of an upload, which all three nodes see, holds the fingerprints of all three components. Without a
/// salt the one node that lacks a component could test guesses of the rows against its fingerprint: it knows the other
/// two components, and a small table has few possible contents. So the salt, 32 bytes that only the holders have, comes
/// first.
///
/// Since each vector enters by its digest, a holder can check one vector without reading the others.
public struct ComponentFingerprint {
    private let builder = DigestBuilder()

    /// Begins the fingerprint of a component.
    ///
    /// - Parameters:
    ///   - index: 0, 1 or 2.
    ///   - salt: 32 bytes that only the holders of the component have.
    ///   - rows: of the table.
    ///   - vectors: how many follow.
    public init(index: Int, salt: [UInt8], rows: Int, vectors: Int) {
        builder.update(Array("trefoil table component 1".utf8))
        builder.update(salt)
        append(UInt64(index))
        append(UInt64(rows))
        append(UInt64(vectors))
    }

    /// Adds the next vector, in the order of the layout.
    public func append(label: String, byteCount: Int, digest: Digest) {
        let name = Array(label.utf8)
        append(UInt64(name.count))
        builder.update(name)
        append(UInt64(byteCount))
        builder.update(digest.bytes)
    }

    /// The fingerprint.
    public func finish() -> Digest { builder.finish() }

    private func append(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { builder.update($0) }
    }
}
