import Foundation
import Testing

extension NodeTests {
    // Within the suite of the nodes, since ports that one study has found free must not be another's.
    @Suite struct DeviationTests {}
}

/// Two nodes as they are shipped and one that deviates, as processes of their own over TLS.
extension NodeTests.DeviationTests {
    private static let query = "quantile(load(\"people\")$weight, na.rm = TRUE)"

    /// The lines that a node has logged with a text, read as JSON.
    private func lines(_ study: HandMadeStudy, of name: String, with text: String) -> [[String: Any]] {
        study.log(of: name).split(separator: "\n").filter { $0.contains("\"\(text)\"") }.compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    @Test("A node that alters a message ends the job, at any step; nothing is released, and the next job works")
    func tampering() throws {
        let study = try HandMadeStudy()
        let deeds = ["0:flip", "1:flip", "7:flip", "20:flip", "40:flip", "90:flip", "12:shorten"]
        // Every second job of the node is as it should be, from the first on.
        let deviations = deeds.enumerated().map { "\(2 * $0.offset + 1):\($0.element)" }
        for name in ["alpha", "beta"] { try study.start(name) }
        try study.start("gamma", deviating: deviations)
        #expect(try study.upload().status == 0)
        let answer = try study.ask(Self.query)
        #expect(answer.output == "{80.0, 82.875, 85.75, 88.625, 91.5}\n", "\(answer.errors)")
        var (done, ended) = (1, 0)
        for deed in deeds {
            let outcome = try study.ask(Self.query)
            if outcome.output == answer.output {
                // A message that carries no share, such as the measured time of a hop, has no effect on what is released.
                done += 1
            } else {
                ended += 1
                expectEnd(outcome, deed)
            }
            let next = try study.ask(Self.query)
            done += 1
            #expect(next.output == answer.output, "after \(deed): \(next.errors)")
            for name in ["alpha", "beta"] {
                #expect(eventually { lines(study, of: name, with: "job done").count == done }, "\(deed) at \(name)")
                #expect(lines(study, of: name, with: "job failed").count == ended, "\(deed) at \(name)")
            }
        }
        #expect(ended >= 4, "\(ended) of \(deeds.count) deviations ended their job")
        #expect(study.log(of: "alpha").contains("\"deviation\""))
    }

    private func expectEnd(_ outcome: Program.Outcome, _ deed: String) {
        #expect(outcome.status == 1, "\(deed): \(outcome.errors)")
        #expect(outcome.output.isEmpty)
        for words in ["job ", "step ", "nothing was released"] {
            #expect(outcome.errors.contains(words), "\(deed): \(outcome.errors)")
        }
        // Where anybody is named as the cause, it is the node that deviated.
        let cause = outcome.errors.split(separator: "\n").first ?? ""
        #expect(!cause.contains("alpha") && !cause.contains("beta"), "\(cause)")
    }

    @Test("A node that stops in the midst of a job ends it after the stated time, and the others go on")
    func stopping() throws {
        let study = try HandMadeStudy()
        for name in ["alpha", "beta"] { try study.start(name) }
        try study.start("gamma", deviating: ["1:9:stop"])
        #expect(try study.upload().status == 0)
        let answer = try study.ask(Self.query)
        let before = try ["alpha", "beta"].map { try threads(study, of: $0) }
        let outcome = try study.ask(Self.query)
        #expect(outcome.status == 75, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        for words in ["gamma sent nothing for 20", "[peer-silent]", "step "] {
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
        for (name, count) in zip(["alpha", "beta"], before) {
            #expect(eventually { (try? threads(study, of: name)).map { $0 <= count } == true }, "threads of \(name)")
        }
        kill(try study.process(of: "gamma").processIdentifier, SIGCONT)
        var next = try study.ask(Self.query)
        #expect(
            eventually {
                if next.status == 75, let again = try? study.ask(Self.query) { next = again }
                return next.status != 75
            })
        #expect(next.output == answer.output, "\(next.errors)")
    }

    /// How many threads a node has.
    private func threads(_ study: HandMadeStudy, of name: String) throws -> Int {
        let id = try study.process(of: name).processIdentifier
        let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("Threads:") })
        return try #require(Int(line.dropFirst(8).trimmingCharacters(in: .whitespaces)))
    }
}
