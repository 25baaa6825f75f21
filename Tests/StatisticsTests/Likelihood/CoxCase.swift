import Fields
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Rows of a Cox model in the clear and in shares.
struct CoxCase {
    var times: [UInt64]
    var events: [Bool]
    var strata: [Int?]
    var strataCount: Int
    /// Integers, already about their centre.
    var covariates: [[Int]]
    var bounds: [Int64]

    init(
        times: [UInt64], events: [Bool], strata: [Int?]? = nil, strataCount: Int = 1, covariates: [[Int]],
        bounds: [Int64]? = nil
    ) {
        self.times = times
        self.events = events
        self.strata = strata ?? times.map { _ in 0 }
        self.strataCount = strataCount
        self.covariates = covariates
        self.bounds = bounds ?? covariates.map { Int64($0.map(abs).max() ?? 0) }
    }

    /// Random rows with ties, several strata, and some rows that do not count.
    static func random(_ count: Int, strata: Int, bounds: [Int64], times: Int, seed: UInt64) -> CoxCase {
        var dealer = Dealer(seed: seed)
        return CoxCase(
            times: dealer.random(count, in: 0...times).map(UInt64.init), events: dealer.randomBits(count),
            strata: dealer.random(count, in: 0...4 * strata).map { $0 == 0 ? nil : $0 % strata }, strataCount: strata,
            covariates: bounds.map { dealer.random(count, in: Int(-$0)...Int($0)) }, bounds: bounds)
    }

    var plain: CoxStep.PlainRows {
        CoxStep.PlainRows(
            times: times.map { Int($0) }, events: events, strata: strata,
            covariates: covariates.map { $0.map(Double.init) })
    }

    func shared(seed: UInt64 = 5) -> Parts<CoxRows> {
        var dealer = Dealer(seed: seed)
        let width = max(1, UInt64.bitWidth - (times.max() ?? 0).leadingZeroBitCount)
        let (times, events) = (dealer.planes(times, width: width), dealer.numbers(events.map { $0 ? 1 : 0 }))
        let cells = (0..<strataCount).map { stratum in dealer.numbers(strata.map { $0 == stratum ? 1 : 0 }) }
        let columns = covariates.map { dealer.numbers($0) }
        return Parts { role in
            CoxRows(
                times: times[role], events: events[role], strata: cells.map { $0[role] },
                covariates: zip(columns, bounds).map { Covariate(values: $0[role], bound: $1) })
        }
    }

    /// What a program on the sorted rows opens.
    func values(
        mode: SecurityMode = .passive,
        _ program: @escaping @Sendable (Session, SortedCoxRows) throws -> Candidate
    ) throws -> [Int64] {
        let rows = shared()
        let candidates = try runThreeParties(mode: mode) { session in
            let sorted = try rows[session.role].sorted(in: session["sort"]) { candidate in
                try session["open"].reveal(candidate.values).map(\.signedValue)
            }
            let candidate = try program(session, sorted)
            try session["verify"].verify()
            return candidate
        }
        return try Parts { candidates[$0].values }.reconstructed().map { Int64($0) }
    }

    /// One step in shares.
    func step(
        at coefficients: [ExactRational], ties: CoxTies, mode: SecurityMode = .passive
    ) throws -> LikelihoodStep {
        let values = try values(mode: mode) { session, rows in
            try CoxStep.candidate(of: rows, at: coefficients, ties: ties, in: session["step"])
        }
        return try #require(CoxScales(bounds: bounds, coefficients: coefficients)?.step(values))
    }

    /// Newton's iteration from 0 to convergence.
    func fit(ties: CoxTies) throws -> (coefficients: [Double], last: LikelihoodStep) {
        try NewtonFit.run(from: covariates.map { _ in 0 }) { try step(at: $0, ties: ties) }
    }
}
