import Foundation

/// Round numbers that divide a range into about as many parts as wanted.
///
/// Source: R's `pretty`; Becker, Chambers and Wilks 1988: steps of 1, 2 or 5 times a power of ten.
public enum PrettyBreaks {
    /// The round numbers around `lower...upper`, about `count` steps and at least `atLeast`.
    public static func between(_ lower: Double, _ upper: Double, count: Int = 5, atLeast: Int? = nil) -> [Double] {
        guard lower.isFinite, upper.isFinite, lower <= upper, count >= 0 else { return [] }
        let least = atLeast ?? count / 3
        let unit = step(lower, upper, count: count, least: least)
        let rounding = 1e-10
        var first = (lower / unit + rounding).rounded(.down)
        var last = (upper / unit - rounding).rounded(.up)
        while first * unit > lower + rounding * unit { first -= 1 }
        while last * unit < upper - rounding * unit { last += 1 }
        let missing = least - Int((last - first + 0.5).rounded(.down))
        if missing > 0 {
            let (half, rest) = (Double(missing / 2), Double(missing % 2))
            if lower == 0, first == 0, upper != 0 {
                last += Double(missing)
            } else if upper == 0, last == 0, lower != 0 {
                first -= Double(missing)
            } else if first >= 0 {
                last += half
                first -= half + rest
            } else {
                first -= half
                last += half + rest
            }
        }
        return sequence(from: first * unit, to: last * unit, steps: Int(last - first))
    }

    private static func sequence(from: Double, to: Double, steps: Int) -> [Double] {
        guard steps > 0 else { return [from] }
        let width = (to - from) / Double(steps)
        return (0...steps).map { index in
            let value = index == steps ? to : from + Double(index) * width
            return abs(value) < 1e-14 * abs(width) ? 0 : value
        }
    }

    /// 1, 2, 5 or 10 times the power of ten below the width of a cell, with a bias to the larger.
    private static func step(_ lower: Double, _ upper: Double, count: Int, least: Int) -> Double {
        let bias = 1.5
        let biasOfFive = 0.5 + 1.5 * bias
        let width = upper - lower
        var cell = max(abs(lower), abs(upper))
        let factor = 1 + (biasOfFive >= 1.5 * bias + 0.5 ? 1 / (1 + bias) : 1.5 / (1 + biasOfFive))
        if width == 0 && upper == 0 {
            cell = 0.75 / Double(max(1, least))
        } else if width < cell * factor * Double(max(1, count)) * Double.ulpOfOne * 3 {
            if cell > 10 { cell = 9 + cell / 10 }
            cell *= 0.75 / Double(max(1, least))
        } else {
            cell = width / Double(max(1, count))
        }
        cell = max(cell, Double.leastNormalMagnitude)
        let base = pow(10, log10(cell).rounded(.down))
        var unit = base
        if 2 * base - cell < bias * (cell - unit) {
            unit = 2 * base
            if 5 * base - cell < biasOfFive * (cell - unit) {
                unit = 5 * base
                if 10 * base - cell < bias * (cell - unit) { unit = 10 * base }
            }
        }
        return unit
    }
}
