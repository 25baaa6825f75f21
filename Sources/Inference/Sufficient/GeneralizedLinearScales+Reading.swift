extension GeneralizedLinearScales {
    /// Reads what a step discloses.
    ///
    /// - Parameter values: the number of rows that count, the kernel, the score, the upper triangle of the information
    ///   row by row, and Pearson's statistic; the intercept first.
    /// - Returns: nil where the number of values is another one.
    public func step(_ values: [Int64]) -> GeneralizedLinearSums? {
        let p = covariates + 1
        guard values.count == 3 + p + p * (p + 1) / 2 else { return nil }
        let units = [1.0] + predictor.covariateBits.prefix(covariates).map { Double(1 << $0) }
        var information = units.map { _ in units.map { _ in 0.0 } }
        var place = 2 + p
        for k in 0..<p {
            for l in k..<p {
                let value = CoxScales.unscaled(values[place], informationBits) * units[k] * units[l]
                (information[k][l], information[l][k]) = (value, value)
                place += 1
            }
        }
        var kernel = CoxScales.unscaled(values[1], predictorBits)
        // A coefficient is per unit of what the covariates' integers stand for, scores are sums of responses' integers.
        let factor: Double = inverse == nil ? 1 : 1 / Self.powerOfTen(responseDecimals)
        let score: [Double] = (0..<p).map { CoxScales.unscaled(values[2 + $0], scoreBits) * units[$0] * factor }
        if let inverse {
            for k in 0..<p {
                kernel += inverse.coefficients[k] / factor * score[k] / CoxScales.logarithmOf2
                for l in 0..<p { information[k][l] *= factor * factor }
            }
        }
        if family.isGamma { kernel += Double(values[0]) * Double(responseDecimals) * Self.powersOfTen }
        return GeneralizedLinearSums(
            count: Int(values[0]), kernel: kernel,
            score: score,
            information: information, pearson: CoxScales.unscaled(values[place], pearsonBits))
    }
}

extension LikelihoodFamily {
    /// The family of a distribution and a link as R names them; nil for those that have no steps.
    public init?(family: String?, link: String?) {
        switch (family, link) {
        case ("binomial", "logit"), ("quasibinomial", "logit"): self = .binomial
        case ("poisson", "log"), ("quasipoisson", "log"): self = .poisson
        case ("Gamma", "log"): self = .gammaLog
        case ("Gamma", "inverse"): self = .gammaInverse
        default: return nil
        }
    }
}
