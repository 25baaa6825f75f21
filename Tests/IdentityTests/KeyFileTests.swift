import Foundation
import Identity
import Primitives
import Testing
import Wire

@Suite struct KeyFileTests {
    private func load(_ path: String, _ passphrase: String? = nil) throws(Problem) -> PartyKeys {
        try PartyKeys.load(from: path) { () throws(Problem) in passphrase.map { Array($0.utf8) } }
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test(arguments: [nil, "correct horse"]) func keysAreReadBack(_ passphrase: String?) throws {
        let scratch = try Scratch()
        let path = scratch.file("munich.keys")
        let keys = try PartyKeys.create(name: "munich", now: testDay)
        try keys.save(to: path, passphrase: passphrase.map { Array($0.utf8) })
        #expect(try mode(path) == 0o600)
        let read = try load(path, passphrase)
        #expect(read.card == keys.card)
        #expect(read.signing.seed == keys.signing.seed)
        #expect(read.sealing.seed == keys.sealing.seed)
        #expect(read.tls.privateKeyDER == keys.tls.privateKeyDER)
        #expect(scratch.names == ["munich.keys"])
    }

    @Test func passphraseIsNeededAndChecked() throws {
        let scratch = try Scratch()
        let path = scratch.file("k")
        try PartyKeys.create(name: "munich", now: testDay).save(to: path, passphrase: [1, 2, 3])
        #expect(code { () throws(Problem) in _ = try load(path) } == "passphrase-needed")
        #expect(code { () throws(Problem) in _ = try load(path, "wrong") } == "wrong-passphrase")
    }

    @Test func exposedFilesAreRefused() throws {
        let scratch = try Scratch()
        let path = scratch.file("k")
        try PartyKeys.create(name: "munich", now: testDay).save(to: path, passphrase: nil)
        for mode in [0o640, 0o604, 0o644, 0o620] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            do {
                _ = try load(path)
                Issue.record("an exposed file was read")
            } catch let problem {
                #expect(problem.code == "key-file-exposed")
                #expect(problem.mend == "run: chmod 600 \(path)")
                #expect(problem.kind == .refused)
            }
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
        #expect(try load(path).name == "munich")
    }

    @Test func nothingIsOverwritten() throws {
        let scratch = try Scratch()
        let path = scratch.file("k")
        let first = try PartyKeys.create(name: "munich", now: testDay)
        try first.save(to: path, passphrase: nil)
        let second = try PartyKeys.create(name: "munich", now: testDay)
        #expect(code { () throws(Problem) in try second.save(to: path, passphrase: nil) } == "file-exists")
        #expect(try load(path).card == first.card)
        #expect(scratch.names == ["k"])
    }

    @Test func damagedFilesAreRefused() throws {
        let scratch = try Scratch()
        let path = scratch.file("k")
        func write(_ text: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        try write("")
        #expect(code { () throws(Problem) in _ = try load(path) } == "bad-key-file")
        try write("trefoil-keys:9:AAAA")
        #expect(code { () throws(Problem) in _ = try load(path) } == "newer-format")
        try write("trefoil-keys:1:AAAA")
        #expect(code { () throws(Problem) in _ = try load(path) } == "malformed-message")
        #expect(code { () throws(Problem) in _ = try load(scratch.path) } == "file-unreadable")
        #expect(code { () throws(Problem) in _ = try load(scratch.file("none")) } == "file-missing")
    }

    @Test func descriptionsHideTheKeys() throws {
        let keys = try PartyKeys.create(name: "munich", now: testDay)
        var text = "\(keys) \(String(reflecting: keys))"
        dump(keys, to: &text)
        #expect(text.contains("munich"))
        #expect(!text.contains("seed") && !text.contains("signing"))
    }
}
