import Fields
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Hops and bytes of steps on 40 rows.
@Suite struct LikelihoodCostTests {
    private static func cost(
        _ rows: CoxCase, _ program: @escaping @Sendable (Session, SortedCoxRows) throws -> Candidate
    ) throws -> [Int] {
        let shared = rows.shared()
        let costs = try runThreeParties { session in
            let sorted = try shared[session.role].sorted(in: session["sort"]) { candidate in
                try session["open"].reveal(candidate.values).map(\.signedValue)
            }
            let before = session.metrics
            _ = try program(session, sorted)
            let after = session.metrics
            return [before.hops, after.hops - before.hops, after.bytesSent - before.bytesSent]
        }
        return costs[.second]
    }

    @Test func cox() throws {
        let rows = CoxCase.random(40, strata: 1, bounds: [3], times: 100, seed: 2)
        let slope = try [#require(CoxStepTests.decimal("0.5"))]
        let step = try Self.cost(rows) { session, rows in
            try CoxStep.candidate(of: rows, at: slope, ties: .efron, in: session["step"])
        }
        #expect(step == [18, 225, 84_032])
        let null = try Self.cost(rows) { session, rows in
            try CoxStep.candidate(of: rows, at: [ExactRational(0)], ties: .efron, in: session["step"])
        }
        #expect(null == [18, 141, 52_776])
        let hazards = try Self.cost(rows) { session, rows in
            try CoxHazards.candidate(of: rows, at: slope, ties: .breslow, in: session["step"])
        }
        #expect(hazards == [18, 183, 68_336])
        let proportionality = try Self.cost(rows) { session, rows in
            try CoxProportionality.candidate(
                of: rows, at: slope, weights: rows.pattern.eventTimes.map { ExactRational($0.first) }, ties: .efron,
                in: session["step"])
        }
        #expect(proportionality == [18, 254, 85_576])
    }
}

extension LikelihoodCostTests {
    /// A step on 40 rows with two covariates, and what the response alone takes.
    @Test(arguments: [
        (LikelihoodFamily.binomial, [236, 134_392]), (.poisson, [108, 56_712]), (.gammaLog, [135, 67_120]),
    ]) func generalizedLinear(family: LikelihoodFamily, cost: [Int]) throws {
        var dealer = Dealer(seed: 3)
        let rows = GeneralizedLinearCase(
            family: family, response: dealer.random(40, in: 0...1), responseBound: family == .binomial ? 1 : 50,
            covariates: [dealer.random(40, in: 0...1), dealer.random(40, in: -50...50)], bounds: [1, 50])
        let metrics = try rows.step(at: ["0.5", "1", "0.03"].compactMap(CoxStepTests.decimal)).metrics
        #expect([metrics.hops, metrics.bytesSent] == cost)
    }
}
