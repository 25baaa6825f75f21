import Engine
import Language
import Statistics
import Study
import Testing

/// Each analysis opens to the nodes and hands to the analyst what it documents, no more and no less.
struct DocumentedReleaseTests {
    private static let data = #"data = load("S", "t")"#

    private static let classic = [
        "length(t$weight)", #"nrow(load("S", "t"))"#, "freq(t$group)", "freq(t$age)", "freq(t$age > 60)", "sum(t$age)",
        "mean(t$weight)", "var(t$weight)", "sd(t$age)", "min(t$age)", "max(t$weight)", "median(t$weight)",
        "quantile(t$weight, probs = c(0, 0.25, 1))", "quantile(t$age, probs = c(0.4))",
    ]

    private static let joint = [
        "moments(age, order = 1, \(data))", "moments(age, by = list(group), order = 2, \(data))",
        "moments(weight, by = list(group, age > 60), order = 2, \(data))",
        "table(by = list(group), \(data))", "table(by = list(group, age > 60), \(data))",
        "ranks(weight, by = list(group), \(data))", "sums(age, weight, \(data))", "products(age, \(data))",
        "products(age, weight, wide, \(data))", "rank.products(age, weight, \(data))",
        "distance(age, by = list(weight > 60), \(data))", "concordance(age, weight, \(data))",
        #"lifetimes(age, group == "a", \#(data))"#, #"lifetimes(age, group == "a", by = list(weight > 60), \#(data))"#,
        #"merged.lifetimes(age, group == "a", \#(data))"#,
        #"merged.lifetimes(weight, group == "a", by = list(age > 60, group), \#(data))"#,
        #"logrank(age, group == "a", by = list(weight > 60), \#(data))"#,
        #"logrank(age, weight > 60, by = list(group, age > 60), strata = 1, rho = 0.5, \#(data))"#,
        "values(weight, \(data))", "order.statistics(age, ranks = c(1, 3), \(data))",
    ]

    /// Steps at several coefficients: what they release does not depend on where a fit is.
    private static let steps = ["0", "0.0002", "-0.0005"].flatMap { beta in
        [
            #"cox.step(age, group == "a", wide, beta = \#(beta), center = 400, ties = "efron", \#(data))"#,
            #"cox.step(age, group == "a", wide, age, beta = c(\#(beta), 0.01), center = c(400, 60), ties = "breslow", \#(data))"#,
            #"cox.step(age, group == "a", wide, by = list(weight > 60), beta = \#(beta), center = 400, ties = "efron", \#(data))"#,
            #"cox.step(age, group == "a", wide, beta = \#(beta), center = 400, ties = "efron", also = "hazard", \#(data))"#,
            #"cox.step(age, group == "a", wide, beta = \#(beta), center = 400, ties = "efron", also = "weights", weights = c(1, 2), \#(data))"#,
            #"cox.concordance(age, group == "a", wide, beta = \#(beta), \#(data))"#,
            glm(#"group == "a", wide"#, "c(-0.5, \(beta))", #"family = "binomial", link = "logit""#),
            glm(#"group == "a", wide"#, "c(-0.5, \(beta))", #"family = "quasibinomial", link = "logit""#, "response"),
            glm(#"age > 60, group == "a", wide"#, "c(0.5, \(beta))", #"family = "poisson", link = "log", offset = 1"#),
            glm("age > 60, wide", "c(0.5, \(beta))", #"family = "poisson", link = "log""#, "response"),
            glm("age, wide", "c(3, \(beta))", #"family = "Gamma", link = "log""#),
            glm("age, wide", "c(0.5, 0)", #"family = "Gamma", link = "inverse""#),
            glm("age, wide", "c(3, \(beta))", #"family = "Gamma", link = "log""#, "response"),
        ]
    }

    private static func glm(_ vectors: String, _ beta: String, _ family: String, _ also: String? = nil) -> String {
        let more = also.map { "also = \"\($0)\", " } ?? ""
        return "glm.step(\(vectors), beta = \(beta), center = 400, \(more)\(family), \(data))"
    }

    @Test("every classic analysis and every joint statistic", arguments: classic + joint + steps)
    func analysis(_ text: String) throws {
        // Every single value leaves only where the policy is open.
        let fixture = try Fixture(policy: text.hasPrefix("values(") ? .open : .pilot)
        let plan = try fixture.plan(text)
        let released = try fixture.released(plan)
        let account = ReleaseAccount(
            documented: plan.analysis.releases, entries: released.entries, rows: Fixture.rows)
        #expect(account.differences == [], "\(text)")
        #expect(released.entries.count { $0.audience == .analyst } == released.values.count)
        // What all nodes know is what was opened to them, what follows from it, or the number of rows.
        let opened = released.entries.count { $0.audience == .nodes }
        #expect(released.publicNumbers.count <= opened + 1)
    }

    @Test("wide bounds: the same numbers in pieces")
    func pieces() throws {
        let fixture = try Fixture()
        for text in [
            "moments(huge, order = 2, \(Self.data))", "moments(weight, by = list(group), order = 4, \(Self.data))",
            "products(huge, wide, \(Self.data))",
        ] {
            let plan = try fixture.plan(text)
            let entries = try fixture.released(plan).entries
            var account = ReleaseAccount(documented: plan.analysis.releases, entries: entries, rows: Fixture.rows)
            #expect(!account.differences.isEmpty)
            account.isWide = true
            #expect(account.differences == [])
        }
    }

    @Test("no kind of joint statistic is left out")
    func complete() throws {
        let fixture = try Fixture()
        var kinds: Set<JointStatistic.Kind> = []
        for text in Self.joint + Self.steps {
            if case .joint(let statistic) = try fixture.plan(text).analysis { kinds.insert(statistic.kind) }
        }
        #expect(kinds == Set(JointStatistic.Kind.allCases))
    }

    @Test("an item more, an item less and another audience are found")
    func able() throws {
        let fixture = try Fixture()
        let plan = try fixture.plan("quantile(t$age, probs = c(0.4, 0.5))")
        let entries = try fixture.released(plan).entries
        func differences(_ entries: [ReleaseLog.Entry]) -> [String] {
            ReleaseAccount(documented: plan.analysis.releases, entries: entries, rows: Fixture.rows).differences
        }
        let toAnalyst = try #require(entries.first { $0.audience == .analyst })
        let toNodes = try #require(entries.first { $0.audience == .nodes })
        #expect(differences(entries) == [])
        #expect(differences(entries + [toAnalyst]).count == 1)
        #expect(differences(entries + [toNodes]).count == 1)
        #expect(differences(entries.filter { $0 != toNodes }).count == 1)
    }
}
