import Foundation
import Identity
import Primitives
import Study
import Testing
import Wire

@Suite("Study manifests")
struct ManifestTests {
    let fixture: ManifestFixture

    init() throws { fixture = try ManifestFixture() }

    @Test("All is read, as text, and written and encoded the same again")
    func whole() throws {
        let study = try fixture.read()
        let manifest = try #require(study.manifest)
        #expect(manifest.administrators == [["Dr Huber", "Dr Mayr"], ["Dr Rossi"], ["no"]])
        #expect(manifest.agreed.map(\.digest) == [Digest(of: "trefoil plan 1\nmean(load(\"DS1\", \"tm\")$age)")])
        #expect(manifest.exploratory?.groupings == .these(["gender"]))
        #expect(manifest.exploratory?.budget == 100)
        #expect(manifest.retention.description == "2035-12-31")
        #expect(study.identity == study.digest)
        #expect(try Study(wireBytes: study.wireBytes) == study)
        #expect(try fixture.read(study.yaml) == study)
        #expect(try fixture.read(study.yaml).digest == study.digest)
        #expect(study.signers.map(\.name) == ManifestFixture.signers)
        #expect(study.party(named: "approver")?.mustSign == false)
    }

    @Test("A study of format 1 keeps its bytes, and so its digest")
    func formatOne() throws {
        let old = try Fixture().read()
        #expect(old.manifest == nil)
        #expect(old.writtenFormat == 1)
        var decoder = WireDecoder(old.wireBytes)
        #expect(try decoder.string() == "trefoil.study")
        #expect(try decoder.uint16() == 1)
        #expect(old.yaml.hasPrefix("format: 1\n"))
    }

    @Test("A study file that the first version read has the digest that it gave it")
    func fixtureOfFormatOne() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/format-1.yaml").path
        let study = try Study.load(path: path)
        #expect(study.digest.hex.hasPrefix("0e23ce38b0ac"))
        #expect(study.identity == study.digest)
    }

    @Test("Each part counts: another text is another study")
    func digest() throws {
        let study = try fixture.read()
        for (old, new) in [
            ("what the paper says", "else"), ("consent", "law"), ("19-743", "19-744"), ("Dr Rossi", "Dr Verdi"),
            ("node: rome", "node: third"), ("[age]", "all"), ("budget: 100", "budget: 101"),
            ("2035-12-31", "2036-01-01"),
            ("the two hospitals", "the ministry"), ("$age)'", "$weight)'"), ("are deleted", "stay"),
        ] {
            let other = try fixture.read(fixture.text.replacing(old, with: new))
            #expect(other.digest != study.digest, "\(old)")
            #expect(!other.differences(from: study).isEmpty, "\(old)")
        }
        #expect(study.differences(from: study).isEmpty)
    }

    @Test("The canonical encoding altered is an error or another study, never a trap")
    func altered() throws {
        let study = try fixture.read()
        let bytes = study.wireBytes
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var altered = bytes
            altered[index] ^= 0x55
            if let other = try? Study(wireBytes: altered) { #expect(other.digest != study.digest) }
            _ = try? Study(wireBytes: Array(bytes.prefix(index)))
        }
    }

    @Test(
        "Errors name file and line",
        arguments: [
            ("format: 2", "format: 1", "bad-study-file", "study.yaml:3"),
            ("format: 2", "format: 3", "newer-format", "study.yaml:1"),
            ("purpose: what", "purpose: TODO what", "not-filled", "study.yaml:5"),
            ("retention: 2035-12-31", "retention: 2035-02-30", "bad-study-file", "study.yaml:31"),
            ("[Dr Rossi]", "[Dr Huber]", "bad-study", "study.yaml:1"),
            (", administrators: [Dr Rossi]", "", "bad-study-file", "study.yaml:16"),
            ("node: rome}", "node: paris}", "bad-study", "study.yaml:1"),
            ("groupings: [gender]", "groupings: [sex]", "bad-study", "study.yaml:1"),
            ("groupings: [gender]", "groupings: some", "bad-study-file", "study.yaml:29"),
            ("card: chief.card", "card: lmu.card", "bad-study", "study.yaml:1"),
            ("name: chief, card: chief.card", "name: rome, card: rome.card", "bad-study", "study.yaml:1"),
            ("version: 1", "version: 2", "bad-study", "study.yaml:1"),
            ("policy: pilot", "policy: {name: pilot, colour: 10}", "policy-change", "study.yaml:9"),
            ("policy: pilot", "policy: {name: default, minimumGroup: 4}", "policy-change", "study.yaml:9"),
            (
                "$age)'", "$age)'\n      digest: " + String(repeating: "0", count: 64), "plan-digest", "study.yaml:29"
            ),
        ])
    func errors(old: String, new: String, code: String, place: String) throws {
        let problem = #expect(throws: Problem.self) {
            try fixture.read(fixture.text.replacing(old, with: new))
        }
        #expect(problem?.code == code, "\(problem?.text ?? "")")
        #expect(problem?.place?.hasPrefix(place) == true, "\(problem?.text ?? "")")
    }

    @Test("One party may have several roles, with one card")
    func roles() throws {
        let study = try fixture.read(
            fixture.text.replacing(
                "{name: chief, card: chief.card}", with: "{name: statistician, card: statistician.card}"))
        #expect(study.party(named: "statistician")?.roles == [.investigator, .analyst])
        #expect(study.signers.map(\.name).contains("statistician"))
        #expect(study.parties.count == 8)
    }

    @Test("A threshold of the policy can be raised, and is part of what is signed")
    func policy() throws {
        let study = try fixture.read(
            fixture.text.replacing("policy: pilot", with: "policy: {name: default, minimumGroup: 10}"))
        #expect(study.policy == Policy.standard.raised(minimumGroup: 10, minimumCell: 0))
        #expect(study.words.contains("policy: default, minimumGroup 10"))
        #expect(try fixture.read(study.yaml).digest == study.digest)
        #expect(try Study(wireBytes: study.wireBytes) == study)
    }

    @Test("Reasons with control characters are not read")
    func reasons() throws {
        let revocation = Revocation(.person("ann"), reason: "left")
        #expect(try Revocation(wireBytes: revocation.wireBytes) == revocation)
        let loud = Revocation(.person("ann"), reason: "left\u{1B}[2J")
        #expect(throws: Problem.self) { try Revocation(wireBytes: loud.wireBytes) }
    }

    @Test("An amendment names what it amends, keeps the identity, and leaves columns as they are")
    func amendments() throws {
        let study = try fixture.read()
        let second = try fixture.amendment(of: study, "budget: 100", "budget: 200")
        try second.checkAmends(study)
        #expect(second.identity == study.identity)
        #expect(second.digest != study.digest)
        let third = try fixture.amendment(of: second, "budget: 100", "budget: 300")
        try third.checkAmends(second)
        #expect(third.identity == study.identity)
        #expect(throws: Problem.self) { try third.checkAmends(study) }
        let wider = try fixture.amendment(
            of: study, "  weight:", "  height: {type: number, decimals: 0, minimum: 1, maximum: 250}\n  weight:")
        try wider.checkAmends(study)
        for (old, new) in [
            ("maximum: 130", "maximum: 140"), ("[male, female]", "[female, male]"), ("study: DS1", "study: DS2"),
            ("data: personal", "data: synthetic"),
        ] {
            let other = try fixture.amendment(of: study, old, new)
            let problem = #expect(throws: Problem.self) { try other.checkAmends(study) }
            #expect(problem?.code == "bad-amendment")
        }
    }
}
