import Foundation
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@testable import Store

@Suite("Erasing a store")
struct EraseTests {
    private let scratch = Scratch()

    /// All bytes of all files in a folder.
    private func bytes(in folder: String) throws -> [Data] {
        try FileManager.default.contentsOfDirectory(atPath: folder).map {
            try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))
        }
    }

    @Test("No share is left in any file of the folder, while the store is open and afterwards")
    func nothingLeft() throws {
        let sample = try Sample()
        let path = scratch.store()
        let store = try SQLiteShareStore(folder: path, study: sample.study.digest, role: .first)
        let (kept, open) = (try sample.upload(rows: 500), try sample.upload(table: "controls", rows: 700, seed: 2))
        for upload in [kept, open] { try store.prepare(upload) }
        _ = try store.commit(try sample.certificate(for: kept))
        let shares = [kept, open].flatMap { upload in
            [store.role.components.own, store.role.components.next].flatMap { upload.components[$0].vectors }
        }
        .map { Data($0.bytes.prefix(32)) }
        try store.clearLog()
        #expect(try shares.allSatisfy { share in try bytes(in: path).contains { $0.range(of: share) != nil } })

        #expect(Set(try store.eraseAll()) == [kept.batch, open.batch])
        #expect(try store.versions().isEmpty)
        #expect(try shares.allSatisfy { share in try bytes(in: path).allSatisfy { $0.range(of: share) == nil } })
        #expect(try store.eraseAll().isEmpty)
        try store.close()
        #expect(try shares.allSatisfy { share in try bytes(in: path).allSatisfy { $0.range(of: share) == nil } })
    }

    @Test("The copy made before a migration goes too")
    func copies() throws {
        let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/store-1.sqlite")
        let path = scratch.store("old")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data(contentsOf: fixture).write(to: URL(fileURLWithPath: "\(path)/shares.sqlite"))
        let store = try SQLiteShareStore(folder: path, study: Digest(of: "the study of the fixture"), role: .first)
        let copy = try #require(store.copyBeforeMigration)
        #expect(try store.eraseAll().count == 2)
        #expect(!FileManager.default.fileExists(atPath: copy))
    }
}
