import Foundation
import Identity
import Primitives
import Testing
import Wire

@Suite("Sealed messages and files")
struct SealedTests {
    private let owner: PartyKeys
    private let other: PartyKeys

    init() throws {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        (owner, other) = (try PartyKeys.create(name: "owner", now: now), try PartyKeys.create(name: "other", now: now))
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Problem)?.code ?? "\(error)"
        }
    }

    @Test("Only the keys that it was sealed for open a message, for its purpose, unchanged")
    func message() throws {
        let plain = Array("a secret".utf8)
        let sealed = try SealedMessage(sealing: plain, to: owner.card.sealingKey, purpose: "test")
        #expect(try sealed.open(by: owner, purpose: "test") == plain)
        #expect(code { _ = try sealed.open(by: owner, purpose: "other") } == "not-for-you")
        #expect(code { _ = try sealed.open(by: other, purpose: "test") } == "not-for-you")
        let bytes = sealed.wireBytes
        #expect(Data(bytes).range(of: Data(plain)) == nil)
        var changed = bytes
        changed[bytes.count - 1] ^= 1
        #expect(code { _ = try SealedMessage(wireBytes: changed).open(by: owner, purpose: "test") } == "not-for-you")
        let again = try SealedMessage(sealing: plain, to: owner.card.sealingKey, purpose: "test")
        #expect(again.wireBytes != bytes)
    }

    @Test("A sealed file is private, is replaced as a whole, and opens for its owner alone")
    func file() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("trefoil-sealed-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let problem = Problem("some-code", "some words")
        #expect(try SealedFile.read(Problem.self, from: path, by: owner) == nil)
        for _ in 0..<2 { try SealedFile.write(problem, to: path, for: owner) }
        #expect(try SealedFile.read(Problem.self, from: path, by: owner) == problem)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(code { _ = try SealedFile.read(Problem.self, from: path, by: other) } == "not-for-you")
    }
}
