/// Round numbers that divide a range, for the ticks of an axis.
///
/// Source: Becker, Chambers and Wilks, The New S Language (1988); R's `pretty`. The step is 1, 2, 5 or 10 times a power of
/// ten, whichever lies nearest to the wanted one, with a bias to the larger.
public enum PrettyTicks {
    /// Multiples of a round step that cover a range, about `count` intervals; one interval where the range is a point.
    public static func covering(_ lower: Double, _ upper: Double, count: Int = 5) -> [Double] {
        guard lower.isFinite, upper.isFinite, lower <= upper, count > 0 else { return [] }
        let step = step(lower, upper, count: count)
        let slack = 1e-10
        guard step > 0, step.isFinite, (lower / step).magnitude < 1e15 else { return [lower] }
        var first = (lower / step + slack).rounded(.down)
        var last = (upper / step - slack).rounded(.up)
        while last - first < Double(max(1, count / 3)) {
            // Too few intervals: one more on the side that needs it.
            if first * step > lower - slack * step, last * step > upper { first -= 1 } else { last += 1 }
        }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// Those within a range only.
    public static func within(_ lower: Double, _ upper: Double, count: Int = 5) -> [Double] {
        let slack = (upper - lower) * 1e-9
        return covering(lower, upper, count: count).filter { $0 >= lower - slack && $0 <= upper + slack }
    }

    /// Round numbers within a positive range on a logarithmic scale: powers of ten, with 2 and 5 between where these are
    /// few.
    public static func logarithmic(_ lower: Double, _ upper: Double) -> [Double] {
        guard lower > 0, upper.isFinite, lower < upper else { return lower > 0 && lower.isFinite ? [lower] : [] }
        let powers = decades(lower, upper, steps: [1])
        if powers.count >= 4 { return thinned(powers) }
        for steps in [[1, 2, 5], [1, 3]] {
            let ticks = decades(lower, upper, steps: steps)
            if (3...7).contains(ticks.count) { return ticks }
        }
        return within(lower, upper)
    }

    private static func step(_ lower: Double, _ upper: Double, count: Int) -> Double {
        let bias = 1.5
        let scale = max(lower.magnitude, upper.magnitude)
        // A range of nothing, or nearly, gets a step of a fraction of its size.
        var cell = (upper - lower) / Double(count)
        if upper - lower <= scale * 1e-14 { cell = scale == 0 ? 1 : scale * 0.75 / Double(count) }
        let base = powerOfTen(below: cell)
        if 10 * base - cell < bias * (cell - 5 * base) { return 10 * base }
        if 5 * base - cell < (0.5 + 1.5 * bias) * (cell - 2 * base) { return 5 * base }
        return 2 * base - cell < bias * (cell - base) ? 2 * base : base
    }

    /// The largest power of ten that is no more than a positive number.
    private static func powerOfTen(below value: Double) -> Double {
        let (_, _, exponent) = NumberText.decimalDigits(value)
        return Double("1e\(exponent)") ?? 1
    }

    /// Multiples of powers of ten within a range.
    private static func decades(_ lower: Double, _ upper: Double, steps: [Int]) -> [Double] {
        let first = NumberText.decimalDigits(lower).exponent
        let last = NumberText.decimalDigits(upper).exponent
        let all = (first...max(first, last)).flatMap { exponent in steps.compactMap { Double("\($0)e\(exponent)") } }
        return all.filter { $0 >= lower * (1 - 1e-9) && $0 <= upper * (1 + 1e-9) }
    }

    private static func thinned(_ ticks: [Double]) -> [Double] {
        let every = (ticks.count + 7) / 8
        return ticks.enumerated().filter { $0.offset % every == 0 }.map(\.element)
    }
}
