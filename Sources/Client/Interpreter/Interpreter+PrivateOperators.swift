import Inference
import Language
import Study
import Wire

extension Interpreter {
    func division(_ operands: Operands) throws(Problem) -> Value {
        guard !operands.right.isPrivate else {
            throw Problem(
                "division-by-private", "division by a private value is not offered: the quotient would not be exact",
                at: operands.rightPlace.range.place,
                mend: "divide results instead, as in mean(x) / mean(y), or ask for a derived column in the codebook")
        }
        let divisor = try constant(operands.right, operands.rightPlace)
        return .vector(try vector(operands.left, operands.leftPlace).divided(by: divisor))
    }

    func power(_ operands: Operands) throws(Problem) -> Value {
        guard !operands.right.isPrivate, let exponent = try constant(operands.right, operands.rightPlace).whole,
            (1...8).contains(exponent)
        else {
            throw Problem(
                "bad-power", "a private vector can be raised to a public whole number from 1 to 8 only",
                at: operands.rightPlace.range.place, mend: "write it as in x^2")
        }
        let base = try vector(operands.left, operands.leftPlace)
        var result = base
        for _ in 1..<exponent { result = try .operation(.multiply, result, base) }
        return .vector(result)
    }

    func privateComparison(_ operands: Operands) throws(Problem) -> Value {
        guard let operation = ComparisonOperator(rawValue: operands.sign) else { throw operands.unfit("numbers") }
        guard case .vector(let subject) = operands.left else {
            guard case .vector(let subject) = operands.right else { throw operands.unfit("vectors") }
            let comparand = try comparand(operands.left, operands.leftPlace)
            return .vector(.logical(try subject.comparing(operation.mirrored, comparand)))
        }
        return .vector(.logical(try subject.comparing(operation, try comparand(operands.right, operands.rightPlace))))
    }

    /// `x %in% values`: x == value for one of them; never missing.
    func membership(_ operands: Operands) throws(Problem) -> Value {
        guard case .vector(let vector) = operands.left else {
            try refusePrivate(operands.right, "%in%", operands.rightPlace)
            guard let wanted = operands.left.asCharacters, let list = operands.right.asCharacters else {
                throw operands.unfit("vectors")
            }
            let known = Set(list)
            return .logicals(wanted.map { known.contains($0) })
        }
        try refusePrivate(operands.right, "%in%", operands.rightPlace)
        var conditions: [LogicalExpression] = []
        for index in 0..<operands.right.count {
            let value = try comparand(operands.right.element(index), operands.rightPlace)
            conditions.append(try vector.comparing(.equal, value))
        }
        guard var result = conditions.first else {
            throw Problem(
                "constant-condition", "%in% has no values", at: operands.rightPlace.range.place,
                mend: "give at least one, as in x %in% c(1, 2)")
        }
        for condition in conditions.dropFirst() { result = try .either(result, condition) }
        guard try vector.type().mayBeMissing else { return .vector(.logical(result)) }
        return .vector(.logical(try .both(try vector.isMissing().negated(), result)))
    }

    private func comparand(_ value: Value, _ place: Expression) throws(Problem) -> Comparand {
        switch value {
        case .vector(let vector): return .vector(vector)
        case .texts(let texts):
            guard texts.count == 1, let text = texts[0] else { throw oneValue(place) }
            return .label(text)
        default: return .number(try constant(value, place))
        }
    }

    /// An operand of private arithmetic: a vector, or a public number beside it.
    func vector(_ value: Value, _ place: Expression) throws(Problem) -> VectorExpression {
        if case .vector(let vector) = value { return vector }
        if case .table = value {
            throw Problem(
                "bad-operand", "a whole table is no number", at: place.range.place, mend: "name a column, as in tm$age")
        }
        return .constant(try constant(value, place))
    }

    /// A public number as an exact decimal.
    func constant(_ value: Value, _ place: Expression) throws(Problem) -> ExactDecimal {
        guard let numbers = value.asNumbers, numbers.values.count == 1 else { throw oneValue(place) }
        switch numbers.values[0] {
        case .exact(let exact):
            if let (significand, decimals) = exact.exactDecimal,
                let decimal = ExactDecimal(checking: significand, decimals: decimals)
            {
                return decimal
            }
            guard let decimal = ExactDecimal(NumberText.shortest(exact.double)) else { throw oneValue(place) }
            return decimal
        case .approximate(let double):
            guard let decimal = ExactDecimal(NumberText.shortest(double)) else { throw oneValue(place) }
            return decimal
        case .notAvailable: throw oneValue(place)
        }
    }

    private func oneValue(_ place: Expression) -> Problem {
        Problem(
            "bad-operand", "a private vector goes together with one public number or text only",
            at: place.range.place, mend: "give a single value that is not NA")
    }
}
