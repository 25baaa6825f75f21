extension CoxScales {
    /// The fractional bits of hazards: an increment is below 16 e^B where |eta| <= B by the bounds.
    public static func hazardBits(center: Int) -> Int { 54 - center }

    /// The increments of the cumulative hazard, one a distinct event time.
    public func hazards(_ values: [Int64]) -> [Double] {
        values.map { Self.unscaled($0, Self.hazardBits(center: predictor.center)) }
    }

    /// The sums for the test of proportional hazards, per unit of the covariates' integers.
    ///
    /// - Parameters:
    ///   - values: the sums of g (x - xbar), of g V and of g^2 V, the latter as upper triangles row by row.
    ///   - weights: g as it was given to the nodes.
    /// - Returns: nil where the number of values is another one.
    public func proportionality(_ values: [Int64], weights: [ExactRational]) -> ProportionalitySums? {
        proportionality(values, unit: Self.unitWeights(weights).unit)
    }

    /// The same where the nodes made the weights, with the unit that these were divided by.
    public func proportionality(_ values: [Int64], unit: Double) -> ProportionalitySums? {
        let p = predictor.covariateBits.count
        let q = p * (p + 1) / 2
        guard values.count == p + 2 * q else { return nil }
        let numbers = values.map { Self.unscaled($0, Self.fractionBits) }
        let squares = matrix(numbers[(p + q)...]).map { $0.map { $0 * unit * unit } }
        return ProportionalitySums(
            score: zip(numbers[..<p], predictor.covariateBits).map { $0 * Double(1 << $1) * unit },
            information: matrix(numbers[p..<p + q]).map { $0.map { $0 * unit } }, squares: squares)
    }

    /// Weights and their squares over powers of 2, so that they are at most 1 in absolute value.
    ///
    /// - Returns: the weights over the unit, their squares over its square, and the unit.
    public static func unitWeights(_ weights: [ExactRational]) -> (first: [Double], second: [Double], unit: Double) {
        let numbers = weights.map(\.double)
        let largest = numbers.map(abs).max() ?? 0
        guard largest > 0 else { return (numbers, numbers, 1) }
        let unit = Double(sign: .plus, exponent: Int(largest.exponent) + 1, significand: 1)
        let first = numbers.map { $0 / unit }
        return (first, first.map { $0 * $0 }, unit)
    }
}
