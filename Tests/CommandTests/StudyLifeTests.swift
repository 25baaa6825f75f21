import Foundation
import Testing

@Suite(.serialized) struct StudyLifeTests {
    @Test("The life of a study by commands alone, from the draft to the receipts of its erasure")
    func life() throws {
        let study = try SignedStudy()
        let previous = ["--previous", study.file("study.yaml")]

        // A draft is refused until it is filled in, by line.
        try Program.run(["study", "check", study.file("study.yaml")]).isRefused(1, "[not-filled]", "study.yaml:")
        try study.fillIn()
        let check = try Program.run(["study", "check", study.file("study.yaml")])
        check.isDone("study S, version 1", "node alpha, administered by Dr alpha", "data owner munich: may upload tm")
        try study.startAll()
        try study.study("status", as: "chief").isDone("rome (data owner): has yet to sign", "beta: draft, version 1")
        try study.upload("munich").isRefused(2, "[study-not-active]", "draft")

        // Signing wants a word or --yes; with one signature missing nothing begins.
        try study.study("sign", as: "alpha").isRefused(64, "[not-confirmed]")
        try study.study("sign", as: "ann", ["--yes"]).isRefused(2, "[not-a-party]")
        try study.sign(["alpha", "beta", "gamma", "chief", "munich"])
        try study.study("activate", as: "chief").isRefused(2, "[signature-missing]", "rome")
        try study.sign(["rome"])
        try study.study("activate", as: "chief").isDone("alpha: active, version 1", "gamma: active, version 1")

        try study.upload("munich").isDone("tm: 3 rows on all three nodes")
        try study.upload("rome").isDone("tr: 2 rows on all three nodes")
        #expect(try study.ask("mean(d$age)").output == "59.6\n")

        // Here the withdrawal of a patient has its place.

        // An amendment that all have signed; the tables stay.
        try study.draftAmendment("[\"mean\", \"freq\"", "[\"mean\", \"median\", \"freq\"")
        try Program.run(["study", "check", study.file("second.yaml")] + previous).isDone(
            "- exploratory analyses: functions mean, freq, nrow",
            "+ exploratory analyses: functions mean, median, freq, nrow")
        try study.sign(on: "second", previous)
        try study.study("amend", as: "chief", previous, on: "second").isDone("beta: active, version 2")
        try study.ask("mean(d$age)").isRefused(2, "[wrong-study]", "version 2")
        #expect(try study.askEventually("mean(d$age)\nmedian(d$age)", on: "second").output == "59.6\n60.5\n")

        // One operator halts it for all, and lets it go on.
        try study.study("freeze", as: "beta", ["--reason", "an audit"], on: "second").isDone("beta: frozen")
        try study.ask("mean(d$age)", on: "second").isRefused(2, "[study-frozen]", "beta", "an audit")
        try study.study("freeze", as: "beta", ["--lift"], on: "second").isDone("beta: active")
        #expect(try study.ask("mean(d$age)", on: "second").output == "59.6\n")

        // Closed it takes nothing; erased it has nothing.
        try study.study("erase", as: "alpha", ["--yes"], on: "second").isRefused(2, "[wrong-state]", "close it first")
        try study.study("close", as: "chief", on: "second").isRefused(64, "[not-confirmed]")
        try study.study("close", as: "chief", ["--yes"], on: "second").isDone("alpha: closed", "gamma: closed")
        try study.ask("mean(d$age)", on: "second").isRefused(2, "[study-closed]")
        try study.upload("rome", on: "second").isRefused(2, "[study-closed]")
        try study.study("erase", as: "chief", ["--yes"], on: "second").isRefused(2)
        for name in study.nodeNames {
            try study.study("erase", as: name, ["--yes"], on: "second").isDone(
                "\(name): erased, version 2; shares of 2 uploads deleted", "receipt ")
        }
        let status = try study.study("status", as: "rome", ["--json"], on: "second")
        #expect(status.status == 0)
        #expect(status.output.components(separatedBy: "\"state\":\"erased\"").count == 4)
        #expect(status.output.components(separatedBy: "\"erased\":2").count == 4)
        try study.ask("mean(d$age)", on: "second").isRefused(2, "[study-erased]")
    }

    @Test(
        "An amendment that one operator has not signed, or one node has not got, ends in words; so does a stopped node")
    func amendments() throws {
        let study = try SignedStudy.active()
        let previous = ["--previous", study.file("study.yaml")]
        try study.draftAmendment("\"freq\", ", "")
        try study.sign(["alpha", "beta", "chief", "munich", "rome"], on: "second", previous)
        try study.study("amend", as: "chief", previous, on: "second").isRefused(2, "[signature-missing]", "gamma")
        try study.ask("mean(d$age)", on: "second").isRefused(2, "[wrong-study]", "version 1")
        #expect(try study.ask("mean(d$age)").output == "59.6\n")

        // Two nodes get the version while the third is down.
        try study.sign(["gamma"], on: "second", previous)
        study.stop("gamma")
        try study.study("amend", as: "chief", previous, on: "second").isRefused(75, "gamma")
        try study.start("gamma")
        try study.ask("mean(d$age)").isRefused(2, "[wrong-study]")
        try study.ask("mean(d$age)", on: "second").isRefused(2, "[wrong-study]", "gamma")
        try study.study("amend", as: "chief", previous, on: "second").isDone("gamma: active, version 2")
        #expect(try study.askEventually("mean(d$age)", on: "second").output == "59.6\n")

        // Nodes keep what they know, whatever file they are started with.
        for name in study.nodeNames {
            study.stop(name)
            try study.start(name)
        }
        #expect(try study.askEventually("mean(d$age)", on: "second").output == "59.6\n")
        try study.ask("freq(d$gender)", on: "second").isRefused(2, "[approval-needed]", "freq is not free to explore")
    }

    @Test("What one operator revokes is gone everywhere, and stays gone")
    func revocations() throws {
        let study = try SignedStudy.active()
        let ann = study.file("ann/ann.card")
        try study.study("revoke", as: "gamma", ["--person", "nobody", "--yes"]).isRefused(1, "[unknown-party]")
        try study.study("revoke", as: "chief", ["--person", "ann", "--yes"]).isRefused(2, "[not-a-party]")
        try study.study("revoke", as: "gamma", ["--key", ann, "--reason", "a lost laptop", "--yes"]).isDone(
            "revoked: key")
        try study.ask("mean(d$age)").isRefused(2, "[revoked]", "gamma", "a lost laptop")
        study.stop("gamma")
        try study.start("gamma")
        try study.ask("mean(d$age)").isRefused(2, "[revoked]", "gamma")

        // A new card enters by amendment.
        let made = try Program.run(["keys", "create", "ann", "--out", study.file("new"), "--no-passphrase"])
        #expect(made.status == 0)
        let old = try study.scratch.read("ann/ann.card").trimmingCharacters(in: .newlines)
        let new = try study.scratch.read("new/ann.card").trimmingCharacters(in: .newlines)
        try study.draftAmendment(old, new)
        let previous = ["--previous", study.file("study.yaml")]
        try study.sign(on: "second", previous)
        try study.study("amend", as: "alpha", previous, on: "second").isDone("gamma: active, version 2")
        try study.ask("mean(d$age)", on: "second").isRefused(2)
        try FileManager.default.removeItem(atPath: study.file("ann/ann.keys"))
        try FileManager.default.copyItem(atPath: study.file("new/ann.keys"), toPath: study.file("ann/ann.keys"))
        #expect(try study.askEventually("mean(d$age)", on: "second").output == "59.6\n")
    }

    @Test("A node's stolen key is revoked by another operator, and the study goes on with the node's new one")
    func nodeKey() throws {
        let study = try SignedStudy.active()
        try study.study("revoke", as: "alpha", ["--key", study.file("gamma/gamma.card"), "--yes"]).isDone()
        try study.ask("mean(d$age)").isRefused(2, "[revoked]", "alpha has revoked gamma")
        study.stop("gamma")
        let made = try Program.run(["keys", "create", "gamma", "--out", study.file("new"), "--no-passphrase"])
        #expect(made.status == 0)
        let old = try study.scratch.read("gamma/gamma.card").trimmingCharacters(in: .newlines)
        let new = try study.scratch.read("new/gamma.card").trimmingCharacters(in: .newlines)
        try study.draftAmendment(old, new)
        for ending in ["keys", "card"] {
            try FileManager.default.removeItem(atPath: study.file("gamma/gamma.\(ending)"))
            try FileManager.default.copyItem(
                atPath: study.file("new/gamma.\(ending)"), toPath: study.file("gamma/gamma.\(ending)"))
        }
        let previous = ["--previous", study.file("study.yaml")]
        try study.sign(on: "second", previous)
        try study.study("amend", as: "chief", previous, on: "second").isRefused(75, "[node-down]", "gamma")
        let early = try Program.run(["node", "--config", study.file("gamma/node.yaml")])
        early.isRefused(1, "[wrong-card]")
        for ending in ["yaml", "signatures"] {
            try study.scratch.write(try study.scratch.read("second.\(ending)"), to: "study.\(ending)")
        }
        try study.start("gamma")
        #expect(try study.askEventually("mean(d$age)", on: "second").output == "59.6\n")
    }

    @Test("A folder from before there were records is taken over with its tables")
    func oldFolder() throws {
        let study = try HandMadeStudy()
        try study.startAll()
        #expect(try study.upload().status == 0)
        for name in study.nodeNames {
            _ = study.stop(name)
            let data = study.file("data-\(name)")
            let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: data).first)
            try FileManager.default.removeItem(atPath: "\(data)/\(folder)/study.record")
        }
        try study.startAll()
        var answer = try study.ask("nrow(load(\"people\"))")
        #expect(
            eventually {
                if answer.status != 0, let next = try? study.ask("nrow(load(\"people\"))") { answer = next }
                return answer.status == 0
            })
        #expect(answer.output == "3\n")
    }

    @Test("A query that nothing covers waits until three nodes have approved it; one that refuses says why")
    func approvals() throws {
        let study = try SignedStudy.active()
        try study.ask("median(d$age)").isRefused(2, "[approval-needed]", "waiting for alpha, beta, gamma")
        let list = try study.study("approve", as: "alpha", ["--list"])
        list.isDone("waiting, asked by ann", "median(")
        let id = String(list.output.prefix(12))
        try study.study("approve", as: "alpha", ["--show", id]).isDone(
            "plan      median(", "releases  ", "order statistic")
        try study.study("approve", as: "ann", ["--list"]).isRefused(2, "[not-a-party]")
        try study.study("approve", as: "alpha", ["--approve", id]).isDone()
        try study.study("approve", as: "beta", ["--approve", id]).isDone()
        try study.ask("median(d$age)").isRefused(2, "[approval-needed]", "waiting for gamma")
        try study.study("approve", as: "gamma", ["--refuse", id]).isRefused(64)
        try study.study("approve", as: "gamma", ["--refuse", id, "--reason", "too few patients"]).isDone()
        try study.ask("median(d$age)").isRefused(2, "[approval-refused]", "too few patients", "gamma")
        try study.study("approve", as: "gamma", ["--approve", id]).isDone()
        #expect(try study.ask("median(d$age)").output == "60.5\n")
        // One changed character is another plan.
        try study.ask("median(d$age + 1)").isRefused(2, "[approval-needed]")
        let plan = try study.study("approve", as: "alpha", ["--list", "--json"])
        plan.isDone("\"decision\":\"approved\"", "\"decision\":\"waiting\"")

        // Approvals stay through an amendment that leaves alone what they touch.
        try study.draftAmendment("2035-12-31", "2036-12-31")
        let previous = ["--previous", study.file("study.yaml")]
        try study.sign(on: "second", previous)
        try study.study("amend", as: "munich", previous, on: "second").isDone("beta: active, version 2")
        #expect(try study.askEventually("median(d$age)", on: "second").output == "60.5\n")
    }

    @Test("Personal data without a manifest is refused by a node, and a format 1 study of other data is not")
    func formatOne() throws {
        let study = try HandMadeStudy()
        try study.scratch.write(study.study().replacing("data: synthetic", with: "data: personal"), to: "study.yaml")
        try Program.run(["node", "--config", study.file("alpha.yaml"), "--check"]).isRefused(2, "[manifest-needed]")
        try Program.run(["study", "sign", study.file("study.yaml"), "--yes"]).isRefused(2, "[manifest-needed]")
    }
}
