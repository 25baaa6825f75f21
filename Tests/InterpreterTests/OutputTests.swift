import Client
import Foundation
import Inference
import Language
import Primitives
import Study
import Testing
import Wire

@Suite("Plots and files of results")
struct OutputTests {
    let session: Interpreter
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("trefoil-output-\(UUID().uuidString)")
    private let plans = Plans()

    /// The digests of the plans asked, in order.
    private final class Plans {
        var digests: [String] = []
    }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let plans = plans
        session = try Fixture().session { plans.digests.append($0.digest.hex) }
        session.software = "trefoil test"
        session.tablesOfLastAnswer = { [.init(name: "munich_production", version: "0a0b")] }
        _ = try session.evaluate("tm <- load(\"munich_production\")\ntr <- load(\"rome_production\")")
        _ = try session.evaluate("b <- boxplot.stats(c(1, 2, 3, 4, 5, 30))")
    }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    private func read(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }

    private func stampedPlans(_ text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("# plan ") }.map { String($0.dropFirst(7)) }
    }

    @Test("A file of results overwrites, and names the plans and tables that its result came from, and no others")
    func csv() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("old".utf8).write(to: folder.appendingPathComponent("t.csv"))
        #expect(try session.evaluate("m <- mean(tm$age)\nother <- sum(tr$age)\ntwice <- m * 2") == nil)
        #expect(try session.evaluate("write.csv(twice, \"\(path("t.csv"))\")") == nil)
        let text = try read("t.csv")
        #expect(stampedPlans(text) == [plans.digests[0]])
        #expect(text.contains("# study DS1\n"))
        #expect(text.contains("# table munich_production 0a0b\n"))
        #expect(text.contains("# policy pilot\n# software trefoil test\n"))
        #expect(text.hasSuffix("\"\",\"x\"\n\"1\",132.333333333333\n"))

        _ = try session.evaluate("write.csv(c(m, other), \"\(path("t.csv"))\")")
        #expect(stampedPlans(try read("t.csv")) == plans.digests)
        _ = try session.evaluate("m <- 3\nwrite.csv(m, \"\(path("t.csv"))\")")
        #expect(stampedPlans(try read("t.csv")).isEmpty)
    }

    @Test("Lineage follows functions, loops and elements")
    func lineage() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try session.evaluate(
            """
            unrelated <- max(tm$age)
            k <- mean(tm$age)
            f <- function() k + 1
            l <- list(a = 1)
            l$b <- f()
            for (x in 1:2) l$c <- min(tr$age)
            write.json(l, "\(path("l.json"))")
            """)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(try read("l.json").utf8)) as? [String: Any])
        let stamp = try #require(object["stamp"] as? [String: Any])
        #expect(stamp["plans"] as? [String] == [plans.digests[1], plans.digests[2]])
        #expect((object["result"] as? [String: Any])?.keys.sorted() == ["a", "b", "c"])
    }

    @Test("Private values, functions and folders that do not exist are refused with the reason")
    func refusals() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for call in [
            "write.csv(tm, \"x.csv\")", "write.json(tm$age, \"x.json\")", "plot(tm$age)", "svg(\"x.svg\", tm$age)",
        ] {
            let problem = try #require(session.problem(call))
            #expect(problem.code == "private-in-public", "\(call)")
            #expect(problem.what.contains("exist only as shares"), "\(call)")
        }
        #expect(!FileManager.default.fileExists(atPath: "x.csv"))
        #expect(session.problem("write.csv(mean, \"x.csv\")")?.code == "bad-argument")
        #expect(session.problem("plot(3)")?.code == "bad-argument")
        #expect(session.problem("plot(b, fun = \"event\")")?.code == "unknown-argument")
        #expect(session.problem("dev.off()")?.code == "no-device")
        #expect(session.problem("write.csv(1, \"\(path("no/t.csv"))\")")?.code == "file-unwritable")
    }

    @Test("A plot is text, and a figure between svg and dev.off or in one call")
    func figures() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = try #require(try session.evaluate("plot(b, main = \"Ages\", ylab = \"years\")"))
        #expect(text.contains("Ages") && text.contains("years") && text.contains("["))
        #expect(try session.evaluate("svg(\"\(path("b.svg"))\")") == nil)
        #expect(try session.evaluate("plot(b, main = \"A -- B\")\ndev.off()") == nil)
        let figure = try read("b.svg")
        #expect(figure.hasPrefix("<?xml") && figure.hasSuffix("</svg>\n"))
        #expect(figure.contains("<title>A -- B</title>"))
        #expect(figure.contains("<!--\nstudy DS1\n"))
        #expect(try session.evaluate("plot(b)") != nil)
        #expect(try session.evaluate("svg(\"\(path("c.svg"))\", b)") == nil)
        #expect(try read("c.svg").hasSuffix("</svg>\n"))
        #expect(try session.evaluate("plot(b)") != nil)
    }

    @Test("boxplot gives R's list and draws it")
    func boxplot() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var printed: [String] = []
        try session.evaluate("k <- boxplot(c(1, 2, 3, 4, 5, 30))\nk$out") { printed.append($0) }
        #expect(printed.count == 2)
        #expect(printed.last == "[1] 30")
        try session.evaluate("boxplot(c(1, 2, 3))$n") { printed.append($0) }
        #expect(printed.count == 4)
        #expect(printed.last == "[1] 3")
        let object = try session.object(of: "k")
        #expect(object.kind == "boxplot")
        #expect(object["stats"]?.doubles == [1, 2, 3.5, 5, 5])
        #expect(object["stats"]?.dimensions == [5, 1])
        #expect(object["group"]?.doubles == [1])
    }

    @Test("tryCatch goes on after an error, but not after a refusal")
    func conditions() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(
            try session.evaluate("tryCatch(stop(\"no rows\"), error = function(e) conditionMessage(e))")
                == "[1] \"no rows\"")
        #expect(try session.evaluate("f <- function(x) tryCatch(x + 1, error = function(e) NA)\nf(1)") == "[1] 2")
        #expect(session.problem("tryCatch(stop(\"a\"))")?.code == "stopped")
    }
}
