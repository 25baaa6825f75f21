import GRDB
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@testable import Store

@Suite("Uploads in two steps")
struct UploadTests {
    private let scratch = Scratch()
    private let sample: Sample

    init() throws { sample = try Sample() }

    private func open(_ name: String = "study", role: Role = .first, pageLimit: Int? = nil) throws -> SQLiteShareStore {
        try SQLiteShareStore(folder: scratch.store(name), study: sample.study.digest, role: role, pageLimit: pageLimit)
    }

    @Test(
        "A prepared upload is invisible until it is committed, and then it loads as it was dealt",
        arguments: Role.allCases)
    func prepareAndCommit(role: Role) throws {
        let store = try open(role: role)
        let upload = try sample.upload(rows: 100)
        let prepared = try store.prepare(upload)
        #expect(prepared.status == .prepared)
        #expect(prepared.statementDigest == upload.statement.digest)
        #expect(code { _ = try store.load(upload.batch) } == "not-committed")
        #expect(try store.certificate(of: upload.batch) == nil)

        let certificate = try sample.certificate(for: upload)
        #expect(try store.commit(certificate).status == .committed)
        #expect(try store.versions().map(\.status) == [.committed])
        #expect(try store.certificate(of: upload.batch) == certificate.certificate)
        let table = try store.load(upload.batch)
        #expect(table.rows == 100)
        let own = upload.components[role.components.own].vectors
        let next = upload.components[role.components.next].vectors
        let value = try #require(table.fields["x/value"])
        let plane = try #require(table.bits["x/plane/0"])
        #expect(Component.bytes(of: value.own) == own[0].bytes && Component.bytes(of: value.next) == next[0].bytes)
        #expect(Component.bytes(of: plane.words.own) == own[1].bytes)
        #expect(Component.bytes(of: plane.words.next) == next[1].bytes)
        #expect(plane.count == 100)
    }

    @Test("Only the vectors asked for are loaded")
    func someVectors() throws {
        let store = try open()
        let upload = try sample.upload()
        try store.prepare(upload)
        _ = try store.commit(sample.certificate(for: upload))
        let table = try store.load(upload.batch, labels: ["x/plane/0"])
        #expect(table.fields.isEmpty && Array(table.bits.keys) == ["x/plane/0"])
        #expect(code { _ = try store.load(upload.batch, labels: ["y/value"]) } == "unknown-vector")
        #expect(code { _ = try store.load(BatchID()) } == "unknown-upload")
    }

    @Test("Each step can be repeated, also after a restart and from several threads")
    func idempotence() async throws {
        let upload = try sample.upload()
        let certificate = try sample.certificate(for: upload)
        let store = try open()
        let first = try store.prepare(upload, at: 1_001)
        #expect(try store.prepare(upload, at: 1_500) == first)
        // A repeated call is answered even when the time of the upload is over.
        #expect(try store.prepare(upload, at: 9_999) == first)
        try store.close()
        let again = try open("other")
        let versions = try await withThrowingTaskGroup(of: TableVersion.self) { group in
            for _ in 0..<8 { group.addTask { try again.prepare(upload) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(versions.map(\.batch)).count == 1)
        #expect(try again.versions().count == 1)
        let committed = try again.commit(certificate)
        #expect(try again.commit(certificate) == committed)
        #expect(try again.prepare(upload) == committed)
    }

    @Test("Versions are listed by table, time and batch")
    func order() throws {
        let store = try open()
        let uploads = [
            try sample.upload(table: "patients", seed: 1, created: 1_200),
            try sample.upload(table: "controls", seed: 2),
            try sample.upload(table: "patients", seed: 3, created: 1_100),
        ]
        for upload in uploads { try store.prepare(upload) }
        #expect(try store.versions().map(\.batch) == [uploads[1], uploads[2], uploads[0]].map(\.batch))
        #expect(try store.version(of: uploads[2].batch)?.created == 1_100)
        #expect(try store.version(of: BatchID()) == nil)
    }

    @Test("What does not fit is refused, and nothing of it is stored")
    func refusals() throws {
        let store = try open(role: .second)
        let upload = try sample.upload()
        let parts = upload.components
        #expect(
            code { _ = try store.prepare(upload.statement, own: parts[0], next: parts[1], at: 1_001) }
                == "component-differs")
        let other = try sample.upload(seed: 9).components
        #expect(
            code { _ = try store.prepare(upload.statement, own: other[1], next: parts[2], at: 1_001) }
                == "component-differs")
        #expect(code { try store.prepare(upload, at: 2_000) } == "upload-expired")
        #expect(code { _ = try store.commit(sample.certificate(for: upload)) } == "unknown-upload")
        #expect(try store.versions().isEmpty)

        try store.prepare(upload)
        let conflicting = try sample.upload(seed: 2, batch: upload.batch)
        #expect(code { try store.prepare(conflicting) } == "batch-conflict")
        #expect(code { _ = try store.commit(sample.certificate(for: conflicting)) } == "batch-conflict")
        #expect(try store.versions().map(\.statementDigest) == [upload.statement.digest])
    }

    @Test("Vectors longer than a chunk are stored in several and come back whole")
    func chunks() throws {
        let store = try open()
        let rows = 3 * (SQLiteShareStore.chunkByteCount / 8) / 2
        let upload = try sample.upload(rows: rows)
        try store.prepare(upload)
        _ = try store.commit(sample.certificate(for: upload))
        let lengths = try store.read { database in
            try Int.fetchAll(database, sql: "SELECT length(bytes) FROM chunk WHERE component = 0 ORDER BY place")
        }
        // A vector and a half of field elements, and the bits right behind.
        #expect(lengths == [1 << 20, (1 << 19) + (3 << 13)])
        let value = try #require(try store.load(upload.batch, labels: ["x/value"]).fields["x/value"])
        #expect(Component.bytes(of: value.own) == upload.components[0].vectors[0].bytes)
        #expect(Component.bytes(of: value.next) == upload.components[1].vectors[0].bytes)
    }

    @Test("A full disk is a refusal: what was there stays, nothing new is half there")
    func fullDisk() throws {
        let small = try sample.upload()
        let large = try sample.upload(rows: 50_000, seed: 2)
        do {
            let store = try open(pageLimit: 60)
            try store.prepare(small)
            _ = try store.commit(sample.certificate(for: small))
            #expect(code { try store.prepare(large) } == "disk-full")
            #expect(try store.versions().map(\.batch) == [small.batch])
            #expect(try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM component") } == 2)
            _ = try store.load(small.batch)
            try store.close()
        }
        let store = try open()
        try store.prepare(large)
        #expect(try store.versions().count == 2)
    }

    @Test("What has expired is deleted and cannot be read from the disk any more; what is committed stays")
    func expiry() throws {
        let store = try open()
        let kept = try sample.upload(seed: 1, expires: 1_500)
        let expired = try sample.upload(rows: 2_000, seed: 2, expires: 1_600)
        let later = try sample.upload(seed: 3, expires: 3_000)
        for upload in [kept, expired, later] { try store.prepare(upload) }
        _ = try store.commit(sample.certificate(for: kept))
        let secret = Array(expired.components[0].vectors[0].bytes[800..<864])
        let staying = Array(later.components[0].vectors[0].bytes)
        #expect(try scratch.holds(secret))

        #expect(try store.expire(before: 1_600).isEmpty)
        #expect(try store.expire(before: 1_601).map(\.batch) == [expired.batch])
        #expect(try !scratch.holds(secret))
        #expect(try scratch.holds(staying))
        #expect(Set(try store.versions().map(\.batch)) == [kept.batch, later.batch])
        #expect(try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM chunk") } == 4)
        #expect(code { _ = try store.commit(sample.certificate(for: expired)) } == "unknown-upload")
    }

    @Test("Only prepared uploads can be discarded")
    func discarding() throws {
        let store = try open()
        let (committed, prepared) = (try sample.upload(seed: 1), try sample.upload(rows: 2_000, seed: 2))
        for upload in [committed, prepared] { try store.prepare(upload) }
        _ = try store.commit(sample.certificate(for: committed))
        let secret = Array(prepared.components[1].vectors[0].bytes[800..<864])
        #expect(try scratch.holds(secret))
        try store.discard([committed.batch, prepared.batch, BatchID()])
        #expect(try store.versions().map(\.batch) == [committed.batch])
        #expect(try !scratch.holds(secret))
        _ = try store.load(committed.batch)
    }
}
