import Inference
import Intake
import Testing
import Wire

@testable import Qualification

@Suite("A qualification run")
struct QualificationTests {
    private func mean(expected: String) throws -> TruthFile.Case {
        TruthFile.Case(
            id: "a.1", dataSet: "a", category: "descriptive", operation: "mean",
            arguments: .members([("x", .text("age"))]), call: "mean(d$age)",
            expected: try JSONValue(parsing: Array(expected.utf8), path: "t"))
    }

    private func data() throws -> PreparedData {
        let table = try RawTable(csv: Array("age\n1\n2\n".utf8), file: "a.csv")
        return try PreparedData(
            TruthFile.DataSet(name: "a", files: ["a.csv"], derived: []), sites: [table], cases: [])
    }

    private func check(
        _ expected: String, data: PreparedData?, hops: Int = 7, _ evaluate: (String) throws -> RObject
    ) throws -> CaseResult {
        Qualification(Tolerance()).check(
            try mean(expected: expected), data: data, measure: { Spending(hops: hops, milliseconds: 2.5) },
            evaluate: evaluate)
    }

    @Test("Passed, failed, unsupported")
    func outcomes() throws {
        let data = try data()
        #expect(try check("1.5", data: data) { _ in .number(1.5) }.status == .passed)
        let failed = try check("1.5", data: data) { _ in .number(1.25) }
        #expect(failed.status == .failed && failed.message == "1.25, expected 1.5")
        let lacking = try check("1.5", data: data) { _ in throw Problem("unknown-function", "there is no function") }
        #expect(lacking.status == .unsupported)
        #expect(try check("1.5", data: data) { _ in throw Problem("bad-argument", "no") }.status == .failed)
    }

    @Test("Where R refuses, an error is right and an answer is wrong")
    func refusals() throws {
        let data = try data()
        let expected = #"{"error":"data are essentially constant"}"#
        #expect(try check(expected, data: data) { _ in throw Problem("constant", "constant") }.status == .passed)
        #expect(try check(expected, data: data) { _ in .number(1) }.status == .failed)
        #expect(
            try check(expected, data: data) { _ in throw Problem("unknown-function", "none") }.status == .unsupported)
    }

    @Test("An answer on data without a hop is a failure; without data it needs none")
    func hops() throws {
        #expect(try check("1.5", data: try data(), hops: 0) { _ in .number(1.5) }.status == .failed)
        #expect(try check("1.5", data: nil, hops: 0) { _ in .number(1.5) }.status == .passed)
    }

    @Test("The report: failures with both values, categories, and JSON for programs")
    func report() throws {
        let data = try data()
        let report = QualificationReport([
            try check("1.5", data: data) { _ in .number(1.5) }, try check("1.5", data: data) { _ in .number(2) },
        ])
        #expect(!report.isWhole)
        #expect(report.text.contains("a.1 failed: 2, expected 1.5\n  expected 1.5\n  found    2"))
        let total = try #require(report.text.split(separator: "\n").last).split(separator: " ")
        #expect(total == ["total", "1", "1", "0"])
        let json = report.json
        #expect(json["total"] == .number("2") && json["passed"] == .number("1") && json["unsupported"] == .number("0"))
        #expect(
            json["cases"]?.elements?[1].description
                == #"{"id":"a.1","category":"descriptive","status":"failed","message":"2, expected 1.5","expected":1.5,"actual":2,"hops":7,"milliseconds":2.5}"#
        )
    }

    @Test("The prelude loads one table a site")
    func prelude() {
        #expect(
            Qualification.prelude(sites: 2)
                == "d <- rbind(\"1\" = load(\"site1\"), \"2\" = load(\"site2\"))\ns1 <- load(\"site1\")")
    }
}
