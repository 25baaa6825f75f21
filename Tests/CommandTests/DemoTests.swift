import Foundation
import Testing

/// The paper's answers on the tables that come with the program.
private let paperLines = [
    "private-decimal-vector", "{38.0, 62.5, 66.0, 72.25, 91.0}", "[male = 16, female = 8]", "48",
    "[male = 29, female = 19]",
    "{38.0, 60.75, 66.0, 73.0, 91.0}",
]

@Suite(.serialized) struct DemoTests {
    @Test("The replay prints the paper's answers, each on a line of its own, in every locale, also two at once")
    func replay() throws {
        let first = try RunningProgram(["demo", "--replay"], environment: ["LANG": "de_DE.UTF-8", "TZ": "Asia/Tokyo"])
        let second = try RunningProgram(
            ["demo", "--replay"], environment: ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"])
        for outcome in [first.finish(), second.finish()] {
            #expect(outcome.status == 0, "\(outcome.errors)")
            for line in paperLines { #expect(outcome.lines.contains(line), "\(line)") }
            #expect(outcome.lines.contains { $0.hasPrefix("[0 = 2, 1 = 1, 2 = 2,") })
            #expect(outcome.lines.contains { $0.hasPrefix("[10 = 1, 11 = 0, 12 = 0,") })
            #expect(outcome.output.contains("ms, active mode"))
        }
    }

    @Test("As JSON it is one object with the answers and the times")
    func json() throws {
        let outcome = try Program.run(["demo", "--replay", "--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(report["mode"] as? String == "active")
        #expect((report["startupMilliseconds"] as? Double ?? 0) > 0)
        let uploads = try #require(report["uploadMilliseconds"] as? [String: Double])
        #expect(Set(uploads.keys) == ["munich", "rome"])
        let answers = try #require(report["answers"] as? [[String: Any]])
        #expect(answers.count == 10)
        let outputs = answers.compactMap { $0["output"] as? String }
        for line in paperLines { #expect(outputs.contains(line)) }
        #expect(answers.allSatisfy { $0["milliseconds"] is Double && $0["expression"] is String })
    }

    @Test("Under the policy default the refusals stand where the answers would, and the rest is answered")
    func protected() throws {
        let outcome = try Program.run(["demo", "--replay", "--json", "--policy", "default"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(report["policy"] as? String == "default")
        func outputs(_ key: String) throws -> [String: String] {
            let lines = try #require(report[key] as? [[String: Any]])
            return Dictionary(
                lines.compactMap { line in
                    (line["expression"] as? String).map { ($0, line["output"] as? String ?? "") }
                }, uniquingKeysWith: { first, _ in first })
        }
        let answers = try outputs("answers")
        #expect(answers["quantile(tm$age)"]?.hasPrefix("{NA, 62.5, 66.0, 72.25, NA}") == true)
        #expect(answers["quantile(tm$age)"]?.contains("[extremes]") == true)
        #expect(answers["freq(tm$gender)"] == "[male = 16, female = 8]")
        let months = answers.filter { $0.key.contains("follow_up") }.values
        #expect(months.allSatisfy { $0.contains("[minimum-cell]") || $0.contains("[differencing]") })
        #expect(months.contains { $0.contains("[minimum-cell]") })
        let protected = try outputs("protected")
        #expect(protected["median(d$age)"] == "66.0")
        #expect(protected["mean(d$age)"] == "66.5625")
    }

    @Test(
        "Under the policy default other tables give refusals and answers of their own", arguments: [(1, 23), (40, 61)])
    func otherProtected(munich: Int, rome: Int) throws {
        let scratch = try Scratch()
        var generator = SmallGenerator(state: UInt64(munich * 1000 + rome))
        let (first, second) = (PilotRow.many(munich, &generator), PilotRow.many(rome, &generator))
        try scratch.write(try PilotRow.csv(first), to: "munich.csv")
        try scratch.write(try PilotRow.csv(second), to: "rome.csv")
        let outcome = try Program.run(["demo", "--replay", "--policy", "default", "--data", scratch.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains(munich == 1 ? "[minimum-group]" : "[extremes]"))
        #expect(outcome.lines.contains("\(munich + rome)"))
    }

    @Test("The paper's tables and figures stand beside the paper's own, computed by the nodes")
    func paper() throws {
        let outcome = try Program.run(["demo", "--replay"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = outcome.lines.map { line in
            line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }
        for line in PaperFigures.lines { #expect(lines.contains(line), "\(line)\nnot in\n\(outcome.output)") }
        for title in ["Fig. 1", "Fig. 2", "Fig. 3"] { #expect(outcome.output.contains(title)) }
        #expect(outcome.output.contains("Number at risk"))
        #expect(lines.contains { $0.hasPrefix("[1] ") && $0.contains("different times") })
    }

    @Test("All cells of Tables 4 to 6 are the paper's, but for the bound that the paper misprints")
    func tables() throws {
        let outcome = try Program.run(["demo", "--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let paper = try #require(report["paper"] as? [String: Any])
        let tables = try #require(paper["tables"] as? [[String: Any]])
        #expect(tables.compactMap { ($0["rows"] as? [Any])?.count } == [34, 19, 19, 24])
        let rows = tables.prefix(3).flatMap { $0["rows"] as? [[String: String]] ?? [] }
        let differing = rows.filter { $0["value"] != $0["paper"] }
        #expect(differing.map { $0["item"] } == ["BED10 < 80 Gy"])
        #expect(differing.first?["value"] == "20.0 (15.6–24.5)")
        let numbers = try #require(paper["numbers"] as? [String: [Double]])
        for (name, expected) in PaperFigures.numbers {
            let found = try #require(numbers[name], "\(name)")
            #expect(found.count == expected.count, "\(name)")
            for (one, other) in zip(found, expected) { #expect(abs(one - other) <= 1e-9 * abs(other), "\(name)") }
        }
        let figures = try #require(paper["figures"] as? [[String: Any]])
        #expect(figures.compactMap { ($0["curves"] as? [Any])?.count } == [1, 2, 2])
        #expect((report["paperQueries"] as? Int ?? 0) >= 40)
    }

    @Test("The console draws, and writes figures and results with the plans they came from")
    func output() throws {
        let scratch = try Scratch()
        let outcome = try Program.run(
            ["demo"],
            input: """
                d <- rbind(tm, tr)
                fit <- survfit(Surv(follow_up, event_death) ~ gender, data = d)
                plot(fit, main = "By gender", xlab = "Months")
                svg("km.svg"); plot(fit); dev.off()
                svg("forest.svg", coxph(Surv(follow_up, event_death) ~ age + gender, data = d))
                h <- hist(d$age)
                k <- boxplot(age ~ gender, data = d)
                svg("box.svg"); boxplot(age ~ gender, data = d); dev.off()
                write.csv(k$stats, "stats.csv")
                write.json(survdiff(Surv(follow_up, event_death) ~ gender, data = d), "test.json")
                """, folder: scratch.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("By gender"))
        for name in ["km.svg", "forest.svg", "box.svg"] {
            let figure = try scratch.read(name)
            #expect(
                figure.contains("</svg>") && figure.contains("\nplan ") && figure.contains("\ntable rome_production "))
        }
        #expect(try scratch.read("km.svg").contains("gender=female"))
        let csv = try scratch.read("stats.csv")
        #expect(
            csv.contains("# plan ") && csv.contains("# table munich_production ") && csv.contains("# software trefoil ")
        )
        // R: boxplot(age ~ gender, data = d)$stats, with the codebook's order of levels.
        #expect(csv.hasSuffix(PaperFigures.boxes), "\(csv)")
        #expect(try scratch.read("test.json").contains("\"class\":\"survdiff\""))
    }

    @Test("Other tables give their own answers", arguments: [(1, 23), (23, 61)])
    func otherTables(munich: Int, rome: Int) throws {
        let scratch = try Scratch()
        var generator = SmallGenerator(state: UInt64(munich * 1000 + rome))
        let first = PilotRow.many(munich, &generator)
        let second = PilotRow.many(rome, &generator)
        try scratch.write(try PilotRow.csv(first), to: "munich.csv")
        try scratch.write(try PilotRow.csv(second), to: "rome.csv")
        let outcome = try Program.run(["demo", "--replay", "--data", scratch.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let pooled = first + second
        let expected = [
            quantiles(first.map(\.age)),
            "[male = \(first.count(where: \.isMale)), female = \(first.count { !$0.isMale })]",
            "\(munich + rome)",
            "[male = \(pooled.count(where: \.isMale)), female = \(pooled.count { !$0.isMale })]",
            quantiles(pooled.map(\.age)), months(pooled.filter { !$0.isDead }),
            months(pooled.filter { !$0.isDead && $0.ecog == 0 }),
        ]
        for line in expected { #expect(outcome.lines.contains(line), "\(line)\nnot in\n\(outcome.output)") }
    }

    @Test("A bad table is refused in words, and nothing stays behind")
    func badTable() throws {
        let scratch = try Scratch()
        try scratch.write("age\nold\n", to: "munich.csv")
        try scratch.write("age\n1\n", to: "rome.csv")
        let outcome = try Program.run(
            ["demo", "--replay", "--data", scratch.path], environment: ["TMPDIR": scratch.path])
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains("munich.csv"))
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
        #expect(Set(left) == ["munich.csv", "rome.csv"])
    }

    @Test(
        "A demo that is killed leaves no process; one that is interrupted leaves no folder either",
        arguments: [SIGKILL, SIGINT, SIGTERM], [true, false])
    func endings(signal: Int32, early: Bool) throws {
        let scratch = try Scratch()
        let demo = try RunningProgram(["demo"], environment: ["TMPDIR": scratch.path])
        #expect(
            demo.waits { early ? children(of: demo).count == 3 : demo.outputSoFar.contains("Mode active") })
        let nodes = children(of: demo)
        demo.kill(signal)
        _ = demo.finish()
        #expect(eventually { nodes.allSatisfy { !isAlive($0) } })
        if signal != SIGKILL {
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
        }
    }

    private func children(of program: RunningProgram) -> [Int32] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap(Int32.init).filter { id in
            let status = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
            return status.contains("\nPPid:\t\(program.process.processIdentifier)\n")
        }
    }

    private func isAlive(_ id: Int32) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8) else { return false }
        return !status.contains("State:\tZ")
    }

    /// R's `quantile` of type 7 in tenths, printed as the language prints.
    private func quantiles(_ tenths: [Int]) -> String {
        let sorted = tenths.sorted()
        let values = (0...4).map { quarter -> String in
            let position = (sorted.count - 1) * quarter
            let (low, part) = position.quotientAndRemainder(dividingBy: 4)
            let next = sorted[min(low + 1, sorted.count - 1)]
            // In fortieths: four quarters of a tenth.
            return decimal(fortieths: 4 * sorted[low] + part * (next - sorted[low]))
        }
        return "{\(values.joined(separator: ", "))}"
    }

    private func decimal(fortieths: Int) -> String {
        var text = "\(fortieths / 40)."
        var rest = fortieths % 40
        repeat {
            rest *= 10
            text += "\(rest / 40)"
            rest %= 40
        } while rest > 0
        return text
    }

    private func months(_ rows: [PilotRow]) -> String {
        let months = rows.map { $0.followUp / 10 }
        guard let first = months.min(), let last = months.max() else { return "[]" }
        return
            "[\((first...last).map { month in "\(month) = \(months.count { $0 == month })" }.joined(separator: ", "))]"
    }
}
