/// How to read what is disclosed of the response of a generalized linear model as whole numbers.
public struct ResponseScales: Sendable, Equatable {
    /// The family.
    public let family: LikelihoodFamily
    /// d, where the response is 10^-d times its integers.
    public let decimals: Int
    /// The fractional bits of logarithms, which are to the base 2.
    public let logarithmBits: Int

    /// - Parameters:
    ///   - family: the family.
    ///   - rows: the number of rows of the table, whether they count or not.
    ///   - bound: the largest value that the integers of the response may have.
    ///   - decimals: see ``decimals``.
    public init(family: LikelihoodFamily, rows: Int, bound: Int64, decimals: Int = 0) {
        self.family = family
        self.decimals = decimals
        // y log2 y and log2 y! are below 2^(2 bits).
        let bits = LinearPredictorScale.bits(of: bound)
        let largest = family == .poisson ? bits + LinearPredictorScale.bits(of: Int64(bits) + 1) : 6
        logarithmBits = min(28, 58 - largest - LinearPredictorScale.bits(of: Int64(rows) + 1))
    }

    /// Reads the number of rows that count, the sum of the integers, and the two sums of logarithms.
    ///
    /// - Returns: nil where the number of values is another one.
    public func sums(_ values: [Int64]) -> ResponseSums? {
        guard values.count == 4 else { return nil }
        var unit = 1.0
        for _ in 0..<decimals { unit *= 10 }
        let logarithms = values[2...].map { CoxScales.unscaled($0, logarithmBits) * CoxScales.logarithmOf2 }
        let moved =
            family.isGamma
            ? Double(values[0]) * Double(decimals) * GeneralizedLinearScales.powersOfTen * CoxScales.logarithmOf2 : 0
        return ResponseSums(
            count: Int(values[0]), sum: Double(values[1]) / unit, logarithms: logarithms[0] - moved,
            factorials: logarithms[1])
    }
}
