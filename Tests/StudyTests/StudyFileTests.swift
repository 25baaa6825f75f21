import Foundation
import Identity
import SecretSharing
import Study
import Testing
import Wire

@Suite("Study files")
struct SettingsFileTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test("The example of the documentation is read whole")
    func example() throws {
        let study = try fixture.read()
        #expect(study.name == "DS1")
        #expect(study.policy == .pilot)
        #expect(study.mode == .passive)
        #expect(study.role(ofNode: "rome") == .second)
        #expect(study.role(ofNode: "lmu") == nil)
        #expect(study.node(.third).peer == nil)
        #expect(study.owner(ofTable: "rome_production")?.name == "gemelli")
        #expect(study.owner(ofTable: "paris") == nil)
        #expect(study.analyst(named: "statistician") != nil)
        #expect(study.tables == ["munich_production", "rome_production"])
        #expect(study.codebook.names == ["gender", "ecog_status", "remission", "age", "temperature"])
    }

    @Test("A study is active unless its file says passive")
    func mode() throws {
        let withoutMode = fixture.text.replacing("mode: passive              # active is the default\n", with: "")
        #expect(withoutMode != fixture.text)
        let study = try fixture.read(withoutMode)
        #expect(study.mode == .active)
        let named = try fixture.read(fixture.text.replacing("mode: passive", with: "mode: active"))
        #expect(named.digest == study.digest)
        #expect(try fixture.read().digest != study.digest)
    }

    @Test("Levels stay the text that was typed")
    func texts() throws {
        let study = try fixture.read()
        #expect(study.codebook.column(named: "ecog_status")?.levels == ["0", "1", "2"])
        #expect(study.codebook.column(named: "remission")?.levels == ["no", "yes", "0.10"])
        #expect(study.codebook.column(named: "temperature")?.label == "at 8 o'clock")
        let scale = try #require(study.codebook.column(named: "temperature")?.scale)
        #expect(scale == NumberScale(decimals: 2, minimum: -525, maximum: 400))
        #expect(scale.bits == 10)
    }

    @Test("The digest does not depend on how the file is written; it does on what it says")
    func digest() throws {
        let study = try fixture.read()
        let other = fixture.text.replacing("study: DS1", with: "\"study\":   'DS1'   # the first")
            .replacing("[male, female]", with: "[\"male\", 'female']").replacing(
                "maximum: 130", with: "maximum: 130.00")
        #expect(try fixture.read(other).digest == study.digest)
        #expect(try fixture.read(study.yaml).digest == study.digest)
        #expect(try fixture.read(study.yaml) == study)
        for (old, new) in [("[male, female]", "[female, male]"), ("policy: pilot", "policy: open"), ("DS1", "DS2")] {
            #expect(try fixture.read(fixture.text.replacing(old, with: new)).digest != study.digest)
        }
    }

    @Test("The canonical encoding reads back as the same study")
    func encoding() throws {
        let study = try fixture.read()
        #expect(try Study(wireBytes: study.wireBytes) == study)
        var bytes = study.wireBytes
        bytes.append(0)
        #expect(throws: Problem.self) { try Study(wireBytes: bytes) }
    }

    @Test("A study changed on the wire is an error or another study, never a trap")
    func alteredEncoding() throws {
        let study = try fixture.read()
        let bytes = study.wireBytes
        for index in stride(from: 0, to: bytes.count, by: 11) {
            var altered = bytes
            altered[index] ^= 0x55
            if let other = try? Study(wireBytes: altered) { #expect(other.digest != study.digest) }
            _ = try? Study(wireBytes: Array(bytes.prefix(index)))
        }
    }

    @Test(
        "Errors name file and line",
        arguments: [
            ("mode: passive", "mode: pasive", "bad-study-file", "study.yaml:5"),
            ("policy: pilot", "policy: pilo", "unknown-policy", "study.yaml:6"),
            ("policy: pilot", "policy: strict", "unknown-policy", "study.yaml:6"),
            ("title: MR", "titel: MR", "bad-study-file", "study.yaml:3"),
            ("format: 1", "format: 3", "newer-format", "study.yaml:1"),
            ("unit: years", "units: years", "bad-study-file", "study.yaml:20"),
            ("levels: [male, female]", "levels: [male, male]", "bad-codebook", "study.yaml:17"),
            ("levels: [male, female]", "levels: male", "bad-study-file", "study.yaml:17"),
            ("decimals: 1, minimum: 0,", "decimals: 1, minimum: 0.05,", "bad-study-file", "study.yaml:20"),
            ("minimum: 0, maximum: 130", "minimum: 140, maximum: 130", "bad-codebook", "study.yaml:20"),
            ("maximum: 130", "maximum: 9e16", "bad-codebook", "study.yaml:20"),
            ("type: factor, levels: [male", "type: faktor, levels: [male", "bad-study-file", "study.yaml:17"),
            ("\"127.0.0.1:30000\"", "\"127.0.0.1\"", "bad-study-file", "study.yaml:8"),
            ("card: rome.card", "card: rom.card", "file-missing", "rom.card"),
            ("  gender:", "  age: {type: factor, levels: [a]}\n  gender:", "bad-study-file", "study.yaml:17"),
            ("  gender:", "  2nd:", "bad-codebook", "study.yaml:17"),
            ("mode: passive", "mode: [passive", "bad-study-file", "study.yaml"),
        ])
    func errors(old: String, new: String, code: String, place: String) throws {
        let problem = try #require(fixture.problem(old, new))
        #expect(problem.code == code)
        #expect(problem.place?.hasPrefix(place) == true, "\(problem.text)")
        #expect(problem.mend != nil || code == "file-missing")
    }

    @Test(
        "Parties, tables and policy must fit together",
        arguments: [
            ("  - {name: third, card: third.card, https: \"127.0.0.1:55002\"}\n", "", "bad-study"),
            ("name: third, card: third.card", "name: third, card: lmu.card", "bad-study"),
            ("tables: [rome_production]", "tables: [munich_production]", "bad-study"),
            ("card: rome.card, peer: \"127.0.0.1:30001\"", "card: rome.card", "bad-study"),
            ("name: gemelli, card: gemelli.card", "name: lmu, card: lmu.card", "bad-study"),
            ("study: DS1", "study: ../DS1", "bad-study"),
        ])
    func fit(old: String, new: String, code: String) throws {
        #expect(try #require(fixture.problem(old, new)).code == code)
    }

    @Test("The policy open is refused for personal data")
    func openPolicy() throws {
        let text = fixture.text.replacing("data: synthetic", with: "data: personal")
        _ = try fixture.read(text)
        let problem = #expect(throws: Problem.self) {
            try fixture.read(text.replacing("policy: pilot", with: "policy: open"))
        }
        #expect(problem?.code == "policy-refused")
        #expect(problem?.kind == .refused)
    }

    @Test("Cards are found beside the study file; inline cards need no file")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("study-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, card) in fixture.cards { try card.save(to: folder.appendingPathComponent("\(name).card").path) }
        let path = folder.appendingPathComponent("study.yaml").path
        try fixture.text.write(toFile: path, atomically: true, encoding: .utf8)
        let study = try Study.load(path: path)
        #expect(try study == fixture.read())
        try study.yaml.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try Study.load(path: path).digest == study.digest)
        #expect(throws: Problem.self) { try Study.load(path: path + ".missing") }
    }
}
