import Foundation
import Testing

@Suite(.serialized) struct RecordTests {
    /// A study of three running nodes with a table whose rows have the identifiers P1, P2 and P3.
    private func study() throws -> HandMadeStudy {
        let study = try HandMadeStudy()
        try study.startAll()
        try study.scratch.write(
            "id,gender,age,weight\nP1,male,60.5,80\nP2,female,70,\nP3,male,52,91.5\n", to: "people.csv")
        let upload = try Program.run([
            "upload", study.file("study.yaml"), study.file("people.csv"), "--id-column", "id", "--keys",
            study.file("owner.keys"),
        ])
        #expect(upload.status == 0, "\(upload.errors)")
        return study
    }

    private func withdraw(_ study: HandMadeStudy, _ arguments: String...) throws -> Program.Outcome {
        try Program.run(
            ["table", "withdraw", study.file("study.yaml"), "people", "--keys", study.file("owner.keys")] + arguments)
    }

    private func export(_ study: HandMadeStudy, _ name: String) throws -> String {
        let file = study.file("\(name).audit")
        let outcome = try Program.run(["audit", "export", "--config", study.file("\(name).yaml"), "-o", file])
        #expect(outcome.status == 0, "\(outcome.errors)")
        return file
    }

    @Test(
        "Audits are exported by the operator and by a member, verified offline, and what is changed or cut is detected")
    func audit() throws {
        let study = try study()
        #expect(try study.ask("mean(load(\"people\")$age)").status == 0)
        for name in study.nodeNames { _ = study.stop(name) }
        let files = try study.nodeNames.map { try export(study, $0) }
        let verify = ["audit", "verify"] + files
        let whole = try Program.run(verify + ["--study", study.file("study.yaml")])
        #expect(whole.status == 0, "\(whole.errors)")
        for name in study.nodeNames { #expect(whole.output.contains("\(name): "), "\(whole.output)") }
        #expect(whole.output.contains("heads recorded by"), "\(whole.output)")
        let alone = try Program.run(["audit", "verify", files[0], "--entries"])
        #expect(alone.status == 0 && alone.output.contains("query-done  analyst"), "\(alone.output)")
        #expect(alone.output.contains("vouched for by no other file") && alone.errors.contains("fingerprints"))
        #expect(!alone.output.contains("60.5"))
        let json = try Program.run(verify + ["--json"])
        #expect(json.output.contains("\"action\":\"upload-committed\""))

        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: files[1])))
        bytes[bytes.count - 100] ^= 1
        try Data(bytes).write(to: URL(fileURLWithPath: study.file("changed.audit")))
        let changed = try Program.run(["audit", "verify", study.file("changed.audit")])
        #expect(changed.status == 2 && changed.errors.contains("[audit-broken]"), "\(changed.errors)")
    }

    @Test("A member gets the audit of a node over the network; a stranger does not")
    func member() throws {
        let study = try study()
        func export(_ keys: String, node: String = "beta") throws -> Program.Outcome {
            try Program.run([
                "audit", "export", "--study", study.file("study.yaml"), "--node", node, "--keys", study.file(keys),
                "-o", study.file("beta.audit"),
            ])
        }
        #expect(try export("analyst.keys").status == 0)
        #expect(try Program.run(["audit", "verify", study.file("beta.audit")]).status == 0)
        #expect(try export("stranger.keys").status == 2)
        #expect(try export("analyst.keys", node: "delta").status == 64)
    }

    @Test("A file of results is put together again offline; whatever is changed in it is detected")
    func results() throws {
        let study = try study()
        let file = study.file("result.json")
        let script =
            "t <- load(\"people\")\nmean(t$age)\ntryCatch(mean(t$none), error = function(e) cat(\"no\\n\"))\nfreq(t$gender)"
        let answer = try study.ask(script, options: ["--result", file])
        #expect(answer.status == 0, "\(answer.errors)")
        for name in study.nodeNames { _ = study.stop(name) }
        let verify = ["verify", file, "--study", study.file("study.yaml")]
        let verified = try Program.run(verify)
        #expect(verified.status == 0, "\(verified.errors)")
        #expect(verified.output.contains("query 1: mean(") && verified.output.contains("signed by gamma, program "))
        #expect(verified.output.hasSuffix("output:\n\(answer.output)"), "\(verified.output)")

        let text = try String(contentsOfFile: file, encoding: .utf8)
        for (place, with, code) in [
            ("60.83", "61.83", "result-differs"), ("mean(t$age)", "min(t$age)", "result-differs"),
            ("\"rows\" : 3", "\"rows\" : 4", "bad-result-file"),
            ("\"policy\" : \"pilot\"", "\"policy\" : \"open\"", "bad-result-file"),
        ] {
            #expect(text.contains(place), "\(place)")
            try study.scratch.write(text.replacing(place, with: with), to: "changed.json")
            let changed = try Program.run(["verify", study.file("changed.json"), "--study", study.file("study.yaml")])
            #expect(changed.status == 2 && changed.errors.contains("[\(code)]"), "\(place): \(changed.errors)")
        }
        try study.scratch.write(study.study(title: "Another title"), to: "other.yaml")
        let other = try Program.run(["verify", file, "--study", study.file("other.yaml")])
        #expect(other.status == 2, "\(other.errors)")
    }

    @Test("A patient is withdrawn by the owner's identifier, also while a node is down and when one is killed")
    func withdrawal() throws {
        let study = try study()
        let rows = try Program.run([
            "table", "rows", study.file("study.yaml"), "people", "--keys", study.file("owner.keys"),
        ])
        #expect(rows.status == 0 && rows.lines.count == 4, "\(rows.errors)")
        let register = study.file("owner-S-people.rows")
        #expect(try FileManager.default.attributesOfItem(atPath: register)[.posixPermissions] as? Int == 0o600)
        #expect(try Data(contentsOf: URL(fileURLWithPath: register)).range(of: Data("P2".utf8)) == nil)

        // A register that is lost comes back from the nodes.
        try FileManager.default.removeItem(atPath: register)
        #expect(try withdraw(study, "--id", "P2", "--yes").errors.contains("[no-register]"))
        let recovered = try Program.run(
            ["table", "recover", study.file("study.yaml"), "people", "--keys", study.file("owner.keys")])
        #expect(recovered.status == 0, "\(recovered.errors)")
        let same = try Program.run([
            "table", "rows", study.file("study.yaml"), "people", "--keys", study.file("owner.keys"),
        ])
        #expect(same.output == rows.output)

        #expect(try withdraw(study, "--id", "P2").errors.contains("[not-confirmed]"))
        study.kill("gamma")
        let open = try withdraw(study, "--id", "P2", "--yes")
        #expect(open.status == 75 && open.errors.contains("gamma"), "\(open.errors)")
        #expect(try study.ask("nrow(load(\"people\"))").status == 75)
        try study.start("gamma")
        var outcome = try study.ask("nrow(load(\"people\"))")
        #expect(
            eventually {
                if outcome.status == 75, let next = try? study.ask("nrow(load(\"people\"))") { outcome = next }
                return outcome.status != 75
            })
        #expect(outcome.output == "2\n", "\(outcome.errors)")
        let receipts = try withdraw(study)
        #expect(receipts.status == 0, "\(receipts.errors)")
        for name in study.nodeNames { #expect(receipts.output.contains("\(name) 20"), "\(receipts.output)") }
        let again = try withdraw(study, "--id", "P2", "--yes")
        #expect(again.status == 0 && again.errors.contains("withdrawn before"), "\(again.errors)")
        #expect(try withdraw(study, "--id", "P9", "--yes").errors.contains("[unknown-row]"))
        #expect(try study.upload("people.csv").errors.contains("[row-withdrawn]") == false)
        let back = try Program.run([
            "upload", study.file("study.yaml"), study.file("people.csv"), "--id-column", "id", "--keys",
            study.file("owner.keys"),
        ])
        #expect(back.status == 2 && back.errors.contains("[row-withdrawn]"), "\(back.errors)")
    }

    @Test("A node is copied, put back, noticed, and rebuilt by commands once both other operators agree")
    func recovery() throws {
        let study = try study()
        func node(_ arguments: String...) throws -> Program.Outcome { try Program.run(["node"] + arguments) }
        let backup = study.file("alpha.backup")
        let copy = try node("backup", "--config", study.file("alpha.yaml"), "-o", backup)
        #expect(copy.status == 0, "\(copy.errors)")
        #expect(try FileManager.default.attributesOfItem(atPath: backup)[.posixPermissions] as? Int == 0o600)
        let answer = try study.ask("mean(load(\"people\")$age)")
        #expect(answer.status == 0, "\(answer.errors)")
        let running = try node("restore", backup, "--config", study.file("alpha.yaml"), "--yes")
        #expect(running.status == 1 && running.errors.contains("[store-in-use]"), "\(running.errors)")
        _ = study.stop("alpha")
        #expect(try node("restore", backup, "--config", study.file("alpha.yaml")).errors.contains("[not-confirmed]"))
        let restored = try node("restore", backup, "--config", study.file("alpha.yaml"), "--yes")
        #expect(restored.status == 0, "\(restored.errors)")
        try study.start("alpha")
        var refused = answer
        #expect(
            eventually {
                if let next = try? study.ask("mean(load(\"people\")$age)") { refused = next }
                return refused.errors.contains("[node-rolled-back]")
            })
        #expect(refused.status == 2 && refused.output.isEmpty, "\(refused.errors)")
        _ = study.stop("alpha")
        let early = try node("rebuild", "--config", study.file("alpha.yaml"), "--yes")
        #expect(early.status == 2 && early.errors.contains("[rebuild-not-allowed]"), "\(early.errors)")
        for other in ["beta", "gamma"] {
            let allowed = try node("allow-rebuild", "alpha", "--config", study.file("\(other).yaml"))
            #expect(allowed.status == 0, "\(allowed.errors)")
        }
        let rebuilt = try node("rebuild", "--config", study.file("alpha.yaml"), "--yes")
        #expect(rebuilt.status == 0 && rebuilt.output.hasPrefix("rebuilt: 1 version"), "\(rebuilt.errors)")
        try study.start("alpha")
        var again = refused
        #expect(
            eventually {
                if let next = try? study.ask("mean(load(\"people\")$age)") { again = next }
                return again.status == 0
            })
        #expect(again.output == answer.output, "\(again.errors)")
    }
}
