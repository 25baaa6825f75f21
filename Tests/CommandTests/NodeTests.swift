import Foundation
import Testing

@Suite(.serialized) struct NodeTests {
    @Test(
        "Nodes from configuration files serve an upload and a query; one that is killed is named and comes back alone")
    func life() throws {
        let study = try HandMadeStudy()
        try study.startAll()
        let upload = try study.upload()
        #expect(upload.status == 0, "\(upload.errors)")
        #expect(upload.output.hasPrefix("people: 3 rows on all three nodes"))
        let query = "t <- load(\"people\")\nmean(t$age)\nfreq(t$gender)"
        let answer = try study.ask(query)
        #expect(answer.output == "60.833333333333336\n[male = 2, female = 1]\n", "\(answer.errors)")

        let explained = try study.ask(query, options: ["--explain"])
        #expect(explained.output == answer.output)
        for text in [
            "plan      mean(load(", "releases  2 x count; 1 x sum\n", "releases  2 x cell\n",
            " hops between the nodes, ",
        ] {
            #expect(explained.errors.contains(text), "\(explained.errors)")
        }
        #expect(!answer.errors.contains("releases"))

        study.kill("beta")
        let failed = try study.ask(query)
        #expect(failed.status == 75)
        #expect(failed.errors.contains("beta"))
        #expect(failed.output.isEmpty)
        let refused = try study.upload()
        #expect(refused.status == 75)
        #expect(refused.errors.contains("beta"))

        try study.start("beta")
        var again = try study.ask(query)
        #expect(
            eventually {
                if again.status == 75, let next = try? study.ask(query) { again = next }
                return again.status != 75
            })
        #expect(again.output == answer.output, "\(again.errors)")

        for name in study.nodeNames {
            #expect(!study.log(of: name).contains("60.5"))
            #expect(study.stop(name)?.status == 0)
        }
    }

    @Test("What is wrong with an upload or a query is said with a code, a place and a way out, and nothing is stored")
    func refusals() throws {
        let study = try HandMadeStudy()
        try study.startAll()
        func expect(_ outcome: Program.Outcome, _ status: Int32, _ words: String..., line: Int = #line) {
            #expect(outcome.status == status, "line \(line): \(outcome.errors)")
            for word in words { #expect(outcome.errors.contains(word), "line \(line): \(outcome.errors)") }
            #expect(outcome.output.isEmpty, "line \(line)")
        }
        for (name, text, words) in [
            ("text.csv", "gender,age,weight\nmale,old,80\n", ["text.csv", "age"]),
            ("short.csv", "gender,age,weight\nmale,60\n", ["short.csv", "row"]),
            ("level.csv", "gender,age,weight\ndivers,60,80\n", ["level.csv", "gender", "male"]),
            ("bound.csv", "gender,age,weight\nmale,131,80\n", ["bound.csv", "age"]),
            ("column.csv", "gender,weight\nmale,80\n", ["age"]),
        ] {
            try study.scratch.write(text, to: name)
            let outcome = try study.upload(name)
            #expect(outcome.status == 1, "\(outcome.errors)")
            for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        }
        expect(try study.ask("mean(load(\"people\")$age)"), 1, "people", "[no-table]")
        #expect(try study.upload().status == 0)

        expect(try study.ask("mean(load(\"people\")$agee)"), 1, "[unknown-column]", "age", "line 1")
        expect(try study.ask("1 / load(\"people\")$age"), 1, "[division-by-private]")
        expect(try study.ask("mean(load(\"peple\")$age)"), 1, "[unknown-table]", "people")
        expect(try study.ask("mean(load(\"people\")$gender)"), 1, "line 1")
        expect(try study.ask("mean("), 1)
        #expect(try study.ask("load(\"people\")$age").output == "private-decimal-vector\n")

        try study.scratch.write(study.study(title: "Another title"), to: "other.yaml")
        expect(try study.ask("nrow(load(\"people\"))", study: "other.yaml"), 2, "[wrong-study]")
        expect(try study.upload(study: "other.yaml"), 2, "[wrong-study]")

        try study.scratch.write(
            study.study(changing: ["alpha": "beta.card"]).replacing("name: alpha", with: "name: beta2"),
            to: "cards.yaml")
        #expect(try study.ask("nrow(load(\"people\"))", study: "cards.yaml").status != 0)

        expect(try study.ask("nrow(load(\"people\"))", keys: "stranger.keys"), 2, "stranger")
        expect(try study.upload(keys: "analyst.keys"), 2, "analyst")

        chmod(study.file("analyst.keys"), 0o644)
        expect(try study.ask("nrow(load(\"people\"))"), 2, "chmod 600")
    }

    @Test("A server without the certificate on the card is refused")
    func wrongCertificate() throws {
        let study = try HandMadeStudy()
        try study.startAll()
        let lines = study.study().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // The addresses of alpha and beta exchanged: each shows the other's certificate.
        let swapped = lines.map { line -> String in
            guard line.contains("name: alpha") || line.contains("name: beta") else { return line }
            let (own, other) = line.contains("name: alpha") ? (3, 4) : (4, 3)
            return line.replacing(
                "https: \"127.0.0.1:\(study.ports[own])\"", with: "https: \"127.0.0.1:\(study.ports[other])\"")
        }
        try study.scratch.write(swapped.joined(separator: "\n"), to: "swapped.yaml")
        let outcome = try study.ask("nrow(load(\"people\"))", study: "swapped.yaml")
        #expect(outcome.status == 2, "\(outcome.errors)")
        #expect(outcome.errors.contains("[wrong-certificate]"), "\(outcome.errors)")
    }

    @Test("--check names file and line; a port in use and keys that others can read are said")
    func configuration() throws {
        let study = try HandMadeStudy()
        let good = try Program.run(["node", "--config", study.file("alpha.yaml"), "--check"])
        #expect(good.status == 0, "\(good.errors)")
        #expect(good.output.contains("in order"))

        let broken = study.configuration(of: "alpha").replacing("studies:", with: "studyes:")
        try study.scratch.write(broken, to: "broken.yaml")
        let refused = try Program.run(["node", "--config", study.file("broken.yaml"), "--check"])
        #expect(refused.status != 0)
        #expect(refused.errors.contains("broken.yaml:6"), "\(refused.errors)")

        try study.start("alpha")
        let second = try Program.run(["node", "--config", study.file("alpha.yaml")])
        #expect(second.status != 0)
        #expect(
            second.errors.contains("\(study.ports[0])") && second.errors.contains("[port-in-use]"), "\(second.errors)")

        chmod(study.file("beta.keys"), 0o640)
        let exposed = try Program.run(["node", "--config", study.file("beta.yaml")])
        #expect(exposed.status != 0)
        #expect(exposed.errors.contains("beta.keys") && exposed.errors.contains("chmod 600"), "\(exposed.errors)")
    }
}
