public import Fields
import Inference
import MPC
public import SecretSharing

/// A column of a model: integers at a public scale, about a public centre.
public struct Covariate: Sendable {
    /// One number a row, |x| <= bound.
    public var values: Shared<Mersenne61>
    /// The largest absolute value that a row may have, 0 ... 2^40.
    public var bound: Int64

    /// Takes a column and its bound.
    public init(values: Shared<Mersenne61>, bound: Int64) {
        self.values = values
        self.bound = bound
    }

    /// The smallest e with |x| <= 2^e, which is public.
    var bits: Int { LinearPredictorScale.bits(of: bound) }

    /// ceil(log2 n), 0 for n = 0.
    static func bits(of n: Int64) -> Int { LinearPredictorScale.bits(of: n) }

    /// The widest bound, 2^40.
    static var widest: Int64 { 1 << 40 }
}

/// The columns of a model, each divided by the power of 2 that bounds it, with 28 fractional bits: |x| <= 1.
struct UnitCovariates {
    /// One column a covariate.
    var columns: [Shared<Mersenne61>]
    /// For each column e, where the covariate is 2^e times the column.
    var bits: [Int]

    /// The fractional bits of a column.
    static var fractionBits: Int { 28 }

    /// Columns of more than 28 bits are rounded; the others are exact.
    ///
    /// - Communication: one rounding of each column that is wider than 28 bits, all in 11 hops; else none.
    init(_ covariates: [Covariate], in session: Session) throws {
        for (k, covariate) in covariates.enumerated() {
            guard (0...Covariate.widest).contains(covariate.bound) else {
                throw LikelihoodProblem.boundOutOfRange(covariate: k)
            }
        }
        bits = covariates.map(\.bits)
        let f = Self.fractionBits
        columns = zip(covariates, bits).map { covariate, e in
            e <= f ? covariate.values.scaled(by: Mersenne61(1 << UInt64(f - e))) : covariate.values
        }
        // All wide columns are brought to the widest bound, so that one rounding serves.
        let wide = bits.indices.filter { bits[$0] > f }
        guard !wide.isEmpty, let count = columns.first?.count else { return }
        let widest = Covariate.bits(of: Covariate.widest)
        let raised = wide.map { columns[$0].scaled(by: Mersenne61(1 << UInt64(widest - bits[$0]))) }
        let rounded = try session["round"].rounded(.concatenating(raised), by: widest - f)
        for (k, column) in zip(wide, rounded.split(wide.map { _ in count })) { columns[k] = column }
    }
}
