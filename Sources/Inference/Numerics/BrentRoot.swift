/// The zero of a function between two places of opposite sign.
///
/// Source: Brent 1973, Algorithms for Minimization without Derivatives, chapter 4: bisection, secant and inverse quadratic
/// interpolation. With R's tolerance it stops where R's `uniroot` stops.
public enum BrentRoot {
    /// The fourth root of the machine epsilon, which `uniroot` takes where it is told nothing else.
    public static let defaultTolerance = 0.0001220703125

    /// Which way the function goes, where the interval may be widened.
    enum Direction: Double {
        case upward = 1
        case downward = -1
    }

    /// nil where the function has the same sign at both ends.
    static func find(
        from lower: Double, to upper: Double, tolerance: Double = defaultTolerance, widening: Direction? = nil,
        _ f: (Double) -> Double
    ) -> Double? {
        var (lower, upper) = (lower, upper)
        var (low, high) = (f(lower), f(upper))
        if let sign = widening?.rawValue {
            var steps = (lower: 0.01 * max(1e-4, abs(lower)), upper: 0.01 * max(1e-4, abs(upper)))
            for _ in 0..<1000 where sign * low > 0 {
                lower -= steps.lower
                low = f(lower)
                steps.lower *= 2
            }
            for _ in 0..<1000 where sign * high < 0 {
                upper += steps.upper
                high = f(upper)
                steps.upper *= 2
            }
        }
        guard !low.isNaN, !high.isNaN, low * high <= 0 else { return nil }
        return refine((lower, low), (upper, high), tolerance: tolerance, f)
    }

    private typealias Point = (x: Double, y: Double)

    private static func refine(
        _ lower: Point, _ upper: Point, tolerance: Double, _ f: (Double) -> Double
    ) -> Double {
        if lower.y == 0 { return lower.x }
        if upper.y == 0 { return upper.x }
        // `best` is the latest and best place, `before` the one before it, `opposite` has the other sign.
        var (before, best, opposite) = (lower, upper, lower)
        for _ in 0..<1000 {
            let previous = best.x - before.x
            if abs(opposite.y) < abs(best.y) { (before, best, opposite) = (best, opposite, best) }
            let accuracy = 2 * Double.ulpOfOne * abs(best.x) + tolerance / 2
            var step = (opposite.x - best.x) / 2
            if abs(step) <= accuracy || best.y == 0 { return best.x }
            if abs(previous) >= accuracy, abs(before.y) > abs(best.y),
                let shorter = interpolated(before, best, opposite, previous: previous, accuracy: accuracy)
            {
                step = shorter
            }
            if abs(step) < accuracy { step = step > 0 ? accuracy : -accuracy }
            before = best
            best.x += step
            best.y = f(best.x)
            if best.y > 0 && opposite.y > 0 || best.y < 0 && opposite.y < 0 { opposite = before }
        }
        return best.x
    }

    /// The step of interpolation, if it stays well inside the interval and shrinks fast enough.
    private static func interpolated(
        _ before: Point, _ best: Point, _ opposite: Point, previous: Double, accuracy: Double
    ) -> Double? {
        let width = opposite.x - best.x
        let ratio = best.y / before.y
        var (p, q): (Double, Double)
        if before.x == opposite.x {
            (p, q) = (width * ratio, 1 - ratio)
        } else {
            let (first, second) = (before.y / opposite.y, best.y / opposite.y)
            p = ratio * (width * first * (first - second) - (best.x - before.x) * (second - 1))
            q = (first - 1) * (second - 1) * (ratio - 1)
        }
        if p > 0 { q = -q } else { p = -p }
        return p < 0.75 * width * q - abs(accuracy * q) / 2 && p < abs(previous * q / 2) ? p / q : nil
    }
}
