import Cleartext
import Engine
import Inference
import Language
import MPC
import SecretSharing
import Study
import TestSupport
import Testing
import Wire

/// Joint statistics through `Engine.run` against the same in the clear.
@Suite struct JointStatisticTests {
    /// What three parties release, or the code that they refuse with.
    private func released(_ plan: Plan, _ random: RandomStudy) throws -> Result<Answer, Problem> {
        let study = random.study
        do {
            let released = try runThreeParties(mode: study.mode) { session in
                try Engine(study: study, tables: random.tables(of: session.role), session: session).run(plan)
            }
            let values = try Parts { released[$0].values }.reconstructed()
            return .success(
                .released(values: values.map { Int64($0) }, publicNumbers: released[.first].publicNumbers))
        } catch let problem as Problem { return .failure(problem) }
    }

    private func expected(_ plan: Plan, _ random: RandomStudy) -> Result<Answer, Problem> {
        let engine = CleartextEngine(tables: random.plain, policy: random.study.policy)
        do { return .success(try engine.run(plan)) } catch { return .failure(error) }
    }

    private static let wholeKinds: [JointStatistic.Kind] = JointStatistic.Kind.allCases.filter {
        ![.coxStep, .glmStep, .logRank].contains($0)
    }

    @Test("Statistics of whole numbers, on random vectors, factors and rows", arguments: Self.wholeKinds)
    func exact(kind: JointStatistic.Kind) throws {
        for (seed, rows, mode) in [(1, (9, 5), .passive), (2, (1, 3), .active), (3, (12, 4), .active)]
            as [(UInt64, (Int, Int), SecurityMode)]
        {
            let policy: Policy = kind == .values ? .open : .pilot
            let random = try RandomStudy(seed: seed, rows: rows, mode: mode, policy: policy)
            var generator = ExpressionGenerator(study: random.study, seed: seed &* 77)
            var (count, computed) = (0, 0)
            while count < 5 {
                guard let statistic = try? generator.joint(kind),
                    let plan = try? Plan(.joint(statistic), study: random.study)
                else { continue }
                count += 1
                switch (try released(plan, random), expected(plan, random)) {
                case (.success(let own), .success(let twin)):
                    computed += 1
                    #expect(own == twin, "\(plan.canonicalText)")
                case (.failure(let own), .failure(let twin)):
                    #expect(own.code == twin.code, "\(plan.canonicalText)")
                case (let own, let twin): Issue.record("\(own) is not \(twin): \(plan.canonicalText)")
                }
            }
            #expect(computed > 0 || kind == .orderStatistics)
        }
    }

    // MARK: Likelihoods, which are rounded

    private func expectClose(_ text: String, _ random: RandomStudy, sourceLocation: SourceLocation) throws {
        let written = text.replacing("@", with: "load(\"S\", \"t\")").replacing("#", with: "load(\"S\", \"u\")")
        let plan = try Plan.parse(written, study: random.study)
        guard case .released(let own, let numbers, _) = try released(plan, random).get(),
            case .released(let twin, let twinNumbers, _) = try expected(plan, random).get()
        else {
            Issue.record("nothing was released: \(text)", sourceLocation: sourceLocation)
            return
        }
        #expect(numbers == twinNumbers, "\(text)", sourceLocation: sourceLocation)
        #expect(own.count == twin.count, "\(text)", sourceLocation: sourceLocation)
        let largest = (own + twin).map { abs(Double($0)) }.max() ?? 0
        let error = max(4096, 4e-6 * largest)
        for (value, other) in zip(own, twin) {
            #expect(abs(Double(value) - Double(other)) <= error, "\(text)", sourceLocation: sourceLocation)
        }
    }

    @Test(
        "Steps of Cox models: the step, the hazards, and the sums by public weights",
        arguments: [SecurityMode.passive, .active])
    func cox(mode: SecurityMode) throws {
        let random = try RandomStudy(seed: 5, rows: (14, 8), mode: mode)
        let table = "subset(@, !is.na(x) & y < 12)"
        for tail in [
            "beta = c(0.25), center = c(3), ties = \"efron\", data = @)",
            "beta = c(-0.1), center = c(0), ties = \"breslow\", data = \(table))",
            "beta = c(0), center = c(6), ties = \"efron\", also = \"hazard\", data = @)",
            "beta = c(0.125), center = c(6), ties = \"breslow\", also = \"hazard\", data = @)",
        ] {
            try expectClose("cox.step(time, status, y, \(tail)", random, sourceLocation: #_sourceLocation)
        }
        try expectClose(
            "cox.step(time, status, x, y > 5, by = list(g), beta = c(0.1, -0.5), center = c(1.5, 0), ties = \"efron\", "
                + "data = rbind(\"A\" = @, \"B\" = #))", random, sourceLocation: #_sourceLocation)
        try expectClose(
            "cox.step(c(@$time, #$time), c(@$status, #$status), c(@$y, #$y), beta = c(0.1), center = c(5), ties = \"efron\")",
            random, sourceLocation: #_sourceLocation)
    }

    @Test("Comparisons of survival between groups", arguments: [SecurityMode.passive, .active])
    func logRank(mode: SecurityMode) throws {
        let random = try RandomStudy(seed: 9, rows: (14, 8), mode: mode)
        for tail in [
            "by = list(g), data = @)", "by = list(f, g), strata = 1, data = @)", "by = list(f, y > 5), data = @)",
            "by = list(g), weights = \"gehan\", data = @)", "by = list(g), weights = \"tarone\", data = @)",
            "by = list(g), rho = 1.5, data = rbind(\"A\" = @, \"B\" = #))",
            "by = list(f), data = subset(@, y > 100))",
        ] {
            try expectClose("logrank(time, status, \(tail)", random, sourceLocation: #_sourceLocation)
        }
    }

    @Test("Under the policy default curves and comparisons come out of the shares as in the clear")
    func underThePolicyDefault() throws {
        let random = try RandomStudy(seed: 10, rows: (60, 40), mode: .active, policy: .standard)
        for text in [
            "merged.lifetimes(time, status, data = @)", "merged.lifetimes(time, status, by = list(g), data = #)",
            "logrank(time, status, by = list(g), data = @)",
        ] {
            let plan = try Plan.parse(
                text.replacing("@", with: "load(\"S\", \"t\")").replacing("#", with: "load(\"S\", \"u\")"),
                study: random.study)
            let released = try runThreeParties(mode: .active) { session in
                try Engine(study: random.study, tables: random.tables(of: session.role), session: session).run(plan)
            }
            let numbers = try Parts { released[$0].values }.reconstructed()
            guard case .released(let twin, _, _) = try expected(plan, random).get() else {
                Issue.record("no twin")
                continue
            }
            // Behind the values stands a 0 for each rule that holds.
            #expect(numbers.dropFirst(twin.count).allSatisfy { $0 == 0 })
            #expect(numbers.count == twin.count + released[.first].rules.count)
            for (own, wanted) in zip(numbers, twin) {
                #expect(abs(Double(own) - Double(wanted)) <= 1e-12 * abs(Double(wanted)), "\(text)")
            }
        }
        for text in [
            "lifetimes(time, status, data = @)",
            "cox.step(time, status, y, beta = c(0), center = c(6), ties = \"efron\", also = \"hazard\", data = @)",
        ] {
            let plan = try Plan.parse(text.replacing("@", with: "load(\"S\", \"t\")"), study: random.study)
            for result in [try self.released(plan, random), expected(plan, random)] {
                guard case .failure(let problem) = result else {
                    Issue.record("\(text) was computed")
                    continue
                }
                #expect(problem.code == "exact-curve")
            }
        }
    }

    @Test("The sums of the test of proportional hazards take one weight an event time")
    func proportionality() throws {
        let random = try RandomStudy(seed: 6, rows: (12, 0))
        let steps = "beta = c(0.25), center = c(6), ties = \"efron\", also ="
        let hazards = try Plan.parse(
            "cox.step(time, status, y, \(steps) \"hazard\", data = load(\"S\", \"t\"))", study: random.study)
        guard case .released(let values, _, _) = try released(hazards, random).get() else {
            Issue.record("no hazards")
            return
        }
        let weights = values.indices.map { "\($0 + 1)" }.joined(separator: ", ")
        try expectClose(
            "cox.step(time, status, y, \(steps) \"weights\", weights = c(\(weights)), data = @)", random,
            sourceLocation: #_sourceLocation)
        // Or the nodes make them of the order of events.
        try expectClose(
            "cox.step(time, status, y, \(steps) \"weights\", weights = \"km\", data = @)", random,
            sourceLocation: #_sourceLocation)
        let few = try Plan.parse(
            "cox.step(time, status, y, \(steps) \"weights\", weights = c(1), data = load(\"S\", \"t\"))",
            study: random.study)
        guard case .failure(let problem) = try released(few, random) else {
            Issue.record("too few weights were taken")
            return
        }
        #expect(problem.code == "cannot-fit")
    }

    @Test(
        "Steps of generalized linear models, and the sums of their response",
        arguments: [SecurityMode.passive, .active])
    func generalizedLinear(mode: SecurityMode) throws {
        let random = try RandomStudy(seed: 7, rows: (13, 6), mode: mode)
        for (response, family) in [
            ("status", "family = \"binomial\", link = \"logit\""), ("y", "family = \"poisson\", link = \"log\""),
            ("y", "family = \"quasipoisson\", link = \"log\""), ("dose", "family = \"Gamma\", link = \"log\""),
        ] {
            for text in [
                "glm.step(\(response), x, beta = c(0.25, -0.1), center = c(1), \(family), data = @)",
                "glm.step(\(response), beta = c(0.5), \(family), data = subset(@, f == \"a\"))",
                "glm.step(\(response), x, y > 3, beta = c(0, 0, 0), center = c(0, 0), \(family), data = rbind(\"A\" = @, \"B\" = #))",
                "glm.step(\(response), x, g == \"m\", beta = c(0.1, 0.25), center = c(0), \(family), offset = 1, data = @)",
                "glm.step(\(response), x, beta = c(0, 0), center = c(0), also = \"response\", \(family), data = @)",
            ] {
                try expectClose(text, random, sourceLocation: #_sourceLocation)
            }
        }
    }

    @Test("What cannot be computed has the same code on both sides")
    func refused() throws {
        let random = try RandomStudy(seed: 8)
        for (text, code) in [
            ("order.statistics(y, ranks = c(1, 10), data = @)", "bad-rank"),
            ("cox.step(time, status, y, beta = c(9000000), center = c(0), ties = \"efron\", data = @)", "cannot-fit"),
            ("glm.step(x, beta = c(0), family = \"poisson\", link = \"log\", data = @)", "negative-response"),
            ("glm.step(y, beta = c(0), family = \"poisson\", link = \"sqrt\", data = @)", "bad-plan"),
            ("glm.step(y, beta = c(0), family = \"binomial\", link = \"logit\", data = @)", "cannot-fit"),
            ("glm.step(y, beta = c(40), family = \"poisson\", link = \"log\", data = @)", "cannot-fit"),
        ] {
            let plan = try Plan.parse(text.replacing("@", with: "load(\"S\", \"t\")"), study: random.study)
            for result in [try released(plan, random), expected(plan, random)] {
                guard case .failure(let problem) = result else {
                    Issue.record("\(text) was computed: \(result)")
                    continue
                }
                #expect(problem.code == code, "\(text)")
            }
        }
    }
}
