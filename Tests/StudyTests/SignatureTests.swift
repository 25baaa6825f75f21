import Foundation
import Identity
import Primitives
import Study
import Testing
import Wire

@Suite("Signatures under a study")
struct SignatureTests {
    let fixture: ManifestFixture
    let study: Study

    init() throws {
        fixture = try ManifestFixture()
        study = try fixture.read()
    }

    @Test("All six have to sign, and a signature is worth nothing under another version or another name")
    func complete() throws {
        var signatures = StudySignatures(fixture.signed(study, by: ["munich", "rome", "third", "chief", "lmu"]))
        #expect(signatures.missing(under: study).map(\.name) == ["gemelli"])
        let problem = #expect(throws: Problem.self) { try signatures.check(study) }
        #expect(problem?.code == "signature-missing")
        #expect(problem?.what.contains("gemelli") == true)
        let other = try fixture.read(fixture.text.replacing("budget: 100", with: "budget: 101"))
        signatures.add(fixture.signed(other, by: ["gemelli"]))
        #expect(throws: Problem.self) { try signatures.check(study) }
        let stranger = try PartyKeys.create(name: "gemelli", now: Date(timeIntervalSince1970: 1_790_000_000))
        signatures.add([.sign(StudyConsent(to: study, at: 1), by: stranger)])
        #expect(throws: Problem.self) { try signatures.check(study) }
        signatures.add(fixture.signed(study, by: ["gemelli"]))
        try signatures.check(study)
        #expect(signatures.fitting(study).map(\.signer) == ManifestFixture.signers)
    }

    @Test("Files of several parties are joined line by line, in any order, with lines twice and comments")
    func merging() throws {
        let lines = fixture.signed(study).map(StudySignatures.line)
        let text = "# by mail\r\n\n" + (lines.reversed() + lines).joined(separator: "\n") + "\n"
        let read = try StudySignatures(text: text, path: "study.signatures")
        #expect(read.consents.count == 6)
        try read.check(study)
        #expect(try StudySignatures(text: read.text, path: "x") == read)
        for (index, line) in lines.enumerated() {
            let broken = lines[..<index].map { $0 + "\n" }.joined() + line.dropLast(3)
            let problem = #expect(throws: Problem.self) { try StudySignatures(text: broken, path: "s") }
            #expect(problem?.code == "bad-signatures")
            #expect(problem?.place == "s:\(index + 1)")
        }
    }

    @Test("A signature with one character changed counts for nothing")
    func altered() throws {
        let line = StudySignatures.line(of: fixture.signed(study, by: ["munich"])[0])
        let start = try #require(line.range(of: "trefoil-signature:1:")).upperBound
        let letters = Array(line[start...])
        for index in stride(from: 0, to: letters.count, by: 5) {
            var altered = letters
            altered[index] = altered[index] == "A" ? "B" : "A"
            let text = line[..<start] + String(altered)
            guard let read = try? StudySignatures(text: String(text), path: "s") else { continue }
            #expect(read.missing(under: study).contains { $0.name == "munich" })
        }
    }

    @Test("The file lies beside the study file, and adding to it keeps what is there")
    func file() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("signatures-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("study.yaml").path
        #expect(try StudySignatures.load(beside: path).consents.isEmpty)
        for name in ManifestFixture.signers { try StudySignatures.add(fixture.signed(study, by: [name]), beside: path) }
        try StudySignatures.load(beside: path).check(study)
        #expect(StudySignatures.path(beside: path).hasSuffix("/study.signatures"))
    }

    @Test("A file of format 2 with its signatures is read as it was written")
    func fixture2() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/format-2.yaml").path
        let study = try Study.load(path: path)
        #expect(study.digest.hex == "5caab6ae69fe383c655ea08b75c529a5a4c9e627c675d722d214fada148748da")
        try StudySignatures.load(beside: path).check(study)
    }
}
