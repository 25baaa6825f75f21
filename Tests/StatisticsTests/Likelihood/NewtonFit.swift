import Inference
import Testing

/// Newton's iteration with exact decimals as coefficients, as a client runs it.
enum NewtonFit {
    static func run(
        from start: [Double], steps: Int = 12, _ step: ([ExactRational]) throws -> LikelihoodStep
    ) throws -> (coefficients: [Double], last: LikelihoodStep) {
        var coefficients = start
        var last = try step(coefficients.map(decimal))
        for _ in 0..<steps {
            let move = solve(last.information, last.score)
            coefficients = zip(coefficients, move).map { $0 + $1 }
            last = try step(coefficients.map(decimal))
            if zip(coefficients, move).allSatisfy({ abs($1) <= 1e-9 * max(abs($0), 1e-9) }) { break }
        }
        return (coefficients, last)
    }

    /// The number with twelve decimals more than it has leading zeros.
    static func decimal(_ x: Double) -> ExactRational {
        var (decimals, scaled) = (0, x)
        while decimals < 30 && abs(scaled) < 1e14 && x != 0 { (decimals, scaled) = (decimals + 1, scaled * 10) }
        return ExactRational(Int128(scaled.rounded()), decimals: decimals) ?? ExactRational(0)
    }

    /// Gaussian elimination with pivots.
    static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var (a, b) = (matrix, right)
        for k in b.indices {
            let pivot = (k..<b.count).max { abs(a[$0][k]) < abs(a[$1][k]) } ?? k
            a.swapAt(k, pivot)
            b.swapAt(k, pivot)
            for i in (k + 1)..<max(k + 1, b.count) {
                let factor = a[i][k] / a[k][k]
                for j in k..<b.count { a[i][j] -= factor * a[k][j] }
                b[i] -= factor * b[k]
            }
        }
        for k in b.indices.reversed() {
            for j in (k + 1)..<max(k + 1, b.count) { b[k] -= a[k][j] * b[j] }
            b[k] /= a[k][k]
        }
        return b
    }
}
