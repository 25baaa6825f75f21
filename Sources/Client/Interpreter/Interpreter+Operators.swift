import Inference
import Language
import Study
import Wire

extension Interpreter {
    func unary(_ sign: String, _ inner: Expression, _ expression: Expression, _ frame: Frame) throws(Problem) -> Value {
        if sign == "?" { return try help(inner) }
        if sign == "~" {
            return .formula(
                Formula(left: nil, right: inner, environment: frame.environment, expression: expression))
        }
        let value = try evaluate(inner, in: frame)
        switch (sign, value) {
        case ("!", .vector(let vector)):
            return .vector(
                .truth(try inner.placing { () throws(Problem) in try vector.condition().negated() }))
        case ("!", _):
            if case .object(let object) = value, let truths = value.truths {
                var result = object
                result.content = .logicals(truths.map { $0.map { !$0 } })
                return Value(result)
            }
            if let truths = value.truths { return .logicals(truths.map { $0.map { !$0 } }) }
        case ("-", .vector(let vector)):
            return .vector(
                try expression.placing { () throws(Problem) in
                    try .operation(.multiply, vector, .constant(ExactDecimal(-1)))
                })
        case ("+", .vector): return value
        case ("-", .object(let object)):
            if case .list = object.content { break }
            return .object(object.mapping { -$0 })
        case ("-", _), ("+", _):
            if let numbers = value.asNumbers {
                return sign == "+" ? .numbers(numbers) : .numbers(PublicArithmetic.apply("-", Numbers(0), numbers))
            }
        default: break
        }
        throw Problem(
            "bad-operand", "\(sign) cannot be applied to a \(value.typeName)", at: expression.range.place,
            mend: "give it numbers or truth values")
    }

    func binary(
        _ sign: String, _ left: Expression, _ right: Expression, _ expression: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        if sign == "~" {
            return .formula(
                Formula(left: left, right: right, environment: frame.environment, expression: expression))
        }
        if sign == "&&" || sign == "||" {
            let first = try truth(of: left, for: sign, frame)
            guard first == (sign == "&&") else { return .logicals([first]) }
            return .logicals([try truth(of: right, for: sign, frame)])
        }
        let operands = Operands(
            sign: sign, left: try evaluate(left, in: frame), right: try evaluate(right, in: frame), leftPlace: left,
            rightPlace: right)
        return try expression.placing { () throws(Problem) in
            switch sign {
            case "+", "-", "*", "/", "^", "%%", "%/%": return try arithmetic(operands)
            case "==", "!=", "<", "<=", ">", ">=": return try comparison(operands)
            case "&", "|": return try junction(operands)
            case ":": return try sequence(operands)
            case "%in%": return try membership(operands)
            case "%o%": return try outer(operands)
            case "%*%": return try matrixProduct(operands)
            default:
                throw Problem(
                    "unknown-operator", "the operator \(sign) is not offered",
                    mend: "there is: + - * / ^ %% %/% == != < <= > >= & | ! && || :")
            }
        }
    }

    private func arithmetic(_ operands: Operands) throws(Problem) -> Value {
        let (left, right) = (operands.left, operands.right)
        guard left.isPrivate || right.isPrivate else {
            if left.hasShape || right.hasShape {
                guard let a = left.asObject, let b = right.asObject, left.asNumbers != nil, right.asNumbers != nil
                else { throw operands.unfit("numbers") }
                return Value(RObject.joining(a, b) { PublicArithmetic.double(operands.sign, $0, $1) })
            }
            guard let a = left.asNumbers, let b = right.asNumbers else { throw operands.unfit("numbers") }
            return .numbers(PublicArithmetic.apply(operands.sign, a, b))
        }
        if operands.sign == "/" { return try division(operands) }
        if operands.sign == "^" { return try power(operands) }
        guard let operation = ArithmeticOperator(rawValue: operands.sign) else {
            throw Problem(
                "unknown-operator", "\(operands.sign) is not offered on private values",
                mend: "private vectors have + - * and division by a public number")
        }
        return .vector(
            try .operation(operation, try vector(left, operands.leftPlace), try vector(right, operands.rightPlace)))
    }

    private func comparison(_ operands: Operands) throws(Problem) -> Value {
        let (left, right) = (operands.left, operands.right)
        if left.isPrivate || right.isPrivate { return try privateComparison(operands) }
        if left.hasShape || right.hasShape, let a = left.asObject, let b = right.asObject, left.asNumbers != nil,
            right.asNumbers != nil
        {
            let truths = recycle(a.asOptionalDoubles, b.asOptionalDoubles) { x, y -> Bool? in
                guard let x, let y, !x.isNaN, !y.isNaN else { return nil }
                return PublicArithmetic.holds(operands.sign, x, y)
            }
            return Value(RObject.shaped(.logicals(truths), as: a, b))
        }
        if case .texts(let a) = left.asTexts(beside: right), case .texts(let b) = right.asTexts(beside: left) {
            return .logicals(
                recycle(a, b) { first, second in
                    guard let first, let second else { return nil }
                    return PublicArithmetic.holds(operands.sign, first, second)
                })
        }
        guard let a = left.asNumbers, let b = right.asNumbers else { throw operands.unfit("numbers or texts") }
        return .logicals(recycle(a.values, b.values) { PublicArithmetic.compare(operands.sign, $0, $1) })
    }

    private func junction(_ operands: Operands) throws(Problem) -> Value {
        let (left, right) = (operands.left, operands.right)
        let isAnd = operands.sign == "&"
        switch (left, right) {
        case (.vector(let a), .vector(let b)):
            let (first, second) = (try a.condition(), try b.condition())
            return .vector(.logical(isAnd ? try .both(first, second) : try .either(first, second)))
        case (.vector(let vector), let other), (let other, .vector(let vector)):
            // TRUE beside & and FALSE beside | change nothing; the others would make all rows alike.
            guard let truths = other.truths, truths.count == 1, truths[0] == isAnd else {
                throw Problem(
                    "constant-condition", "a private condition joined with this public value is the same in all rows",
                    mend: "leave it out")
            }
            return .vector(.truth(try vector.condition()))
        default:
            guard let a = left.truths, let b = right.truths else { throw operands.unfit("truth values") }
            return .logicals(
                recycle(a, b) { first, second in
                    if first == !isAnd || second == !isAnd { return !isAnd }
                    return first == nil || second == nil ? nil : isAnd
                })
        }
    }

    private func sequence(_ operands: Operands) throws(Problem) -> Value {
        try refusePrivate(operands.left, ":", operands.leftPlace)
        try refusePrivate(operands.right, ":", operands.rightPlace)
        guard let first = operands.left.asNumbers?.values.first?.double,
            let last = operands.right.asNumbers?.values.first?.double, first.isFinite, last.isFinite,
            abs(last - first) < 100_000, first == first.rounded(), abs(first) < 1e15
        else { throw operands.unfit("whole numbers less than 100000 apart") }
        let start = Int(first)
        let count = Int(abs(last - first)) + 1
        return .numbers(
            Numbers((0..<count).map { .exact(ExactRational(last >= first ? start + $0 : start - $0)) }))
    }

    func recycle<A, B>(_ left: [A], _ right: [B], _ body: (A, B) -> Bool?) -> [Bool?] {
        guard !left.isEmpty, !right.isEmpty else { return [] }
        return (0..<max(left.count, right.count)).map { body(left[$0 % left.count], right[$0 % right.count]) }
    }
}
