/// How to read what a joint comparison of survival discloses as whole numbers.
public struct LogRankScales: Sendable, Equatable {
    /// The fractional bits of observed and expected events and of their variance: so many that the number of events fits.
    public let fractionBits: Int
    /// What weights were divided by, so that none is above 1.
    public let unit: Double

    /// - Parameters:
    ///   - sizes: the number of rows of each stratum.
    ///   - events: the number of events.
    ///   - weight: how event times count.
    public init(sizes: [Int], events: Int, weight: RankTestWeight) {
        fractionBits = 58 - LinearPredictorScale.bits(of: Int64(events) + 1)
        let largest = LinearPredictorScale.bits(of: Int64(sizes.max() ?? 0))
        let exponent =
            switch weight {
            case .rho: 0
            case .gehanBreslow: largest
            case .taroneWare: (largest + 1) / 2
            }
        unit = Double(sign: .plus, exponent: exponent, significand: 1)
    }

    /// The number of values for so many groups.
    public static func count(groups: Int) -> Int { 3 * groups + groups * (groups + 1) / 2 }

    /// Rows, observed and expected events of each group, and the variance of observed less expected.
    ///
    /// - Parameter values: the rows of each group, the observed and the expected events, and the upper triangle of the
    ///   variance row by row.
    /// - Returns: nil where the number of values is another one.
    public func sums(_ values: [Int64], groups: Int) -> LogRankSums? {
        guard values.count == Self.count(groups: groups) else { return nil }
        let numbers = values.dropFirst(groups).map { unit * CoxScales.unscaled($0, fractionBits) }
        var variance = [[Double]](repeating: [Double](repeating: 0, count: groups), count: groups)
        var rest = numbers[(2 * groups)...].makeIterator()
        for g in 0..<groups {
            for h in g..<groups {
                let value = unit * (rest.next() ?? 0)
                (variance[g][h], variance[h][g]) = (value, value)
            }
        }
        return LogRankSums(
            counts: values.prefix(groups).map { Int($0) }, observed: Array(numbers[..<groups]),
            expected: Array(numbers[groups..<2 * groups]), variance: variance)
    }
}

/// What a comparison of survival between groups is finished from.
public struct LogRankSums: Sendable, Equatable {
    /// The rows of each group.
    public var counts: [Int]
    /// Its weighted events.
    public var observed: [Double]
    /// Its expected weighted events.
    public var expected: [Double]
    /// The variance of observed less expected, over all strata.
    public var variance: [[Double]]

    /// Takes all parts.
    public init(counts: [Int], observed: [Double], expected: [Double], variance: [[Double]]) {
        self.counts = counts
        self.observed = observed
        self.expected = expected
        self.variance = variance
    }

    /// The groups at these places.
    public func ordered(_ places: [Int]) -> LogRankSums {
        LogRankSums(
            counts: places.map { counts[$0] }, observed: places.map { observed[$0] },
            expected: places.map { expected[$0] }, variance: places.map { row in places.map { variance[row][$0] } })
    }
}
