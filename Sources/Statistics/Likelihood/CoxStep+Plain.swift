import Foundation
public import Inference

extension CoxStep {
    /// The rows of a Cox model in the clear.
    public struct PlainRows: Sendable {
        /// The follow-up times.
        public var times: [Int]
        /// Whether the follow-up ended with the event.
        public var events: [Bool]
        /// The stratum of each row that counts.
        public var strata: [Int?]
        /// For each covariate one number a row.
        public var covariates: [[Double]]

        /// Takes columns of equal length.
        public init(times: [Int], events: [Bool], strata: [Int?], covariates: [[Double]]) {
            self.times = times
            self.events = events
            self.strata = strata
            self.covariates = covariates
        }
    }

    /// What one distinct event time adds.
    struct PlainTime {
        var stratum: Int
        var time: Int
        var logLikelihood: Double
        var score: [Double]
        var information: [[Double]]
        var hazard: Double
    }

    /// The cleartext twin.
    public static func plain(_ rows: PlainRows, at coefficients: [Double], ties: CoxTies) -> LikelihoodStep {
        let p = coefficients.count
        var step = LikelihoodStep(
            logLikelihood: 0, score: Array(repeating: 0, count: p),
            information: Array(repeating: Array(repeating: 0, count: p), count: p))
        for time in plainTimes(rows, at: coefficients, ties: ties) {
            step.logLikelihood += time.logLikelihood
            for k in 0..<p {
                step.score[k] += time.score[k]
                for l in 0..<p { step.information[k][l] += time.information[k][l] }
            }
        }
        return step
    }

    /// The parts of the twin by distinct event time, stratum by stratum, ascending.
    static func plainTimes(_ rows: PlainRows, at coefficients: [Double], ties: CoxTies) -> [PlainTime] {
        Set(rows.strata.compactMap(\.self)).sorted().flatMap { stratum in
            let inside = rows.times.indices.filter { rows.strata[$0] == stratum }
            return Set(inside.filter { rows.events[$0] }.map { rows.times[$0] }).sorted().map { time in
                let atRisk = inside.filter { rows.times[$0] >= time }
                let tied = atRisk.filter { rows.times[$0] == time && rows.events[$0] }
                return plainTime(rows, coefficients, stratum, time, atRisk, tied, ties)
            }
        }
    }

    private static func plainTime(
        _ rows: PlainRows, _ coefficients: [Double], _ stratum: Int, _ time: Int, _ atRisk: [Int], _ tied: [Int],
        _ ties: CoxTies
    ) -> PlainTime {
        let p = coefficients.count
        func eta(_ i: Int) -> Double { (0..<p).reduce(0) { $0 + coefficients[$1] * rows.covariates[$1][i] } }
        func x(_ k: Int, _ i: Int) -> Double { rows.covariates[k][i] }
        var sum = PlainTime(
            stratum: stratum, time: time, logLikelihood: tied.reduce(0) { $0 + eta($1) },
            score: (0..<p).map { k in tied.reduce(0) { $0 + x(k, $1) } },
            information: Array(repeating: Array(repeating: 0, count: p), count: p), hazard: 0)
        for l in tied.indices {
            let part = ties == .efron ? Double(l) / Double(tied.count) : 0
            func total(_ f: (Int) -> Double) -> Double {
                atRisk.reduce(0) { $0 + exp(eta($1)) * f($1) } - part * tied.reduce(0) { $0 + exp(eta($1)) * f($1) }
            }
            let s0 = total { _ in 1 }
            let means = (0..<p).map { k in total { x(k, $0) } / s0 }
            sum.logLikelihood -= log(s0)
            sum.hazard += 1 / s0
            for k in 0..<p {
                sum.score[k] -= means[k]
                for m in 0..<p { sum.information[k][m] += total { x(k, $0) * x(m, $0) } / s0 - means[k] * means[m] }
            }
        }
        return sum
    }
}
