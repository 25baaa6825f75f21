import Foundation
import Testing

/// A study of format 2 by commands alone: six parties that sign and an analyst, each with a key folder of its own.
final class SignedStudy {
    let scratch: Scratch
    let nodeNames = ["alpha", "beta", "gamma"]
    static let signers = ["alpha", "beta", "gamma", "chief", "munich", "rome"]
    private var nodes: [String: RunningProgram] = [:]

    static let munich = "gender,age\nmale,60.5\nfemale,71\nmale,52\n"
    static let rome = "gender,age\nfemale,48\nfemale,66.5\n"

    init() throws {
        scratch = try Scratch()
        for name in Self.signers + ["ann", "guest"] {
            let made = try Program.run(["keys", "create", name, "--out", file(name), "--no-passphrase"])
            #expect(made.status == 0, "\(made.errors)")
        }
        try scratch.write(Self.munich, to: "munich.csv")
        try scratch.write(Self.rome, to: "rome.csv")
        let ports = try HandMadeStudy.freePorts(6)
        var draft = ["study", "init", "S", "--data", "personal", "-o", file("study.yaml")]
        for (index, name) in nodeNames.enumerated() {
            draft += [
                "--node", "\(file("\(name)/\(name).card")),127.0.0.1:\(ports[index]),127.0.0.1:\(ports[index + 3])",
            ]
            try scratch.write(
                """
                format: 1
                keys: \(name).keys
                data: data
                peer: {listen: "127.0.0.1:\(ports[index])"}
                https: {listen: "127.0.0.1:\(ports[index + 3])"}
                studies: [../study.yaml]

                """, to: "\(name)/node.yaml")
        }
        draft += ["--owner", "\(file("munich/munich.card")),tm", "--owner", "\(file("rome/rome.card")),tr"]
        draft += ["--analyst", file("ann/ann.card"), "--investigator", file("chief/chief.card")]
        draft += ["--codebook", file("codebook.yaml")]
        let inferred = try Program.run([
            "study", "infer", file("munich.csv"), file("rome.csv"), "-o", file("codebook.yaml"),
        ])
        #expect(inferred.status == 0, "\(inferred.errors)")
        let drafted = try Program.run(draft)
        #expect(drafted.status == 0, "\(drafted.errors)")
    }

    deinit { nodes.values.forEach { $0.kill(SIGKILL) } }

    func file(_ name: String) -> String { "\(scratch.path)/\(name)" }

    /// Fills the draft in as its parties would.
    func fillIn() throws {
        var text = try scratch.read("study.yaml")
        text.replace(/"TODO: the person who runs ([a-z]+)"/) { "\"Dr \($0.output.1)\"" }
        text.replace("retention: TODO", with: "retention: 2035-12-31")
        text.replace("TODO: ", with: "")
        text.replace("policy: default", with: "policy: pilot")
        text.replace("functions: all", with: "functions: [mean, freq, nrow]")
        try scratch.write(text, to: "study.yaml")
    }

    /// A subcommand of `trefoil study` about a study file, with the keys of a party.
    func study(
        _ command: String, as party: String, _ options: [String] = [], on name: String = "study"
    ) throws
        -> Program.Outcome
    {
        let keys = file("\(party)/\(party).keys")
        return try Program.run(["study", command, file("\(name).yaml"), "--keys", keys] + options)
    }

    /// Signs as these parties.
    func sign(_ parties: [String] = signers, on name: String = "study", _ options: [String] = []) throws {
        for party in parties {
            let signed = try study("sign", as: party, ["--yes"] + options, on: name)
            #expect(signed.status == 0, "\(signed.errors)")
        }
    }

    func start(_ name: String) throws {
        let node = try RunningProgram(["node", "--config", file("\(name)/node.yaml")])
        nodes[name] = node
        #expect(node.waits { node.outputSoFar.hasPrefix("ready") }, "\(name): \(node.errorsSoFar)")
    }

    func stop(_ name: String) {
        nodes[name]?.kill(SIGTERM)
        _ = nodes.removeValue(forKey: name)?.finish()
    }

    func startAll() throws { for name in nodeNames { try start(name) } }

    func upload(_ owner: String, on name: String = "study") throws -> Program.Outcome {
        try Program.run([
            "upload", file("\(name).yaml"), file("\(owner).csv"), "--keys", file("\(owner)/\(owner).keys"),
        ])
    }

    /// Asks about the pooled tables as `d`.
    func ask(_ query: String, on name: String = "study", as analyst: String = "ann") throws -> Program.Outcome {
        let script = "query-\(UUID().uuidString).R"
        try scratch.write("d <- rbind(Munich = load(\"tm\"), Rome = load(\"tr\"))\n\(query)\n", to: script)
        return try Program.run([
            "run", file(script), "--study", file("\(name).yaml"), "--keys", file("\(analyst)/\(analyst).keys"),
        ])
    }

    /// Asks until the nodes have found each other again.
    func askEventually(_ query: String, on name: String = "study") throws -> Program.Outcome {
        var answer = try ask(query, on: name)
        #expect(
            eventually {
                if answer.status == 75, let next = try? ask(query, on: name) { answer = next }
                return answer.status != 75
            })
        return answer
    }

    /// A study in force with both tables.
    static func active() throws -> SignedStudy {
        let study = try SignedStudy()
        try study.fillIn()
        try study.sign()
        try study.startAll()
        #expect(try study.study("activate", as: "chief").status == 0)
        for owner in ["munich", "rome"] {
            let upload = try study.upload(owner)
            #expect(upload.status == 0, "\(upload.errors)")
        }
        return study
    }

    /// Drafts version 2 with one text exchanged for another.
    func draftAmendment(_ old: String, _ new: String) throws {
        let drafted = try Program.run([
            "study", "init", "--amend", file("study.yaml"), "-o", file("second.yaml"), "--force",
        ])
        #expect(drafted.status == 0, "\(drafted.errors)")
        let text = try scratch.read("second.yaml")
        #expect(text.contains(old))
        try scratch.write(text.replacing(old, with: new), to: "second.yaml")
    }
}

extension Program.Outcome {
    /// Checks exit code and words of a refusal.
    func isRefused(_ status: Int32 = 2, _ words: String..., line: Int = #line) {
        #expect(self.status == status, "line \(line): \(output) \(errors)")
        for word in words { #expect(errors.contains(word), "line \(line): \(errors)") }
    }

    /// Checks that all went well.
    func isDone(_ words: String..., line: Int = #line) {
        #expect(status == 0, "line \(line): \(errors)")
        for word in words { #expect(output.contains(word), "line \(line): \(output)") }
    }
}
