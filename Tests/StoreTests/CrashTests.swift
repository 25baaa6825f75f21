import Foundation
import GRDB
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@testable import Store

@Suite("Whatever is killed when")
struct CrashTests {
    private let scratch = Scratch()
    private let sample: Sample

    init() throws { sample = try Sample() }

    private func open(_ name: String = "study") throws -> SQLiteShareStore {
        try SQLiteShareStore(folder: scratch.store(name), study: sample.study.digest, role: .first)
    }

    @Test("What a call has returned is on the disk; a transaction that was not finished is as if it had never begun")
    func snapshots() throws {
        let store = try open()
        let (first, second) = (try sample.upload(seed: 1), try sample.upload(seed: 2))
        try scratch.snapshot(as: "before")
        try store.prepare(first)
        try scratch.snapshot(as: "prepared")
        try store.pool.writeWithoutTransaction { database in
            try database.beginTransaction(.immediate)
            let components = [second.components[0], second.components[1]]
            try PreparedUpload(second.statement, components: components, role: .first).insert(into: database, at: 1_001)
            try scratch.snapshot(as: "within")
            try database.rollback()
        }
        _ = try store.commit(sample.certificate(for: first))
        try scratch.snapshot(as: "committed")

        #expect(try open("before").versions().isEmpty)
        #expect(try open("prepared").versions().map(\.status) == [.prepared])
        let within = try open("within")
        #expect(try within.versions().map(\.batch) == [first.batch])
        #expect(try within.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM chunk") } == 2)
        #expect(try within.prepare(second).status == .prepared)
        #expect(try open("committed").load(first.batch).rows == 3)
    }

    @Test("A process killed within a transaction leaves what it had finished")
    func killedProcess() async throws {
        let path = "\(FileManager.default.temporaryDirectory.path)/trefoil-killed-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: path) }
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let path = "\(FileManager.default.temporaryDirectory.path)/trefoil-killed-\(getppid())"
            let store = try SQLiteShareStore(folder: path, study: Digest(of: "study"), role: .first)
            let sample = try Sample()
            try store.prepare(try sample.upload(table: "patients"))
            let second = try sample.upload(table: "controls", seed: 2)
            try store.pool.writeWithoutTransaction { database in
                try database.beginTransaction(.immediate)
                let components = [second.components[0], second.components[1]]
                try PreparedUpload(second.statement, components: components, role: .first)
                    .insert(into: database, at: 1_001)
                kill(getpid(), SIGKILL)
            }
        }
        let store = try SQLiteShareStore(folder: path, study: Digest(of: "study"), role: .first)
        #expect(try store.versions().map(\.table) == ["patients"])
        #expect(try store.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    }
}
