import Client
import Inference
import Study
import Testing
import Wire

/// Survival under the policy default, against figures of R 4.2.2, survival 3.5.3. Curves are compared with R's of times that
/// were moved up to the ends of their steps.
@Suite("Survival in steps of a grid")
struct SteppedCurveTests {
    let session: Interpreter

    init() throws {
        session = try Fixture(policy: .standard).session()
        _ = try session.evaluate(
            "d <- rbind(munich = load(\"munich_production\"), rome = load(\"rome_production\"))")
    }

    private func numbers(_ text: String) throws -> [Double?] {
        guard case .numbers(let values) = try session.object(of: text).content else { return [] }
        return values
    }

    private func expect(
        _ text: String, _ expected: [Double?], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let values = try numbers(text)
        #expect(values.count == expected.count, "\(text): \(values)", sourceLocation: sourceLocation)
        for (value, wanted) in zip(values, expected) {
            #expect((value == nil) == (wanted == nil), "\(text): \(values)", sourceLocation: sourceLocation)
            guard let value, let wanted else { continue }
            #expect(
                abs(value - wanted) <= 1e-8 * max(1, abs(wanted)), "\(text): \(values)", sourceLocation: sourceLocation)
        }
    }

    @Test("The curve of all")
    func curve() throws {
        _ = try session.evaluate("fit <- survfit(Surv(follow_up, event_death == 1) ~ 1, data = d)")
        #expect(
            session.notes == [
                "the policy default counts events in steps of at least 5, on a grid of 2; a step stands at its end, and a "
                    + "curve ends with its last whole step"
            ])
        try expect("fit$time", [4, 20])
        try expect("fit$n.risk", [48, 37])
        try expect("fit$n.event", [5, 5])
        try expect("fit$n.left", [nil])
        try expect("fit$surv", [0.895833333333333, 0.774774774774775])
        try expect("summary(fit)$std.err", [0.0440917537953144, 0.0631593697268953])
        try expect("summary(fit, times = c(1, 4, 10, 30))$surv", [1, 0.895833333333333, 0.895833333333333])
        try expect("fit$lower", [0.813452471722735, 0.660367694908846])
        // The median is not reached within the curve, nor is there a mean beyond its end.
        try expect("quantile(fit, c(0.1, 0.2, 0.5))$quantile", [4, 20, nil])
        try expect("survmean(fit)[c(\"rmean\", \"se(rmean)\")]", [18.3333333333333, 0.705468061066977])
        #expect(session.notes.contains { $0.contains("too large, by at most 2.35") })
        try expect("survmean(fit, rmean = 24)[c(\"rmean\", \"median\")]", [nil, nil])
        #expect(session.notes.contains { $0.contains("the curve ends before the upper limit") })
        let printed = try #require(try session.evaluate("fit"))
        #expect(printed.contains("48     10     NA      NA      NA"))
        #expect(try #require(try session.evaluate("plot(fit)")).contains("Number at risk"))
        try expect("lifeTable(d$follow_up, d$event_death == 1, 3, 9)$entering", [48, 37])
    }

    @Test("Curves of groups, of which one is too small for a step")
    func groups() throws {
        _ = try session.evaluate("fit <- survfit(Surv(follow_up, event_death == 1) ~ ecog_status == 2, data = d)")
        try expect("fit$n", [40, 8])
        try expect("fit$strata", [2, 0])
        try expect("fit$time", [8, 10])
        try expect("fit$surv", [0.875, 0.875])
        try expect("fit$n.left", [15, 8])
        try expect("survmean(fit, rmean = 10)[, \"rmean\"]", [9.75, nil])
        #expect(try #require(try session.evaluate("summary(fit)")).contains("0.875"))
        #expect(try #require(try session.evaluate("plot(fit)")).contains("Number at risk"))
    }

    @Test("Follow-up: the reverse curve, with a median")
    func reversed() throws {
        _ = try session.evaluate("fit <- survfit(Surv(follow_up, event_death == 1) ~ 1, data = d, reverse = TRUE)")
        try expect("fit$time", [4, 8, 10, 12, 16])
        try expect("fit$n.risk", [48, 37, 25, 19, 12])
        try expect("fit$surv", [0.875, 0.638513513513514, 0.48527027027027, 0.357567567567568, 0.148986486486486])
        try expect("quantile(fit, 0.5)$quantile", [10])
        try expect("survmean(fit)[c(\"rmean\", \"median\", \"0.95LCL\", \"0.95UCL\")]", [11.1778378378378, 10, 10, 16])
    }

    @Test("The log-rank test is R's")
    func logRank() throws {
        _ = try session.evaluate("test <- survdiff(Surv(follow_up, event_death == 1) ~ ecog_status == 2, data = d)")
        try expect("test$chisq", [1.81074153882112])
        try expect("test$pvalue", [0.178419300929221])
        try expect("test$n", [40, 8])
        try expect("test$obs", [7, 3])
        try expect("test$exp", [8.50170012412405, 1.49829987587595])
        #expect(try #require(try session.evaluate("test")).contains("Chisq= 1.8  on 1 degrees of freedom, p= 0.2"))
        try expect(
            "survdiff(Surv(follow_up, event_death == 1) ~ (ecog_status == 2) + strata(gender), data = d)$chisq",
            [1.57497788456435])
        try expect(
            "survdiff(Surv(follow_up, event_death == 1) ~ ecog_status == 2, data = d, rho = 1)$chisq",
            [1.56075883195693])
        let problem = session.problem("survdiff(Surv(follow_up, event_death == 1) ~ gender, data = d, rho = 0.3)")
        #expect(problem?.code == "unsupported-argument")
    }

    /// The same numbers as under a policy with exact curves.
    @Test("Weights by the number at risk, several groups, and event rates")
    func asExact() throws {
        let exact = try Fixture().session()
        _ = try exact.evaluate("d <- rbind(munich = load(\"munich_production\"), rome = load(\"rome_production\"))")
        for text in [
            "survdiff(Surv(follow_up, event_death == 1) ~ ecog_status, data = d)$chisq",
            "survdiff(Surv(follow_up, event_death == 1) ~ ecog_status, data = d, weights = \"gehan\")$chisq",
            "survdiff(Surv(follow_up, event_death == 1) ~ gender + ecog_status, data = d)$exp",
            "survdiff(Surv(follow_up, event_death == 1) ~ gender, data = d, weights = \"tarone\")$var",
            "eventRate(d$follow_up, d$event_death == 1)$rate", "eventRate(d$follow_up, d$event_death == 1)$conf.int",
        ] {
            guard case .numbers(let values) = try exact.object(of: text).content else { continue }
            try expect(text, values)
        }
    }

    @Test("Cox models without exact times")
    func cox() throws {
        _ = try session.evaluate("fit <- coxph(Surv(follow_up, event_death == 1) ~ age, data = d)")
        let test = try numbers("cox.zph(fit)$table[1, ]")
        #expect(abs((test[0] ?? 0) - 2.027583846) < 1e-5)
        for text in [
            "cox.zph(fit, transform = \"rank\")", "basehaz(fit)",
            "cuminc(Surv(follow_up, event_death) ~ 1, data = d)",
        ] {
            #expect(session.problem(text)?.code == "exact-curve", "\(text)")
        }
    }
}
