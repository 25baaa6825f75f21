/// Count and sums of powers of x - origin of one group, exact.
public struct PowerTotals: Sendable, Hashable {
    /// The number of values.
    public var count: Int
    /// The sums of the first, second, ... power.
    public var sums: [WideInteger]
    /// What was subtracted from each x, a scaled integer.
    public var origin: Int64
    /// The number of decimals of x.
    public var decimals: Int

    /// Takes all parts.
    public init(count: Int, sums: [WideInteger], origin: Int64, decimals: Int) {
        self.count = count
        self.sums = sums
        self.origin = origin
        self.decimals = decimals
    }

    /// The sum of x, as a scaled integer.
    public var total: WideInteger { sums[0] + WideInteger(count) * WideInteger(origin) }

    /// Mean and sums about the mean, each a quotient of exact integers that is rounded once.
    ///
    /// sum (x - mean)^2 = (n s2 - s1^2) / n; the cubes are (n^2 s3 - 3 n s1 s2 + 2 s1^3) / n^2, and the fourth powers
    /// (n^3 s4 - 4 n^2 s1 s3 + 6 n s1^2 s2 - 3 s1^4) / n^3.
    public var moments: SampleMoments {
        guard count > 0 else { return SampleMoments(count: 0, mean: .nan, squares: 0) }
        let n = WideInteger(count)
        let s = sums
        func quotient(_ top: WideInteger, _ bottom: WideInteger, power: Int) -> Double {
            top.divided(by: bottom * .powerOfTen(power * decimals))
        }
        var moments = SampleMoments(count: count, mean: quotient(total, n, power: 1), squares: 0)
        guard s.count > 1 else { return moments }
        moments.squares = quotient(n * s[1] - s[0] * s[0], n, power: 2)
        guard s.count > 3 else { return moments }
        let (square, nn) = (s[0] * s[0], n * n)
        let cubes = nn * s[2] - WideInteger(3) * n * s[0] * s[1] + WideInteger(2) * square * s[0]
        moments.cubes = quotient(cubes, nn, power: 3)
        let fourths =
            nn * n * s[3] - WideInteger(4) * nn * s[0] * s[2] + WideInteger(6) * n * square * s[1]
            - WideInteger(3) * square * square
        moments.fourths = quotient(fourths, nn * n, power: 4)
        return moments
    }
}

extension LimbPlan {
    /// The totals of each group from what was released: for each group the count, then for each power its coefficients.
    ///
    /// - Parameters:
    ///   - values: ``valueCount`` numbers a group.
    ///   - decimals: the decimals of x.
    /// - Returns: nil where the values are not a whole number of groups, or a count is not a number of rows.
    public func totals(values: [Int64], decimals: Int) -> [PowerTotals]? {
        guard values.count % valueCount == 0 else { return nil }
        var groups: [PowerTotals] = []
        for start in stride(from: 0, to: values.count, by: valueCount) {
            guard values[start] >= 0 else { return nil }
            var sums: [WideInteger] = []
            var next = start + 1
            for k in 1...power.rawValue {
                let end = next + coefficients(ofPower: k)
                sums.append(combined(values[next..<end]))
                next = end
            }
            groups.append(PowerTotals(count: Int(values[start]), sums: sums, origin: origin, decimals: decimals))
        }
        return groups
    }

    /// The moments of each group from what was released; see ``totals(values:decimals:)``.
    public func moments(values: [Int64], decimals: Int) -> [SampleMoments]? {
        totals(values: values, decimals: decimals)?.map(\.moments)
    }
}
