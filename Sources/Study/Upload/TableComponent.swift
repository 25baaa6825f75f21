public import Primitives
public import SecretSharing

/// One vector of one component of a table: the elements as bytes, little endian. Never printed.
public struct ComponentVector: Sendable, CustomStringConvertible, CustomReflectable {
    /// The vector's name in the layout of the codebook.
    public let label: String
    /// Field elements or packed bits.
    public let kind: VectorLayout.Kind
    /// The elements, 8 bytes each.
    public let bytes: [UInt8]

    /// Takes the bytes as they are; whoever got them from elsewhere checks that they are canonical.
    public init(label: String, kind: VectorLayout.Kind, bytes: [UInt8]) {
        self.label = label
        self.kind = kind
        self.bytes = bytes
    }

    /// The name only.
    public var description: String { "ComponentVector(\(label))" }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// One of the three components of a whole table, as each of its two holders keeps it. Never printed.
public struct TableComponent: Sendable, CustomStringConvertible, CustomReflectable {
    /// The length of a salt in bytes.
    public static let saltByteCount = 32

    /// Which component: 0, 1 or 2.
    public let index: Int
    /// What keeps the fingerprint from telling anything to the party that does not hold the component: 32 bytes.
    public let salt: [UInt8]
    /// The vectors in the order of the layout.
    public let vectors: [ComponentVector]

    /// A component.
    public init(index: Int, salt: [UInt8], vectors: [ComponentVector]) {
        self.index = index
        self.salt = salt
        self.vectors = vectors
    }

    /// The salt of a component that stands for a seed: who holds the seed has it too.
    public static func salt(of seed: Dealing.Seed) -> [UInt8] {
        HKDF.derive(
            secret: seed.bytes, salt: [], info: Array("trefoil component salt 1".utf8), count: saltByteCount)
    }

    /// What the owner signs for this component.
    ///
    /// - Parameters:
    ///   - rows: of the table.
    ///   - digests: the digest of each vector, where they are known already.
    public func fingerprint(rows: Int, digests: [Digest]? = nil) -> Digest {
        let digests = digests ?? vectors.map { Digest(of: $0.bytes) }
        let fingerprint = ComponentFingerprint(index: index, salt: salt, rows: rows, vectors: vectors.count)
        for (vector, digest) in zip(vectors, digests) {
            fingerprint.append(label: vector.label, byteCount: vector.bytes.count, digest: digest)
        }
        return fingerprint.finish()
    }

    /// The index and size only.
    public var description: String { "TableComponent(\(index), \(vectors.count) vectors)" }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
