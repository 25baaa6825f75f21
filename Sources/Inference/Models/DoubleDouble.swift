/// A number as the unevaluated sum of two doubles, with about 32 decimal digits.
///
/// Source: Dekker (1971); Knuth, The Art of Computer Programming 2, section 4.2.2 (error-free sums and products).
struct DoubleDouble: Sendable, Equatable {
    /// The nearest double.
    var high: Double
    /// What is missing to the value.
    var low: Double

    init(_ high: Double, _ low: Double = 0) {
        self.high = high
        self.low = low
    }

    static let zero = DoubleDouble(0)

    /// The nearest double.
    var double: Double { high }

    /// a + b and the error of the sum.
    private static func twoSum(_ a: Double, _ b: Double) -> (Double, Double) {
        let sum = a + b
        let part = sum - a
        return (sum, (a - (sum - part)) + (b - part))
    }

    private static func normalized(_ high: Double, _ low: Double) -> DoubleDouble {
        guard high.isFinite else { return DoubleDouble(high) }
        let sum = high + low
        return DoubleDouble(sum, low - (sum - high))
    }

    static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let (sum, error) = twoSum(a.high, b.high)
        return normalized(sum, error + a.low + b.low)
    }

    static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(-a.high, -a.low) }

    static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

    static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let product = a.high * b.high
        let error = (-product).addingProduct(a.high, b.high)
        return normalized(product, error + (a.high * b.low + a.low * b.high))
    }

    static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let first = a.high / b.high
        let rest = a - b * DoubleDouble(first)
        let second = rest.high / b.high
        let left = rest - b * DoubleDouble(second)
        return normalized(first, second) + DoubleDouble(left.high / b.high)
    }
}
