import Engine
import Language
import TestSupport
import Testing
import Wire

@testable import Study

struct RefusalTests {
    @Test("what could leave the exact range, or is too much to count")
    func bounds() throws {
        let fixture = try Fixture()
        for text in ["sum(t$huge)", "var(t$huge)", "quantile(t$huge, probs = c(0.5))"] {
            #expect(try fixture.refusal(text) == "out-of-range", "\(text)")
        }
        #expect(try fixture.refusal("freq(t$wide)") == "too-many-values")
        #expect(try fixture.refusal("max(t$huge)") == nil)
    }

    @Test("tables that were not loaded or lack a vector")
    func damaged() throws {
        let fixture = try Fixture()
        let whole = Fixture.table()
        let lacking = Parts { role in
            SharedTable(
                rows: Fixture.rows, fields: whole[role].fields,
                bits: whole[role].bits.filter { $0.key != "age/plane/3" })
        }
        #expect(try fixture.refusal("max(t$age)", tables: lacking) == "damaged-table")
        let study = fixture.study
        let plan = try Plan.parse("mean(load(\"S\", \"t\")$age)", study: study)
        do {
            _ = try runThreeParties(mode: study.mode) { try Engine(study: study, tables: [:], session: $0).run(plan) }
            Issue.record("a plan ran without its table")
        } catch let problem as Problem {
            #expect(problem.code == "unknown-table")
        }
    }

    @Test("a policy without extremes releases none")
    func noExtremes() throws {
        let policy = Policy(
            name: "pilot", extremes: false, singleValues: false, minimumGroup: 1, minimumCell: 1, zerosAllowed: true,
            naAsInR: false, exactCurves: true, limitsParameters: false, comparesSelections: false,
            limitsDominance: false, looksAtRemainder: false)
        let fixture = try Fixture(policy: policy)
        for text in [
            "min(t$age)", "max(t$age)", "quantile(t$age, probs = c(0))",
            "quantile(t$age, probs = c(0.1))", "quantile(t$age, probs = c(0.9))",
            "median(subset(load(\"S\", \"t\"), age > 100)$age)",
        ] {
            #expect(try fixture.refusal(text) == "extremes", "\(text)")
        }
        for text in [
            "mean(t$age)", "median(t$age)", "quantile(t$age, probs = c(0.25, 0.75))", "freq(t$group)",
            "quantile(t$age, probs = c(0.5, 1))",
        ] {
            #expect(try fixture.refusal(text) == nil, "\(text)")
        }
    }

    @Test("only a policy with single values releases all values of a column")
    func singleValues() throws {
        let text = #"values(age, data = load("S", "t"))"#
        #expect(try Fixture(policy: .pilot).refusal(text) == "single-values")
        #expect(try Fixture(policy: .open).refusal(text) == nil)
    }
}
