import Fields
import Foundation
import Identity
import Intake
import MPC
import SecretSharing
import Store
import Study
import Wire

extension Operation {
    /// A table of 20 number columns from its owner into the databases of three nodes: dealt, signed, sent, checked,
    /// written to disk and committed. The first party is the owner too. The mode makes no difference.
    static let upload = Operation(name: "upload", unit: "rows", sizes: [100_000]) { inputs, n in
        let place = try UploadPlace(inputs, rows: n)
        return Trial { _ in
            try place.upload()
        } isRight: { batch, session in
            let label = place.codebook.layout[0].label
            let loaded = try place.store.load(batch, labels: [label])
            try place.store.close()
            guard let values = loaded.fields[label] else { return false }
            let column = place.columns[0].map { Mersenne61($0) }
            return try session["check"].reveal(values) == column
        } sent: {
            (UploadPlace.hops, place.post.bytesSent)
        }
    }
}

/// One node with its store; at the first party also the owner with its table.
private final class UploadPlace {
    static let columnCount = 20
    /// The parts, the receipts, the certificate.
    static let hops = 3

    let codebook: Codebook
    let columns: [[UInt64]]
    let store: SQLiteShareStore
    let post: Post
    private let role: Role
    private let study: Study
    private let owner: Owner?
    private let now: UInt64 = 1_700_000_000

    /// The study comes from the owner, who made everybody's keys.
    init(_ inputs: Inputs, rows: Int) throws {
        role = inputs.role
        post = Post(link: inputs.link, role: inputs.role)
        let names = (0..<Self.columnCount).map { "c\($0)" }
        codebook = try Codebook(
            columns: names.map { Column(name: $0, kind: .number(NumberScale(decimals: 0, minimum: 0, maximum: 4095))) })
        columns = names.map { inputs.planes($0, rows, width: 12).plain }
        owner = role == .first ? try Owner(codebook: codebook, columns: columns, names: names) : nil
        if let owner {
            study = owner.study
            try post.send(study.wireBytes, to: Neighbour.allCases)
        } else {
            study = try Study(wireBytes: post.receiveFromOwner())
        }
        try FileManager.default.createDirectory(
            atPath: inputs.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        store = try SQLiteShareStore(folder: inputs.folder, study: study.digest, role: role)
    }

    /// Until all nodes have committed.
    func upload() throws -> BatchID {
        post.bytesSent = 0
        guard let owner else {
            let (statement, part) = try (post.receiveFromOwner(), post.receiveFromOwner())
            let verified = try prepare(SignedMessage(wireBytes: statement), UploadPart(wireBytes: part))
            try post.send([], to: [post.owner])
            let certificate = try CommitCertificate(wireBytes: post.receiveFromOwner())
            _ = try store.commit(VerifiedCertificate(certificate, in: study))
            return verified.statement.batch
        }
        let dealt = DealtTable(dealing: owner.table)
        let statement = dealt.statement(for: study, table: Owner.table, owner: owner.keys.name, created: now)
        let signed = SignedMessage.sign(statement, by: owner.keys)
        for neighbour in Neighbour.allCases {
            try post.send(signed.wireBytes, to: [neighbour])
            try post.send(dealt.part(for: role.neighbour(neighbour)).wireBytes, to: [neighbour])
        }
        let verified = try prepare(signed, dealt.part(for: role))
        for neighbour in Neighbour.allCases { _ = try post.receive(from: neighbour) }
        let certificate = CommitCertificate(statement: signed, receipts: owner.receipts(for: verified, at: now))
        try post.send(certificate.wireBytes, to: Neighbour.allCases)
        _ = try store.commit(VerifiedCertificate(certificate, in: study))
        return statement.batch
    }

    /// Checks a part and writes it.
    private func prepare(_ signed: SignedMessage, _ part: UploadPart) throws -> VerifiedStatement {
        let verified = try VerifiedStatement(signed, in: study)
        let expanded = try part.expanded(for: role, statement: verified, codebook: codebook)
        _ = try store.prepare(verified, own: expanded.own, next: expanded.next, at: now)
        return verified
    }
}

/// Who makes the study and the table, and signs for everybody.
private struct Owner {
    static let table = "patients"
    let keys: PartyKeys
    let study: Study
    let table: CheckedTable
    private let nodes: [PartyKeys]

    init(codebook: Codebook, columns: [[UInt64]], names: [String]) throws {
        let present = Date()
        keys = try PartyKeys.create(name: "owner", now: present)
        nodes = try Role.allCases.map { try PartyKeys.create(name: PartyPlace.name($0), now: present) }
        let analyst = try PartyKeys.create(name: "analyst", now: present)
        study = try Study(
            name: "bench", title: "A benchmark", data: .synthetic, mode: .active, policy: .open,
            nodes: nodes.enumerated().map { index, keys in
                NodeEntry(
                    name: keys.name, card: keys.card, peer: HostPort(host: "127.0.0.1", port: UInt16(30_000 + index)),
                    https: HostPort(host: "127.0.0.1", port: UInt16(55_000 + index)))
            }, owners: [OwnerEntry(name: keys.name, card: keys.card, tables: [Self.table])],
            analysts: [AnalystEntry(name: analyst.name, card: analyst.card)], codebook: codebook)
        var text = Array((names.joined(separator: ",") + "\n").utf8)
        for row in columns[0].indices {
            text += Array((columns.map { String($0[row]) }.joined(separator: ",") + "\n").utf8)
        }
        table = try CheckedTable(csv: text, file: "bench.csv", codebook: codebook)
    }

    /// The receipts of all three nodes.
    func receipts(for statement: VerifiedStatement, at now: UInt64) -> [SignedMessage] {
        nodes.map { .sign(PrepareReceipt(node: $0.name, statement: statement.digest, prepared: now), by: $0) }
    }
}

/// Messages of any length over a link.
private final class Post {
    var bytesSent = 0
    /// Where the owner sits, as seen from here.
    let owner: Neighbour
    private let link: any Link

    init(link: any Link, role: Role) {
        self.link = link
        owner = role.left == .first ? .left : .right
    }

    func send(_ bytes: [UInt8], to neighbours: [Neighbour]) throws {
        for neighbour in neighbours {
            try withUnsafeBytes(of: UInt64(bytes.count)) { try link.send($0, tag: 1, to: neighbour) }
            try bytes.withUnsafeBytes { try link.send($0, tag: 2, to: neighbour) }
            bytesSent += bytes.count + 8
        }
    }

    func receive(from neighbour: Neighbour) throws -> [UInt8] {
        var count: UInt64 = 0
        try withUnsafeMutableBytes(of: &count) { try link.receive(into: $0, tag: 1, from: neighbour) }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        try bytes.withUnsafeMutableBytes { try link.receive(into: $0, tag: 2, from: neighbour) }
        return bytes
    }

    func receiveFromOwner() throws -> [UInt8] { try receive(from: owner) }
}
