import Foundation
import GRDB
import Identity
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@testable import Store

@Suite("Withdrawals in a store")
struct WithdrawalTests {
    private let scratch = Scratch()
    private let sample: Sample

    init() throws { sample = try Sample() }

    private func open(_ name: String = "study", role: Role = .first) throws -> SQLiteShareStore {
        try SQLiteShareStore(folder: scratch.store(name), study: sample.study.digest, role: role)
    }

    private func commit(_ upload: Upload, to store: SQLiteShareStore) throws {
        try store.prepare(upload)
        _ = try store.commit(sample.certificate(for: upload))
    }

    private func withdrawal(
        _ items: [Withdrawal.Item], number: UInt64 = 1, by keys: PartyKeys? = nil
    ) throws -> VerifiedWithdrawal {
        let withdrawal = Withdrawal(
            study: sample.study.digest, table: "patients", number: number, owner: "clinic", issued: 1_500, items: items)
        return try VerifiedWithdrawal(.sign(withdrawal, by: keys ?? sample.owner), in: sample.study)
    }

    private func item(_ upload: Upload, row: Int) throws -> Withdrawal.Item {
        Withdrawal.Item(batch: upload.batch, handle: try #require(upload.rows?.handle(at: row)))
    }

    @discardableResult
    private func carryOut(_ verified: VerifiedWithdrawal, in store: SQLiteShareStore) throws -> WithdrawalReceipt {
        _ = try store.take(verified, at: 1_600)
        let keys = sample.nodes[store.role.index]
        let signed = try store.carryOut(verified.digest, at: 1_700, node: keys.name) { .sign($0, by: keys) }
        return try WithdrawalReceipt(signed, of: sample.study.node(store.role), for: verified.digest)
    }

    @Test("A row is gone from every version and every file; what is left loads, and is the same at its two holders")
    func everyVersion() throws {
        let uploads = [
            try sample.upload(rows: 200, seed: 1, handles: true), try sample.upload(rows: 130, seed: 2, handles: true),
        ]
        let verified = try withdrawal([try item(uploads[0], row: 70), try item(uploads[1], row: 129)])
        var receipts: [Role: WithdrawalReceipt] = [:]
        for role in Role.allCases {
            let name = "node-\(role)"
            let store = try open(name, role: role)
            for upload in uploads { try commit(upload, to: store) }
            let own = uploads[0].components[role.components.own]
            let secret = Array(own.vectors[0].bytes[70 * 8..<71 * 8])
            #expect(try scratch.holds(secret, in: name))
            receipts[role] = try carryOut(verified, in: store)
            #expect(try !scratch.holds(secret, in: name))

            let table = try store.load(uploads[0].batch)
            #expect(table.rows == 199 && table.bits["x/plane/0"]?.count == 199)
            let value = try #require(table.fields["x/value"])
            #expect(Component.bytes(of: value.own) == own.vectors[0].bytes.removing([70], width: 8))
            let plane = own.vectors[1].bytes
            let rest = Component.bytes(of: try #require(table.bits["x/plane/0"]).words.own)
            for row in 0..<199 {
                let before = row < 70 ? row : row + 1
                #expect(plane[before / 8] >> UInt8(before % 8) & 1 == rest[row / 8] >> UInt8(row % 8) & 1, "\(row)")
            }
            #expect(try store.load(uploads[1].batch).rows == 129)
            #expect(try store.rows(of: uploads[0].batch)?.count == 199)
            #expect(try store.versions().map(\.rows).sorted() == [129, 199])
        }
        try WithdrawalReceipt.compare(receipts)
        let other = WithdrawalReceipt(
            node: "rome", withdrawal: verified.digest, instant: 1,
            revisions: [.init(batch: uploads[0].batch, rows: 199, fingerprints: [Digest(of: "x"), Digest(of: "y")])],
            backups: [])
        receipts[.second] = other
        #expect(code { try WithdrawalReceipt.compare(receipts) } == "withdrawal-differs")
    }

    @Test("Whatever is changed afterwards is noticed when it is loaded")
    func damage() throws {
        let store = try open()
        let upload = try sample.upload(rows: 20, handles: true)
        try commit(upload, to: store)
        try carryOut(try withdrawal([try item(upload, row: 3)]), in: store)
        _ = try store.load(upload.batch)
        try store.write { try $0.execute(sql: "UPDATE chunk SET bytes = zeroblob(length(bytes)) WHERE component = 1") }
        #expect(code { _ = try store.load(upload.batch) } == "store-damaged")
    }

    @Test("Vectors longer than a chunk close up too")
    func chunks() throws {
        let store = try open()
        let rows = 3 * (SQLiteShareStore.chunkByteCount / 8) / 2
        let upload = try sample.upload(rows: rows, handles: true)
        try commit(upload, to: store)
        let places = [0, 131_071, 131_072, rows - 1]
        try carryOut(try withdrawal(try places.map { try item(upload, row: $0) }), in: store)
        let value = try #require(try store.load(upload.batch, labels: ["x/value"]).fields["x/value"])
        #expect(Component.bytes(of: value.own) == upload.components[0].vectors[0].bytes.removing(places, width: 8))
    }

    @Test("Each step can be repeated; withdrawals follow each other in their order")
    func order() throws {
        let store = try open()
        let upload = try sample.upload(rows: 5, handles: true)
        try commit(upload, to: store)
        let first = try withdrawal([try item(upload, row: 0)])
        let second = try withdrawal([try item(upload, row: 4)], number: 2)
        #expect(code { _ = try store.take(second, at: 1) } == "withdrawal-early")
        let receipt = try carryOut(first, in: store)
        #expect(try carryOut(first, in: store) == receipt)
        #expect(code { _ = try store.take(try withdrawal([try item(upload, row: 1)]), at: 1) } == "withdrawal-conflict")
        let again = try withdrawal([try item(upload, row: 0)], number: 2)
        #expect(code { _ = try store.take(again, at: 1) } == "unknown-row")
        #expect(try carryOut(second, in: store).revisions.map(\.rows) == [3])
        let stored = try store.withdrawals()
        #expect(stored.map(\.withdrawal.number) == [1, 2])
        #expect(stored.allSatisfy { Set($0.receipts.keys) == [.first] && !$0.isComplete })
        try store.keep(sample.receipt(.second, for: first.digest), of: .second, for: first.digest)
        #expect(try store.withdrawals()[0].receipts.count == 2)
    }

    @Test("The last row takes the version with it; a version can be deleted whole, also one without handles")
    func wholeVersions() throws {
        let store = try open()
        let (one, old) = (try sample.upload(rows: 1, handles: true), try sample.upload(rows: 4, seed: 2))
        for upload in [one, old] { try commit(upload, to: store) }
        let verified = try withdrawal([try item(one, row: 0), Withdrawal.Item(batch: old.batch, handle: nil)])
        #expect(try carryOut(verified, in: store).revisions.map(\.rows) == [0, 0])
        #expect(try store.versions().isEmpty)
        #expect(code { _ = try store.load(old.batch) } == "unknown-upload")
    }

    @Test("An upload that reaches a node after the withdrawal of one of its rows is refused")
    func lateUpload() throws {
        let store = try open()
        let upload = try sample.upload(rows: 5, handles: true)
        #expect(try carryOut(try withdrawal([try item(upload, row: 2)]), in: store).revisions.isEmpty)
        #expect(code { try store.prepare(upload) } == "row-withdrawn")
    }

    @Test("Whatever is killed when: the withdrawal is carried out as a whole or not at all, and goes on after it")
    func crash() throws {
        let store = try open()
        let upload = try sample.upload(rows: 2_000, handles: true)
        try commit(upload, to: store)
        let secret = Array(upload.components[0].vectors[0].bytes[800..<808])
        let verified = try withdrawal([try item(upload, row: 100)])
        _ = try store.take(verified, at: 1_600)
        try scratch.snapshot(as: "taken")
        let keys = sample.nodes[0]
        _ = try store.write { database in
            try WithdrawnRows.carryOut(
                verified.digest, at: 1_700, node: keys.name, store: store, in: database, sign: { .sign($0, by: keys) })
        }
        // Deleted, but the process ends before the log is cleared and older copies are.
        try scratch.snapshot(as: "deleted")
        try Data(secret).write(to: URL(fileURLWithPath: "\(scratch.store("deleted"))/shares.format-2.sqlite"))

        let taken = try open("taken")
        #expect(try taken.load(upload.batch).rows == 2_000)
        #expect(try taken.withdrawals()[0].receipts.isEmpty)
        try carryOut(verified, in: taken)
        #expect(try taken.load(upload.batch).rows == 1_999)
        #expect(try !scratch.holds(secret, in: "taken"))

        #expect(try scratch.holds(secret, in: "deleted"))
        let deleted = try open("deleted")
        #expect(try deleted.withdrawals()[0].receipts.count == 1)
        #expect(try deleted.load(upload.batch).rows == 1_999)
        #expect(try !scratch.holds(secret, in: "deleted"))
    }

    @Test("Only the owner of the table withdraws from it; handles are those that it signed")
    func authority() throws {
        #expect(
            code { _ = try withdrawal([.init(batch: BatchID(), handle: nil)], by: sample.nodes[0]) } == "bad-withdrawal"
        )
        let upload = try sample.upload(rows: 3, handles: true)
        let other = TableRows(handles: (0..<3).flatMap { _ in RowHandle().bytes })
        let store = try open()
        for rows in [nil, other] {
            #expect(
                code {
                    _ = try store.prepare(
                        upload.statement, own: upload.components[0], next: upload.components[1], rows: rows, at: 1_001)
                } == "component-differs")
        }
    }
}
