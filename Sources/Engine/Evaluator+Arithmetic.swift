import Fields
import Language
import MPC
import SecretSharing
import Wire

extension Evaluator {
    /// Exact decimal arithmetic row by row. Sums are local, a product of two private vectors is one hop; where values
    /// may be missing, the result is set to 0 there, which is another.
    mutating func arithmetic(
        _ operation: ArithmeticOperator, _ left: VectorExpression, _ right: VectorExpression
    ) throws -> PrivateVector {
        guard let bounds = try VectorExpression.arithmetic(operation, left, right).type().number else {
            throw Self.mixed
        }
        switch (left, right) {
        case (.constant(let constant), let expression):
            return try scalar(operation, constant, try vector(expression), constantFirst: true, bounds: bounds)
        case (let expression, .constant(let constant)):
            return try scalar(operation, constant, try vector(expression), constantFirst: false, bounds: bounds)
        default:
            let first = try vector(left)
            return try elementwise(operation, first, try vector(right), bounds: bounds)
        }
    }

    private mutating func scalar(
        _ operation: ArithmeticOperator, _ constant: ExactDecimal, _ vector: PrivateVector, constantFirst: Bool,
        bounds: DecimalType
    ) throws -> PrivateVector {
        let (value, _, own) = try number(vector.values)
        var result = value
        switch operation {
        case .multiply:
            result = value.scaled(by: try element(constant, decimals: constant.decimals))
        case .add, .subtract:
            let scaled = value.scaled(by: .powerOfTen(bounds.decimals - own.decimals))
            let shift = try element(constant, decimals: bounds.decimals)
            // The shift counts only where there is a value, so that a missing one stays 0.
            let present = vector.valid ?? .ones(vector.rows, role: role)
            let shifts = present.scaled(by: shift)
            switch (operation, constantFirst) {
            case (.add, _): result = scaled + shifts
            case (_, true): result = shifts - scaled
            case (_, false): result = scaled - shifts
            }
        }
        var answer = vector
        answer.values = .number(result, planes: nil, bounds: bounds)
        return answer
    }

    private mutating func elementwise(
        _ operation: ArithmeticOperator, _ left: PrivateVector, _ right: PrivateVector, bounds: DecimalType
    ) throws -> PrivateVector {
        let (first, _, firstBounds) = try number(left.values)
        let (second, _, secondBounds) = try number(right.values)
        guard first.count == second.count else {
            throw Problem("different-lengths", "an operation joins vectors of different lengths")
        }
        let valid = try both(left.valid, right.valid)
        var value: Shared<Mersenne61>
        switch operation {
        case .multiply: value = try next("product").multiply(first, second)
        case .add, .subtract:
            let a = first.scaled(by: .powerOfTen(bounds.decimals - firstBounds.decimals))
            let b = second.scaled(by: .powerOfTen(bounds.decimals - secondBounds.decimals))
            value = operation == .add ? a + b : a - b
            if let valid { value = try next("present").multiply(value, valid) }
        }
        return PrivateVector(
            rows: left.rows, values: .number(value, planes: nil, bounds: bounds),
            selected: left.selected ?? right.selected, valid: valid)
    }

    /// The product of two masks of which either may be all ones.
    mutating func both(
        _ first: Shared<Mersenne61>?, _ second: Shared<Mersenne61>?
    ) throws -> Shared<Mersenne61>? {
        guard let first, let second else { return first ?? second }
        return try next("both").multiply(first, second)
    }

    /// A public decimal as an integer at a scale that holds it.
    private func element(_ constant: ExactDecimal, decimals: Int) throws(Problem) -> Mersenne61 {
        guard let scaled = constant.scaled(toDecimals: decimals), let small = Int64(exactly: scaled) else {
            throw Problem("out-of-range", "the number \(constant) does not fit the scale of the vector beside it")
        }
        return Mersenne61(signed: small)
    }
}
