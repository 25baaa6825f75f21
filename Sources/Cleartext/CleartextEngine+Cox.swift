import Inference
import Language
import Statistics
import Study
import Wire

extension CleartextEngine {
    /// A step of a Cox model, its hazards, or the sums of the test of proportional hazards, as fixed-point integers.
    func coxStep(_ rows: CompleteRows) throws(Problem) -> Released {
        let statistic = rows.statistic
        let model = try FixedPointModel(rows, from: 2)
        guard let scales = CoxScales(bounds: model.bounds, coefficients: model.coefficients) else {
            throw Self.cannotFit
        }
        let plain = CoxStep.PlainRows(
            times: rows.vectors[0].map { Int($0) }, events: rows.isEvent(1), strata: rows.cells,
            covariates: model.covariates)
        let ties: CoxTies = statistic.text(.ties) == "breslow" ? .breslow : .efron
        let beta = model.coefficients.map(\.double)
        let units = scales.predictor.covariateBits.map { Double(1 << $0) }
        let bits = CoxScales.fractionBits
        let values: [Double]
        var places = bits
        switch statistic.text(.also) {
        case "hazard":
            if !policy.exactCurves { throw DisclosureRule.exactCurve.refusal(under: policy) }
            values = CoxHazards.plain(plain, at: beta, ties: ties)
            places = CoxScales.hazardBits(center: scales.predictor.center)
        case "weights" where statistic.text(.weights) == "km":
            let weights = Self.survivalWeights(plain)
            let sums = CoxProportionality.plain(plain, at: beta, weights: weights, ties: ties)
            values =
                zip(sums.score, units).map { $0 / $1 } + sums.information.triangle(units) + sums.squares.triangle(units)
        case "weights":
            let weights = (statistic.numbers(.weights) ?? []).compactMap {
                ExactRational($0.significand, decimals: $0.decimals)
            }
            guard weights.count == CoxHazards.plain(plain, at: beta, ties: ties).count else { throw Self.cannotFit }
            let unit = CoxScales.unitWeights(weights).unit
            let sums = CoxProportionality.plain(plain, at: beta, weights: weights.map(\.double), ties: ties)
            values =
                zip(sums.score, units).map { $0 / $1 / unit } + sums.information.triangle(units).map { $0 / unit }
                + sums.squares.triangle(units).map { $0 / unit / unit }
        default:
            let step = CoxStep.plain(plain, at: beta, ties: ties)
            values =
                [step.logLikelihood / 2.0.logarithm] + zip(step.score, units).map { $0 / $1 }
                + step.information.triangle(units)
        }
        let sizes = (0..<rows.cellCount).map { cell in Int64(rows.cells.count { $0 == cell }) }
        return (
            try FixedPointModel.fixed(values, bits: places), sizes + [Int64(rows.isEvent(1).count { $0 })]
        )
    }

    /// 1 - S(t-) at each event time less its mean over the events, of rows in one stratum.
    private static func survivalWeights(_ rows: CoxStep.PlainRows) -> [Double] {
        let died = zip(rows.times, rows.events).filter(\.1).map(\.0).sorted()
        var survival: [Int: Double] = [:]
        var last = 1.0
        for time in Set(died).sorted() {
            survival[time] = last
            let (n, d) = (rows.times.count { $0 >= time }, died.count { $0 == time })
            last *= Double(n - d) / Double(n)
        }
        let mean = died.reduce(0) { $0 + 1 - (survival[$1] ?? 1) } / Double(max(1, died.count))
        return Set(died).sorted().map { 1 - (survival[$0] ?? 1) - mean }
    }

    /// Pairs of rows that a linear predictor orders rightly.
    func coxConcordance(_ rows: CompleteRows) throws(Problem) -> [Int] {
        let beta = rows.statistic.numbers(.beta) ?? []
        let scale = zip(beta, rows.bounds.dropFirst(2)).map { $0.decimals + $1.decimals }.max() ?? 0
        var score = [Int128](repeating: 0, count: rows.count)
        for (k, number) in beta.enumerated() {
            let coefficient = Self.shift(number.significand, scale - number.decimals - rows.bounds[2 + k].decimals)
            score = zip(score, rows.vectors[2 + k]).map { $0 + coefficient * $1 }
        }
        // Only the order counts.
        let places = Dictionary(zip(Set(score).sorted(), UInt64(0)...)) { first, _ in first }
        return SurvivalConcordance.plain(
            time: rows.units(0), events: rows.isEvent(1), score: score.map { places[$0] ?? 0 }, strata: rows.cells)
    }

    static var cannotFit: Problem { Problem("cannot-fit", "the model cannot be computed at these coefficients") }
}
