import Foundation

/// Nodes and weights of Gauss-Legendre quadrature on -1...1.
///
/// Source: the zeroes of the Legendre polynomial by Newton's method; Abramowitz and Stegun 25.4.29.
struct GaussLegendre: Sendable {
    /// Each node with its weight, in ascending order.
    let points: [(node: Double, weight: Double)]

    init(order: Int) {
        points = (1...order).map { index in
            var x = -cos(.pi * (Double(index) - 0.25) / (Double(order) + 0.5))
            var slope = 1.0
            for _ in 0..<50 {
                var (previous, value) = (1.0, x)
                for degree in stride(from: 2, through: order, by: 1) {
                    let k = Double(degree)
                    (previous, value) = (value, ((2 * k - 1) * x * value - (k - 1) * previous) / k)
                }
                slope = Double(order) * (x * value - previous) / (x * x - 1)
                let step = value / slope
                x -= step
                if abs(step) < 1e-16 { break }
            }
            return (x, 2 / ((1 - x * x) * slope * slope))
        }
    }

    /// The integral of f over from...to.
    func integral(from: Double, to: Double, _ f: (Double) -> Double) -> Double {
        let (middle, half) = ((to + from) / 2, (to - from) / 2)
        return half * points.reduce(0) { $0 + $1.weight * f(middle + half * $1.node) }
    }
}
