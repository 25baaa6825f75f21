public import Primitives
public import SecretSharing
public import Study
import Wire

/// A table split into the parts of the three nodes, and what the owner signs about them. Never printed.
///
/// Components 0 and 1 are streams of two fresh seeds, component 2 is the rest. The first node gets both seeds, the
/// second seed 1 and component 2, the third component 2 and seed 0: each part alone is uniformly random.
public struct DealtTable: Sendable, CustomStringConvertible, CustomReflectable {
    /// Rows of the table.
    public let rows: Int
    /// The fingerprints of components 0, 1 and 2, for the owner's statement.
    public let fingerprints: [Digest]
    /// The parts of the first, second and third node.
    public let parts: [UploadPart]

    /// Deals a table with fresh randomness.
    public init(dealing table: CheckedTable) {
        self.init(
            dealing: EncodedTable(table), seeds: (Dealing.Seed(), Dealing.Seed()),
            salt: SecureRandom.bytes(TableComponent.saltByteCount))
    }

    /// Deals a table with given randomness, which must never be used twice.
    init(dealing table: EncodedTable, seeds: (Dealing.Seed, Dealing.Seed), salt: [UInt8]) {
        let first = TableStream.vectors(of: seeds.0, layout: table.layout, rows: table.rows)
        let second = TableStream.vectors(of: seeds.1, layout: table.layout, rows: table.rows)
        let rest = table.vectors.indices.map { table.vectors[$0].minus(first[$0], second[$0]) }
        let salts = [TableComponent.salt(of: seeds.0), TableComponent.salt(of: seeds.1), salt]
        let components = zip(salts, [first, second, rest]).enumerated().map { index, component in
            TableComponent(index: index, salt: component.0, layout: table.layout, contents: component.1)
        }
        rows = table.rows
        fingerprints = components.map { $0.fingerprint(rows: table.rows) }
        let contents: [UploadPart.Content] = [
            .seed(seeds.0), .seed(seeds.1), .explicit(salt: salt, vectors: components[2].vectors.map(\.bytes)),
        ]
        parts = Role.allCases.map { role in
            UploadPart(role: role, own: contents[role.components.own], next: contents[role.components.next])
        }
    }

    /// The part of a node.
    public func part(for role: Role) -> UploadPart { parts[role.index] }

    /// The statement that the owner signs about this dealing.
    ///
    /// - Parameters:
    ///   - study: the study.
    ///   - table: the name of the table.
    ///   - owner: the owner's name.
    ///   - created: now, in seconds since 1970.
    ///   - lifetime: for how long nodes keep the parts if the upload is not finished, in seconds.
    ///   - batch: the upload's own name.
    ///   - handles: the digest of the handles of the rows.
    public func statement(
        for study: Study, table: String, owner: String, created: UInt64, lifetime: UInt64 = 86_400,
        batch: BatchID = BatchID(), handles: Digest? = nil
    ) -> UploadStatement {
        UploadStatement(
            study: study.identity, table: table, batch: batch, rows: rows, fingerprints: fingerprints, owner: owner,
            created: created, expires: created + max(1, lifetime), handles: handles)
    }

    /// The size only.
    public var description: String { "DealtTable(\(rows) rows)" }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
