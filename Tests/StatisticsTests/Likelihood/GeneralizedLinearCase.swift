import Fields
import Foundation
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// What a step is made of in the computation; `Inference` calls what is read from it by the same name.
typealias GeneralizedLinearStep = Statistics.GeneralizedLinearStep

/// Rows of a generalized linear model in the clear and in shares.
struct GeneralizedLinearCase {
    var family: LikelihoodFamily
    var response: [Int]
    var responseBound: Int64
    var responseDecimals = 0
    var mask: [Bool]?
    var covariates: [[Int]]
    var bounds: [Int64]
    /// Integers of an offset, their bound, and their unit.
    var offset: (values: [Int], bound: Int64, unit: ExactRational)?

    var plain: Statistics.GeneralizedLinearStep.PlainRows {
        let rows = response.indices.filter { mask?[$0] ?? true }
        let unit = pow(10, -Double(responseDecimals))
        return Statistics.GeneralizedLinearStep.PlainRows(
            response: rows.map { Double(response[$0]) * unit },
            covariates: covariates.map { column in rows.map { Double(column[$0]) } },
            offset: offset.map { offset in rows.map { Double(offset.values[$0]) * offset.unit.double } })
    }

    private func shared() -> Parts<GeneralizedLinearRows> {
        var dealer = Dealer(seed: 12)
        let y = dealer.numbers(response)
        let chosen = mask.map { mask in dealer.numbers(mask.map { $0 ? 1 : 0 }) }
        let columns = covariates.map { dealer.numbers($0) }
        let added = offset.map { dealer.numbers($0.values) }
        return Parts { role in
            var rows = GeneralizedLinearRows(
                response: Covariate(values: y[role], bound: responseBound), responseDecimals: responseDecimals,
                mask: chosen?[role],
                covariates: zip(columns, bounds).map { Covariate(values: $0[role], bound: $1) })
            if let added, let offset {
                rows.offset = (Covariate(values: added[role], bound: offset.bound), offset.unit)
            }
            return rows
        }
    }

    /// One step in shares, with the cost at a party.
    func step(
        at coefficients: [ExactRational], mode: SecurityMode = .passive
    ) throws -> (sums: GeneralizedLinearSums, metrics: Metrics) {
        let (rows, family) = (shared(), family)
        let outcome = try runThreeParties(mode: mode) { session in
            let candidate = try Statistics.GeneralizedLinearStep.candidate(
                of: rows[session.role], family: family, at: coefficients, in: session["step"])
            let metrics = session.metrics
            try session["verify"].verify()
            return (candidate.values, metrics)
        }
        let values = try Parts { outcome[$0].0 }.reconstructed().map { Int64($0) }
        let scales = try rows[.first].scales(family, at: coefficients)
        return (try #require(scales.step(values)), outcome[.first].1)
    }

    /// The sums over the response.
    func responseSums(mode: SecurityMode = .passive) throws -> ResponseSums {
        let (rows, family) = (shared(), family)
        let candidates = try runThreeParties(mode: mode) { session in
            try ResponseStatistics.candidate(of: rows[session.role], family: family, in: session)
        }
        let values = try Parts { candidates[$0].values }.reconstructed().map { Int64($0) }
        let scales = ResponseScales(
            family: family, rows: response.count, bound: responseBound, decimals: responseDecimals)
        return try #require(scales.sums(values))
    }

    /// Iteratively reweighted least squares.
    func fit(from start: [Double]) throws -> (coefficients: [Double], last: GeneralizedLinearSums) {
        var last: GeneralizedLinearSums?
        let fit = try NewtonFit.run(from: start, steps: 25) { coefficients in
            let sums = try step(at: coefficients).sums
            last = sums
            return LikelihoodStep(logLikelihood: 0, score: sums.score, information: sums.information)
        }
        return (fit.coefficients, try #require(last))
    }
}
