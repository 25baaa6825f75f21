import Foundation
import Identity
import Language
import Study
import Testing
import Wire

@Suite("What a manifest lets run")
struct CoverageTests {
    let base: Study
    let chief: PartyCard

    init() throws {
        base = try Fixture.makeStudy(policy: .pilot)
        chief = try PartyKeys.create(name: "chief", now: Date(timeIntervalSince1970: 1_790_000_000)).card
    }

    private func study(agreed: [String] = [], _ exploratory: ExploratoryAnalyses?) throws -> Study {
        let date = try #require(CalendarDate("2035-12-31"))
        return try Study(
            name: base.name, title: base.title, data: base.data, mode: base.mode, policy: base.policy,
            nodes: base.nodes,
            owners: base.owners, analysts: base.analysts, codebook: base.codebook,
            manifest: Manifest(
                purpose: "tests", legalBasis: "none", ethics: "", administrators: [["a"], ["b"], ["c"]],
                investigator: .init(name: "chief", card: chief), agreed: agreed.map(AgreedPlan.init),
                exploratory: exploratory, recipients: [], retention: date, withdrawal: "none"))
    }

    private static let load = #"load("DS1", "munich_production")"#

    private func coverage(_ text: String, in study: Study) throws -> PlanCoverage {
        try Plan.parse(text, study: study).coverage(in: study)
    }

    @Test("An agreed plan is covered to the letter")
    func agreed() throws {
        let text = "mean(\(Self.load)$age)"
        let study = try study(agreed: [text], nil)
        #expect(try coverage(text, in: study) == .agreed)
        #expect(AgreedPlan.digest(of: text) == (try Plan.parse(text, study: study).digest))
        for other in ["mean(\(Self.load)$dose)", "sum(\(Self.load)$age)", "mean(\(Self.load)$age + 1)"] {
            guard case .none = try coverage(other, in: study) else {
                Issue.record("covered: \(other)")
                continue
            }
        }
    }

    @Test("Functions, columns and groupings are told apart")
    func exploratory() throws {
        let allowed = ExploratoryAnalyses(
            functions: .these(["mean", "freq", "nrow", "moments"]), columns: .these(["age", "gender"]),
            groupings: .these(["gender"]), budget: 7)
        let study = try study(allowed)
        let load = Self.load
        for text in [
            "mean(\(load)$age)", "freq(\(load)$gender)", "nrow(\(load))",
            "mean(subset(\(load), gender == \"male\")$age)",
            "moments(age, by = list(gender), order = 2, data = \(load))",
        ] {
            #expect(try coverage(text, in: study) == .exploratory(budget: 7), "\(text)")
        }
        for (text, word) in [
            ("median(\(load)$age)", "median"), ("mean(\(load)$dose)", "dose"),
            ("mean(subset(\(load), age > 90)$age)", "age"), ("nrow(subset(\(load), age > 90))", "age"),
            ("mean(\(load)$age[\(load)$dose > 1])", "dose"), ("mean(\(load)$age > 60)", "age"),
            ("moments(age, by = list(ecog_status), order = 2, data = \(load))", "ecog_status"),
            ("sum(ifelse(\(load)$age > 60, \(load)$age, 0))", "sum"),
            ("mean(ifelse(\(load)$age > 60, \(load)$age, 0))", "age"),
        ] {
            guard case .none(let reason) = try coverage(text, in: study) else {
                Issue.record("covered: \(text)")
                continue
            }
            #expect(reason.contains(word), "\(text): \(reason)")
        }
    }

    @Test("A study without a manifest covers all; one with neither list covers nothing")
    func ends() throws {
        #expect(try coverage("mean(\(Self.load)$age)", in: base) == .exploratory(budget: nil))
        let none = try study(nil)
        #expect(try coverage("mean(\(Self.load)$age)", in: none) == .none(reason: "only agreed plans are covered"))
    }

    @Test("What a plan touches changes with its columns and policy, and with nothing else")
    func touched() throws {
        let text = "mean(\(Self.load)$age)"
        let plan = try Plan.parse(text, study: base)
        let free = try study(.everything)
        #expect(plan.touched(in: base) == plan.touched(in: free))
        let open = try Fixture.makeStudy(policy: .open)
        #expect(plan.touched(in: base) != plan.touched(in: open))
        let other = try Plan.parse("mean(\(Self.load)$dose)", study: base)
        #expect(plan.touched(in: base) != other.touched(in: base))
    }
}
