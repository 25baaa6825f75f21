import Foundation
import Identity
import Primitives
import SecretSharing
import Study
import Wire

@testable import Store

/// A study with fresh keys, and uploads to it made by hand.
struct Sample {
    let study: Study
    let owner: PartyKeys
    let nodes: [PartyKeys]

    /// A study of three nodes and one owner with the tables `patients` and `controls`.
    init() throws(Problem) {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        owner = try PartyKeys.create(name: "clinic", now: now)
        var nodes: [PartyKeys] = []
        for name in ["munich", "rome", "vienna"] { nodes.append(try PartyKeys.create(name: name, now: now)) }
        self.nodes = nodes
        let analyst = try PartyKeys.create(name: "statistician", now: now)
        study = try Study(
            name: "DS1", title: "A study", data: .synthetic, mode: .passive, policy: .open,
            nodes: nodes.enumerated().map { index, keys in
                NodeEntry(
                    name: keys.name, card: keys.card, peer: HostPort(host: "127.0.0.1", port: UInt16(30_000 + index)),
                    https: HostPort(host: "127.0.0.1", port: UInt16(55_000 + index)))
            },
            owners: [OwnerEntry(name: owner.name, card: owner.card, tables: ["patients", "controls"])],
            analysts: [AnalystEntry(name: analyst.name, card: analyst.card)],
            codebook: Codebook(columns: [Column(name: "x", kind: .factor(levels: ["a", "b"]))]))
    }

    /// An upload with components of made-up content, always the same for the same seed.
    func upload(
        table: String = "patients", rows: Int = 3, seed: UInt8 = 1, batch: BatchID = BatchID(), created: UInt64 = 1_000,
        expires: UInt64 = 2_000, handles: Bool = false
    ) throws(Problem) -> Upload {
        let drawn = handles ? TableRows(handles: (0..<rows).flatMap { _ in RowHandle().bytes }) : nil
        let components = (0..<3).map { index in
            let stream = KeyStream(key: [UInt8](repeating: seed, count: 15) + [UInt8(index)])
            return TableComponent(
                index: index, salt: [UInt8](repeating: seed &* 16 &+ UInt8(index), count: TableComponent.saltByteCount),
                vectors: [
                    ComponentVector(label: "x/value", kind: .field, bytes: Self.elements(rows, stream)),
                    ComponentVector(label: "x/plane/0", kind: .bits, bytes: Self.words((rows + 63) / 64, stream)),
                ])
        }
        let statement = UploadStatement(
            study: study.digest, table: table, batch: batch, rows: rows,
            fingerprints: components.map { $0.fingerprint(rows: rows) }, owner: owner.name, created: created,
            expires: expires, handles: drawn?.digest)
        return Upload(
            components: components, rows: drawn,
            statement: try VerifiedStatement(SignedMessage.sign(statement, by: owner), in: study))
    }

    private static func words(_ count: Int, _ stream: KeyStream) -> [UInt8] {
        (0..<count).flatMap { _ in withUnsafeBytes(of: stream.next().littleEndian) { Array($0) } }
    }

    /// Words of 61 bits, so they are elements of the field (but for one value, which the streams here do not draw).
    private static func elements(_ count: Int, _ stream: KeyStream) -> [UInt8] {
        (0..<count).flatMap { _ in withUnsafeBytes(of: (stream.next() >> 3).littleEndian) { Array($0) } }
    }

    /// A node's signed receipt.
    func receipt(_ role: Role, for statement: Digest) -> SignedMessage {
        let keys = nodes[role.index]
        return .sign(PrepareReceipt(node: keys.name, statement: statement, prepared: 1_001), by: keys)
    }

    /// The certificate of an upload, with the receipts of all three nodes.
    func certificate(for upload: Upload) throws(Problem) -> VerifiedCertificate {
        let receipts = Role.allCases.map { receipt($0, for: upload.statement.digest) }
        return try VerifiedCertificate(
            CommitCertificate(statement: upload.statement.signed, receipts: receipts), in: study)
    }
}

/// An upload with all three components.
struct Upload {
    let components: [TableComponent]
    let rows: TableRows?
    let statement: VerifiedStatement

    var batch: BatchID { statement.statement.batch }
}

extension SQLiteShareStore {
    /// Prepares the part of an upload that belongs to the store's role.
    @discardableResult
    func prepare(_ upload: Upload, at now: UInt64 = 1_001) throws(Problem) -> TableVersion {
        try prepare(
            upload.statement, own: upload.components[role.components.own],
            next: upload.components[role.components.next], rows: upload.rows, at: now)
    }
}

/// A folder that is deleted with its last user.
final class Scratch {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("trefoil-store-\(UUID().uuidString)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The folder of a store within.
    func store(_ name: String = "study") -> String { "\(path)/\(name)" }

    /// Copies a store's files as they are at this moment, as a crash would leave them.
    func snapshot(of name: String = "study", as copy: String) throws {
        try FileManager.default.createDirectory(atPath: store(copy), withIntermediateDirectories: true)
        for file in ["shares.sqlite", "shares.sqlite-wal"]
        where FileManager.default.fileExists(atPath: "\(store(name))/\(file)") {
            try FileManager.default.copyItem(atPath: "\(store(name))/\(file)", toPath: "\(store(copy))/\(file)")
        }
    }

    /// Whether some bytes stand in any file of a store.
    func holds(_ bytes: [UInt8], in name: String = "study") throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: store(name)).contains { file in
            let content = try Data(contentsOf: URL(fileURLWithPath: "\(store(name))/\(file)"))
            return content.range(of: Data(bytes)) != nil
        }
    }
}

/// The code of the problem that a call ends with; nil if it succeeds.
func code(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch {
        return (error as? Problem)?.code ?? "no problem but \(error)"
    }
}
