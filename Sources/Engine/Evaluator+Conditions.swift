import Fields
import Language
import MPC
import SecretSharing
import Wire

extension Evaluator {
    /// The shares of a condition, in R's three-valued logic.
    mutating func truth(_ condition: LogicalExpression) throws -> Truth {
        if let known = truths[condition] { return known }
        let truth: Truth
        switch condition {
        case .compare(let operation, let vector, let comparand):
            truth = try compare(operation, try self.vector(vector), comparand)
        case .and(let left, let right): truth = try conjunction(try self.truth(left), try self.truth(right))
        case .or(let left, let right):
            // a | b is !(!a & !b), also where one is missing.
            let first = negation(try self.truth(left))
            truth = negation(try conjunction(first, negation(try self.truth(right))))
        case .not(let inner): truth = negation(try self.truth(inner))
        case .isNA(let expression):
            let vector = try self.vector(expression)
            let isTrue = vector.valid?.complement(role: role) ?? .zero(count: vector.rows)
            truth = Truth(isTrue: isTrue, isKnown: nil)
        case .vector(let expression):
            let vector = try self.vector(expression)
            guard case .logical(let isTrue) = vector.values else { throw Self.mixed }
            truth = Truth(isTrue: isTrue, isKnown: vector.valid)
        }
        truths[condition] = truth
        return truth
    }

    private func negation(_ truth: Truth) -> Truth {
        Truth(isTrue: truth.isFalse(role: role), isKnown: truth.isKnown)
    }

    /// True where both are; false where either is, also beside a missing one. One hop.
    private mutating func conjunction(_ left: Truth, _ right: Truth) throws -> Truth {
        let step = next("and")
        guard left.isKnown != nil || right.isKnown != nil else {
            return Truth(isTrue: try step.multiply(left.isTrue, right.isTrue), isKnown: nil)
        }
        let (first, second) = (left.isFalse(role: role), right.isFalse(role: role))
        let products = try step.multiply([(left.isTrue, right.isTrue), (first, second)])
        let isFalse = first + second - products[1]
        return Truth(isTrue: products[0], isKnown: products[0] + isFalse)
    }

    private mutating func compare(
        _ operation: ComparisonOperator, _ vector: PrivateVector, _ comparand: Comparand
    ) throws -> Truth {
        switch (vector.values, comparand) {
        case (.factor(let indicators, let levels), .label(let label)):
            let matches = levels.firstIndex(of: label).map { indicators[$0] } ?? .zero(count: vector.rows)
            let equal = Truth(isTrue: matches, isKnown: vector.valid)
            return operation == .notEqual ? negation(equal) : equal
        case (.factor(let indicators, let levels), .vector(let expression)):
            return try compareFactors(operation, vector, indicators, levels, with: try self.vector(expression))
        case (.number, .number(let constant)), (.logical, .number(let constant)):
            return try compare(operation, vector, with: constant)
        case (.number, .vector(let expression)), (.logical, .vector(let expression)):
            return try compare(operation, vector, with: try self.vector(expression))
        default: throw Self.mixed
        }
    }

    /// Labels are compared: the sum over common levels of the products of the indicators. One hop.
    private mutating func compareFactors(
        _ operation: ComparisonOperator, _ left: PrivateVector, _ indicators: [Shared<Mersenne61>], _ levels: [String],
        with right: PrivateVector
    ) throws -> Truth {
        guard case .factor(let others, let otherLevels) = right.values else { throw Self.mixed }
        let pairs = levels.enumerated().compactMap { index, level in
            otherLevels.firstIndex(of: level).map { (indicators[index], others[$0]) }
        }
        let isTrue = try next("same-level").multiply(pairs).reduce(.zero(count: left.rows), +)
        let equal = Truth(isTrue: isTrue, isKnown: try both(left.valid, right.valid))
        return operation == .notEqual ? negation(equal) : equal
    }

    // MARK: Numbers

    /// Beside a public number: a comparison of bit planes with a threshold.
    private mutating func compare(
        _ operation: ComparisonOperator, _ vector: PrivateVector, with constant: ExactDecimal
    ) throws -> Truth {
        let passes = try compare(vector, with: [(operation, constant)])[0]
        let truth = Truth(isTrue: try present(passes.bits, vector.valid), isKnown: vector.valid)
        return passes.negated ? negation(truth) : truth
    }

    /// Several comparisons of one vector with public numbers side by side, where a missing value compares as the minimum:
    /// for each 0 or 1 a row, and whether the comparison holds where that is 0.
    mutating func compare(
        _ vector: PrivateVector, with constants: [(ComparisonOperator, ExactDecimal)]
    ) throws -> [(bits: Shared<Mersenne61>, negated: Bool)] {
        let (_, _, bounds) = try number(vector.values)
        let comparisons = constants.map { IntegerComparison($0.0, $0.1, of: bounds) }
        let (less, equal) = (comparisons.compactMap(\.threshold), comparisons.compactMap(\.equalValue))
        var bits: [SharedBits] = []
        if !less.isEmpty || !equal.isEmpty {
            let planes = try self.planes(of: vector)
            let step = next("compare")
            func units(_ values: [Int128]) -> [UInt64] { values.map { UInt64($0 - bounds.minimum) } }
            if !less.isEmpty { bits += try step["less"].isLess(planes, thanEach: units(less)) }
            if !equal.isEmpty { bits += try step["equal"].isEqual(planes, toEach: units(equal)) }
        }
        let elements = bits.isEmpty ? [] : try next("field").toField(bits)
        var (nextLess, nextEqual) = (0, less.count)
        return comparisons.map { comparison in
            switch comparison.test {
            case .never: return (.zero(count: vector.rows), comparison.negated)
            case .less:
                nextLess += 1
                return (elements[nextLess - 1], comparison.negated)
            case .equal:
                nextEqual += 1
                return (elements[nextEqual - 1], comparison.negated)
            }
        }
    }

    /// Beside a private number: the sign, or the zero, of the difference.
    private mutating func compare(
        _ operation: ComparisonOperator, _ left: PrivateVector, with right: PrivateVector
    ) throws -> Truth {
        let (first, _, firstBounds) = try number(left.values)
        let (second, _, secondBounds) = try number(right.values)
        let decimals = max(firstBounds.decimals, secondBounds.decimals)
        let a = first.scaled(by: .powerOfTen(decimals - firstBounds.decimals))
        let b = second.scaled(by: .powerOfTen(decimals - secondBounds.decimals))
        let step = next("compare")
        let bits: SharedBits
        switch operation {
        case .equal, .notEqual: bits = try step.isEqual(a, b)
        case .less, .greaterOrEqual: bits = try step.isLess(a, b)
        case .greater, .lessOrEqual: bits = try step.isLess(b, a)
        }
        let valid = try both(left.valid, right.valid)
        let truth = Truth(isTrue: try present(try step["field"].toField(bits), valid), isKnown: valid)
        switch operation {
        case .equal, .less, .greater: return truth
        case .notEqual, .greaterOrEqual, .lessOrEqual: return negation(truth)
        }
    }

    /// The condition only where there is a value.
    mutating func present(
        _ isTrue: Shared<Mersenne61>, _ valid: Shared<Mersenne61>?
    ) throws -> Shared<Mersenne61> {
        try valid.map { try next("present").multiply(isTrue, $0) } ?? isTrue
    }

    /// The bit planes of value - minimum: as they were uploaded, or by conversion (Communication: see `toBits`).
    mutating func planes(of vector: PrivateVector) throws -> SharedPlanes {
        let (value, planes, bounds) = try number(vector.values)
        if let planes { return planes }
        let present = vector.valid ?? .ones(vector.rows, role: role)
        guard let minimum = Int64(exactly: bounds.minimum) else { throw Self.mixed }
        return try next("planes").toBits(value - present.scaled(by: Mersenne61(signed: minimum)), width: bounds.bits)
    }
}

extension IntegerComparison {
    fileprivate var threshold: Int128? {
        if case .less(let threshold) = test { return threshold }
        return nil
    }

    fileprivate var equalValue: Int128? {
        if case .equal(let value) = test { return value }
        return nil
    }
}

extension LogicalExpression {
    /// A private vector in the condition, whose rows are the condition's rows.
    var leaf: VectorExpression? {
        switch self {
        case .compare(_, let vector, _), .isNA(let vector), .vector(let vector): vector
        case .and(let left, _), .or(let left, _): left.leaf
        case .not(let inner): inner.leaf
        }
    }
}
