import Foundation
import GRDB
import Identity
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@testable import Store

/// `Fixtures/store-1.sqlite` was written by the program when format 1 was its newest: a committed upload of the table
/// `patients` (5 rows) and a prepared one of `controls` (2 rows), at the first node. `store-2` and `store-3` are what the programs of these
/// formats made of it.
@Suite("Stores of other formats")
struct MigrationTests {
    private let scratch = Scratch()
    private let study = Digest(of: "the study of the fixture")

    /// A store's folder with a copy of the fixture.
    private func folder(_ name: String = "old", format: Int = 1) throws -> String {
        let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/store-\(format).sqlite")
        try FileManager.default.createDirectory(atPath: scratch.store(name), withIntermediateDirectories: true)
        try Data(contentsOf: fixture).write(to: URL(fileURLWithPath: "\(scratch.store(name))/shares.sqlite"))
        return scratch.store(name)
    }

    private func number(_ path: String) throws -> Int64 {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read(StoreFormat.number(of:))
    }

    @Test("A store of format 1 is copied, migrated, and holds what it held")
    func fromFormat1() throws {
        let path = try folder()
        #expect(try number("\(path)/shares.sqlite") == 1)
        let store = try SQLiteShareStore(folder: path, study: study, role: .first)
        let versions = try store.versions()
        #expect(versions.map(\.table) == ["controls", "patients"])
        #expect(versions.map(\.rows) == [2, 5])
        #expect(versions.map(\.status) == [.prepared, .committed])
        #expect(versions.map(\.prepared) == [1_001, 1_001])
        // Loading checks every vector against what the owner signed.
        let table = try store.load(versions[1].batch)
        #expect(table.fields["x/value"]?.count == 5 && table.bits["x/plane/0"]?.count == 5)
        #expect(try store.certificate(of: versions[1].batch)?.receipts.map(\.signer) == ["munich", "rome", "vienna"])

        // The expiry, which format 2 has in a column, came over from the statement.
        #expect(try store.expire(before: 2_000).isEmpty)
        #expect(try store.expire(before: 2_001).map(\.table) == ["controls"])

        let copy = try #require(store.copyBeforeMigration)
        #expect(copy == "\(path)/shares.format-1.sqlite")
        #expect(try number(copy) == 1)
        #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
        #expect(!FileManager.default.fileExists(atPath: "\(copy).unfinished"))
    }

    @Test("A store of format 2 or 3 is migrated, and holds what it held; its rows have no handles", arguments: [2, 3])
    func fromLaterFormat(format: Int) throws {
        let path = try folder(format: format)
        #expect(try number("\(path)/shares.sqlite") == Int64(format))
        let store = try SQLiteShareStore(folder: path, study: study, role: .first)
        #expect(store.copyBeforeMigration == "\(path)/shares.format-\(format).sqlite")
        let versions = try store.versions()
        #expect(versions.map(\.rows) == [2, 5])
        #expect(try store.load(versions[1].batch).rows == 5)
        #expect(versions.allSatisfy { $0.statement.handles == nil && $0.revision == nil })
        #expect(try store.rows(of: versions[1].batch) == nil)
        #expect(try store.audit().isEmpty && store.withdrawals().isEmpty)
    }

    @Test("A store is migrated once")
    func migratedOnce() throws {
        let path = try folder()
        do { _ = try SQLiteShareStore(folder: path, study: study, role: .first) }
        #expect(try SQLiteShareStore(folder: path, study: study, role: .first).copyBeforeMigration == nil)
        #expect(try number("\(path)/shares.sqlite") == StoreFormat.current)
    }

    @Test("An earlier copy is kept beside the new one, and what an interrupted copy left is replaced")
    func copies() throws {
        let path = try folder()
        try Data("earlier".utf8).write(to: URL(fileURLWithPath: "\(path)/shares.format-1.sqlite"))
        try Data("interrupted".utf8).write(to: URL(fileURLWithPath: "\(path)/shares.format-1-2.sqlite.unfinished"))
        let store = try SQLiteShareStore(folder: path, study: study, role: .first)
        #expect(store.copyBeforeMigration == "\(path)/shares.format-1-2.sqlite")
        #expect(try String(contentsOfFile: "\(path)/shares.format-1.sqlite", encoding: .utf8) == "earlier")
    }

    @Test("A migrated store has the same tables as a new one")
    func sameSchema() throws {
        func schema(_ store: SQLiteShareStore) throws -> [String] {
            try store.read {
                try String.fetchAll($0, sql: "SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name")
            }
        }
        let migrated = try SQLiteShareStore(folder: try folder(), study: study, role: .first)
        let new = try SQLiteShareStore(folder: scratch.store("new"), study: study, role: .first)
        #expect(try schema(migrated) == schema(new))
        #expect(new.copyBeforeMigration == nil)
    }

    @Test("A step that fails leaves the store in the format it had")
    func failedStep() throws {
        let path = try folder()
        let queue = try DatabaseQueue(path: "\(path)/shares.sqlite")
        try queue.write { try $0.execute(sql: "UPDATE upload SET statement = x'00' WHERE id = 2") }
        try queue.close()
        #expect(code { _ = try SQLiteShareStore(folder: path, study: study, role: .first) } == "malformed-message")
        #expect(try number("\(path)/shares.sqlite") == 1)
    }

    @Test("A newer store is refused in words, and is not touched")
    func newerStore() throws {
        let path = try folder()
        let queue = try DatabaseQueue(path: "\(path)/shares.sqlite")
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
        try queue.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: "\(path)/shares.sqlite"))
        do throws(Problem) {
            _ = try SQLiteShareStore(folder: path, study: study, role: .first)
            Issue.record("a newer store was opened")
        } catch {
            #expect(error.code == "newer-store")
            #expect(error.kind == .refused)
            #expect(error.what == "the store has format 99, this program reads formats up to \(StoreFormat.current)")
            #expect(error.place == path)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(path)/shares.sqlite")) == before)
    }
}
