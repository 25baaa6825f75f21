import Foundation
import Inference
import Language
import Wire

/// The covariates of a step as the nodes take them: integers about public centres, with coefficients per unit of these.
struct FixedPointModel {
    /// For each covariate its bound.
    let bounds: [Int64]
    /// For each covariate one integer a row.
    let covariates: [[Double]]
    /// One coefficient a covariate.
    let coefficients: [ExactRational]
    /// The coefficient in front of those of the covariates, where there is one.
    let intercept: ExactRational?

    /// The covariates behind the first vectors of a statistic.
    init(_ rows: CompleteRows, from first: Int) throws(Problem) {
        let beta = rows.statistic.numbers(.beta) ?? []
        let center = rows.statistic.numbers(.center) ?? []
        let hasIntercept = beta.count > center.count
        var (bounds, columns, coefficients): ([Int64], [[Double]], [ExactRational]) = ([], [], [])
        for (k, type) in rows.bounds.dropFirst(first).enumerated() {
            guard k < center.count, let middle = center[k].scaled(toDecimals: type.decimals), let limits = type.limits,
                let centre = Int64(exactly: middle), let bound = CovariateBound.about(centre, limits),
                let number = beta.dropFirst(hasIntercept ? 1 : 0).dropFirst(k).first,
                let coefficient = ExactRational(number.significand, decimals: number.decimals + type.decimals)
            else { throw Problem("bad-plan", "a centre does not fit the scale of its covariate") }
            bounds.append(bound)
            columns.append(rows.vectors[first + k].map { Double($0 - middle) })
            coefficients.append(coefficient)
        }
        (self.bounds, covariates, self.coefficients) = (bounds, columns, coefficients)
        intercept =
            hasIntercept ? beta.first.flatMap { ExactRational($0.significand, decimals: $0.decimals) } : nil
    }

    /// Numbers as integers over 2^bits.
    static func fixed(_ values: [Double], bits: Int) throws(Problem) -> [Int64] {
        var result: [Int64] = []
        for value in values {
            let scaled = (value * Double(sign: .plus, exponent: bits, significand: 1)).rounded()
            guard abs(scaled) < 0x1p60 else { throw CleartextEngine.cannotFit }
            result.append(Int64(scaled))
        }
        return result
    }
}

extension Double {
    /// The natural logarithm.
    var logarithm: Double { log(self) }
}

extension [[Double]] {
    /// The upper triangle of a symmetric matrix row by row, each element over both units.
    func triangle(_ units: [Double]) -> [Double] {
        indices.flatMap { k in (k..<count).map { self[k][$0] / units[k] / units[$0] } }
    }
}
