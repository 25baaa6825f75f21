import Foundation
import Inference
import Language
import Statistics
import Wire

extension CleartextEngine {
    /// A step of a generalized linear model, or the sums of its response, as fixed-point integers.
    func generalizedLinearStep(_ rows: CompleteRows) throws(Problem) -> Released {
        let statistic = rows.statistic
        guard let family = LikelihoodFamily(family: statistic.text(.family), link: statistic.text(.link)),
            let limits = rows.bounds[0].limits
        else { throw Problem("bad-plan", "there is no such family with this link") }
        guard limits.lowerBound >= 0 else { throw Problem("negative-response", "the response could be negative") }
        let (bound, decimals) = (limits.upperBound, rows.bounds[0].decimals)
        let response = rows.vectors[0].map { Double($0) / Double(rows.bounds[0].unit) }
        if statistic.text(.also) == "response" {
            let scales = ResponseScales(family: family, rows: rows.physical, bound: bound, decimals: decimals)
            let sums = ResponseStatistics.plain(response, family: family)
            let moved = family == .gammaLog ? Double(rows.count * decimals) * log(10) : 0
            let logarithms = [sums.logarithms + moved, sums.factorials].map { $0 / log(2) }
            let values = try FixedPointModel.fixed(logarithms, bits: scales.logarithmBits)
            let total = rows.vectors[0].reduce(0, +)
            return ([Int64(rows.count), Int64(total)] + values, [Int64(rows.physical)])
        }
        let hasOffset = statistic.whole(.offset) == 1
        let model = try FixedPointModel(rows, from: hasOffset ? 2 : 1)
        let offset = hasOffset ? try self.offset(rows) : nil
        guard let intercept = model.intercept,
            let scales = GeneralizedLinearScales(
                family: family, rows: rows.physical, responseBound: max(1, bound), responseDecimals: decimals,
                bounds: model.bounds, intercept: intercept, coefficients: model.coefficients, offset: offset),
            scales.hasRoom
        else { throw Self.cannotFit }
        let added = offset.map { offset in rows.vectors[1].map { Double($0) * offset.unit.double } }
        let sums = GeneralizedLinearStep.plain(
            GeneralizedLinearStep.PlainRows(response: response, covariates: model.covariates, offset: added),
            family: family, at: ([intercept] + model.coefficients).map(\.double))
        return (
            [Int64(rows.count)] + (try Self.fixed(sums, scales, rows.count)), [Int64(rows.physical)]
        )
    }

    private func offset(_ rows: CompleteRows) throws(Problem) -> (bound: Int64, unit: ExactRational) {
        let bounds = rows.bounds[1]
        guard let limits = bounds.limits, let bound = CovariateBound.about(0, limits),
            let unit = ExactRational(1, decimals: bounds.decimals)
        else { throw Problem("bad-plan", "the offset does not fit") }
        return (bound, unit)
    }

    /// The kernel, the score, the upper triangle of the information and Pearson's statistic at their scales.
    private static func fixed(
        _ sums: GeneralizedLinearSums, _ scales: GeneralizedLinearScales, _ count: Int
    ) throws(Problem) -> [Int64] {
        let units = [1.0] + scales.predictor.covariateBits.prefix(scales.covariates).map { Double(1 << $0) }
        let moved = scales.family == .gammaLog ? Double(count * scales.responseDecimals) * log2(10) : 0
        return try FixedPointModel.fixed([sums.kernel - moved], bits: scales.predictorBits)
            + FixedPointModel.fixed(zip(sums.score, units).map { $0 / $1 }, bits: scales.scoreBits)
            + FixedPointModel.fixed(sums.information.triangle(units), bits: scales.informationBits)
            + FixedPointModel.fixed([sums.pearson], bits: scales.pearsonBits)
    }
}
