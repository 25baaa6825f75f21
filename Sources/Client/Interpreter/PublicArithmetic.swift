import Foundation
import Inference

/// Arithmetic on public numbers: exact as long as it can be, else in double precision.
enum PublicArithmetic {
    /// Element by element with R's recycling.
    static func apply(_ sign: String, _ left: Numbers, _ right: Numbers) -> Numbers {
        let count = left.values.isEmpty || right.values.isEmpty ? 0 : max(left.values.count, right.values.count)
        let values = (0..<count).map { index in
            apply(sign, left.values[index % left.values.count], right.values[index % right.values.count])
        }
        return Numbers(values, form: form(sign, left, right, values))
    }

    /// Counts stay counts while they are whole; what is computed from private data prints as such.
    private static func form(_ sign: String, _ left: Numbers, _ right: Numbers, _ values: [Estimate]) -> Numbers.Form {
        if left.form == .released || right.form == .released { return .released }
        guard left.form == .count || right.form == .count else { return .plain }
        let whole = values.allSatisfy {
            if case .exact(let value) = $0 { return value.isInteger }
            return false
        }
        return whole && sign != "/" ? .count : .released
    }

    static func apply(_ sign: String, _ left: Estimate, _ right: Estimate) -> Estimate {
        if case .notAvailable = left { return left }
        if case .notAvailable = right { return right }
        if case .exact(let a) = left, case .exact(let b) = right, let result = exact(sign, a, b) {
            return .exact(result)
        }
        guard let a = left.double, let b = right.double else { return .notAvailable(.missingValues) }
        return .approximate(double(sign, a, b))
    }

    private static func exact(_ sign: String, _ a: ExactRational, _ b: ExactRational) -> ExactRational? {
        switch sign {
        case "+": return a.adding(b)
        case "-": return a.subtracting(b)
        case "*": return a.multiplied(by: b)
        case "/": return a.divided(by: b)
        case "%/%": return a.divided(by: b).flatMap { ExactRational($0.floor, over: 1) }
        case "%%":
            return exact("%/%", a, b).flatMap { b.multiplied(by: $0) }.flatMap { a.subtracting($0) }
        case "^":
            guard b.isInteger, let exponent = Int(exactly: b.numerator), (0...64).contains(exponent) else { return nil }
            var power = ExactRational(1)
            for _ in 0..<exponent {
                guard let next = power.multiplied(by: a) else { return nil }
                power = next
            }
            return power
        default: return nil
        }
    }

    static func double(_ sign: String, _ a: Double, _ b: Double) -> Double {
        switch sign {
        case "+": a + b
        case "-": a - b
        case "*": a * b
        case "/": a / b
        case "^": pow(a, b)
        case "%/%": (a / b).rounded(.down)
        case "%%": a - (a / b).rounded(.down) * b
        default: .nan
        }
    }

    /// a op b, nil where one is not available.
    static func compare(_ sign: String, _ left: Estimate, _ right: Estimate) -> Bool? {
        if case .exact(let a) = left, case .exact(let b) = right { return holds(sign, a, b) }
        guard let a = left.double, let b = right.double, !a.isNaN, !b.isNaN else { return nil }
        return holds(sign, a, b)
    }

    static func holds<Element: Comparable>(_ sign: String, _ a: Element, _ b: Element) -> Bool {
        switch sign {
        case "==": a == b
        case "!=": a != b
        case "<": a < b
        case "<=": a <= b
        case ">": a > b
        default: a >= b
        }
    }
}
