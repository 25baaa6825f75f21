/// How to read what a step of a Cox model discloses as whole numbers.
public struct CoxScales: Sendable, Equatable {
    /// What is public about the linear predictor.
    public let predictor: LinearPredictorScale

    /// The fractional bits of all parts but the hazards.
    public static var fractionBits: Int { 28 }
    /// ln 2.
    static var logarithmOf2: Double { 0.693_147_180_559_945_3 }

    /// - Parameters:
    ///   - bounds: for each covariate the bound of its absolute value, 0 ... 2^40.
    ///   - coefficients: one a covariate, per unit of its integers.
    /// - Returns: nil where eta could exceed 20 on either side by the bounds.
    public init?(bounds: [Int64], coefficients: [ExactRational]) {
        guard let predictor = LinearPredictorScale(bounds: bounds, coefficients: coefficients) else { return nil }
        self.predictor = predictor
    }

    /// The log partial likelihood, the score and the information per unit of the covariates' integers.
    ///
    /// - Parameter values: the log likelihood in powers of 2, the score, and the upper triangle of the information row
    ///   by row.
    /// - Returns: nil where the number of values is another one.
    public func step(_ values: [Int64]) -> LikelihoodStep? {
        let p = predictor.covariateBits.count
        guard values.count == 1 + p + p * (p + 1) / 2 else { return nil }
        let numbers = values.map { Self.unscaled($0, Self.fractionBits) }
        return LikelihoodStep(
            logLikelihood: numbers[0] * Self.logarithmOf2,
            score: zip(numbers[1..<1 + p], predictor.covariateBits).map { $0 * Double(1 << $1) },
            information: matrix(numbers[(1 + p)...]))
    }

    /// A symmetric matrix per unit of the covariates' integers.
    func matrix(_ triangle: ArraySlice<Double>) -> [[Double]] {
        let bits = predictor.covariateBits
        var matrix = bits.map { _ in bits.map { _ in 0.0 } }
        var rest = triangle.makeIterator()
        for k in bits.indices {
            for l in k..<bits.count {
                let value = (rest.next() ?? 0) * Double(1 << bits[k]) * Double(1 << bits[l])
                (matrix[k][l], matrix[l][k]) = (value, value)
            }
        }
        return matrix
    }

    /// value / 2^bits.
    static func unscaled(_ value: Int64, _ bits: Int) -> Double {
        Double(value) * Double(sign: .plus, exponent: -bits, significand: 1)
    }
}
