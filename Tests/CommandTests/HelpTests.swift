import Foundation
import Testing

@Suite struct HelpTests {
    @Test("Without arguments it tells each of the people what to type")
    func welcome() throws {
        let outcome = try Program.run([])
        #expect(outcome.status == 0)
        for word in ["trefoil demo", "trefoil keys create", "trefoil upload", "trefoil console", "Mode active"] {
            #expect(outcome.output.contains(word))
        }
    }

    @Test(
        "Every command has a help text",
        arguments: [
            "demo", "keys", "node", "upload", "console", "run", "bench", "study", "conform", "audit", "table", "verify",
        ])
    func help(command: String) throws {
        let outcome = try Program.run(["help", command])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("OVERVIEW") && outcome.output.contains("USAGE"))
    }

    @Test(
        "Every step of a study has a help text",
        arguments: [
            "init", "infer", "check", "sign", "status", "activate", "amend", "approve", "revoke", "freeze", "close",
            "erase",
        ])
    func studyHelp(command: String) throws {
        let outcome = try Program.run(["help", "study", command])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("OVERVIEW") && outcome.output.contains("USAGE: trefoil study \(command)"))
    }

    @Test("Wrong usage ends with 64")
    func usage() throws {
        #expect(try Program.run(["demo", "--nonsense"]).status == 64)
        #expect(try Program.run(["nonsense"]).status == 64)
    }

    @Test("Keys: private files, never overwritten, encrypted with the passphrase")
    func keys() throws {
        let scratch = try Scratch()
        let passphrase = try scratch.write("a long passphrase\n", to: "passphrase")
        let create = ["keys", "create", "party", "--out", scratch.path, "--passphrase-file", passphrase]
        let made = try Program.run(create)
        #expect(made.status == 0, "\(made.errors)")
        let mode = try FileManager.default.attributesOfItem(atPath: "\(scratch.path)/party.keys")[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let again = try Program.run(create)
        #expect(again.status != 0)
        #expect(again.errors.contains("party.keys"))
        let card = try Program.run(["keys", "card", "\(scratch.path)/party.card"])
        #expect(card.output.contains("party"))
        let fingerprint = try #require(made.lines.first { $0.hasPrefix("fingerprint") })
        #expect(card.lines.contains(fingerprint))
        #expect(
            try Program.run(["keys", "create", "Not A Name", "--out", scratch.path, "--no-passphrase"]).status != 0)
    }
}
