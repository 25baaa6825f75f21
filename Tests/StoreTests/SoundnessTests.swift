import Foundation
import GRDB
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@testable import Store

@Suite("A store that is not as it should be")
struct SoundnessTests {
    private let scratch = Scratch()
    private let sample: Sample

    init() throws { sample = try Sample() }

    private func open(_ name: String = "study", role: Role = .first) throws -> SQLiteShareStore {
        try SQLiteShareStore(folder: scratch.store(name), study: sample.study.digest, role: role)
    }

    @Test("The database is durable, overwrites what is deleted, and is private to its account")
    func settings() throws {
        let store = try open()
        try store.prepare(sample.upload())
        let settings = try store.pool.writeWithoutTransaction { database in
            try ["journal_mode", "synchronous", "secure_delete", "foreign_keys", "application_id", "user_version"].map {
                try String.fetchOne(database, sql: "PRAGMA \($0)") ?? ""
            }
        }
        #expect(settings == ["wal", "2", "1", "1", String(StoreFormat.applicationID), String(StoreFormat.current)])
        func permissions(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try permissions(scratch.store()) == 0o700)
        for file in try FileManager.default.contentsOfDirectory(atPath: scratch.store()) {
            #expect(try permissions("\(scratch.store())/\(file)") == 0o600, "\(file)")
        }
    }

    @Test("Another study, another role, or a second process is refused")
    func otherPlace() throws {
        let store = try open()
        #expect(code { _ = try open() } == "store-in-use")
        try store.close()
        #expect(code { try open().close() } == nil)
        let path = scratch.store("other")
        _ = try open("other")
        #expect(code { _ = try open("other", role: .second) } == "other-store")
        #expect(code { _ = try SQLiteShareStore(folder: path, study: Digest(of: "x"), role: .first) } == "other-store")
    }

    @Test("A folder that cannot be made, a file that is no database")
    func noDatabase() throws {
        try FileManager.default.createDirectory(atPath: scratch.store("text"), withIntermediateDirectories: true)
        try Data("this is no database, however long one looks at it".utf8)
            .write(to: URL(fileURLWithPath: "\(scratch.store("text"))/shares.sqlite"))
        #expect(code { _ = try open("text") } == "store-damaged")
        #expect(code { _ = try open("text/shares.sqlite") } == "store-not-writable")
    }

    @Test("A database of another program is not touched")
    func foreignDatabase() throws {
        try FileManager.default.createDirectory(atPath: scratch.store("foreign"), withIntermediateDirectories: true)
        let queue = try DatabaseQueue(path: "\(scratch.store("foreign"))/shares.sqlite")
        try queue.write { try $0.execute(sql: "CREATE TABLE birds (name TEXT)") }
        try queue.close()
        #expect(code { _ = try open("foreign") } == "store-damaged")
    }

    @Test(
        "Whatever is changed in the database is noticed when it is loaded",
        arguments: [
            "UPDATE chunk SET bytes = zeroblob(length(bytes)) WHERE id = 1",
            "UPDATE chunk SET bytes = substr(bytes, 1, length(bytes) - 8) WHERE id = 2",
            "UPDATE chunk SET place = 1 WHERE id = 1",
            "DELETE FROM chunk WHERE id = 2",
            "UPDATE component SET salt = zeroblob(32) WHERE number = 1",
            "UPDATE component SET directory = substr(directory, 1, length(directory) - 1)",
            "UPDATE component SET directory = CAST(replace(CAST(directory AS TEXT), 'value', 'other') AS BLOB)",
            "UPDATE component SET directory = x''",
            "DELETE FROM component WHERE number = 0",
        ])
    func damage(sql: String) throws {
        let store = try open()
        let upload = try sample.upload()
        try store.prepare(upload)
        _ = try store.commit(sample.certificate(for: upload))
        _ = try store.load(upload.batch)
        try store.write { try $0.execute(sql: sql) }
        #expect(code { _ = try store.load(upload.batch) } == "store-damaged")
    }

    @Test("A byte that has changed on the disk is noticed when its vector is loaded")
    func changedByte() throws {
        let upload = try sample.upload(rows: 2_000)
        do {
            let store = try open()
            try store.prepare(upload)
            _ = try store.commit(sample.certificate(for: upload))
            try store.close()
        }
        let file = URL(fileURLWithPath: "\(scratch.store())/shares.sqlite")
        var content = try Data(contentsOf: file)
        let place = try #require(content.range(of: Data(upload.components[1].vectors[0].bytes[800..<832])))
        content[place.lowerBound] ^= 1
        try content.write(to: file)
        let store = try open()
        _ = try store.load(upload.batch, labels: ["x/plane/0"])
        #expect(code { _ = try store.load(upload.batch, labels: ["x/value"]) } == "store-damaged")
    }
}
