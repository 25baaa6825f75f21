public import Wire

extension LogicalExpression {
    /// Checks that the parts fit together, and tells whether the condition may be missing in some rows.
    ///
    /// - Throws: `Problem` as `VectorExpression.type()`, and "unordered-factor", "compare-types".
    @discardableResult public func checked() throws(Problem) -> Bool {
        switch self {
        case .isNA(let vector):
            _ = try vector.type()
            return false
        case .not(let condition): return try condition.checked()
        case .and(let left, let right), .or(let left, let right):
            guard left.rows == right.rows else { throw differentRows(left.text, right.text) }
            let first = try left.checked()
            let second = try right.checked()
            return first || second
        case .vector(let vector):
            let type = try vector.type()
            guard type.kind == .logical else { throw notACondition(vector.text) }
            return type.mayBeMissing
        case .compare(let operation, let vector, let comparand):
            return try checkComparison(operation, vector, comparand)
        }
    }

    private func checkComparison(
        _ operation: ComparisonOperator, _ vector: VectorExpression, _ comparand: Comparand
    ) throws(Problem) -> Bool {
        let type = try vector.type()
        guard vector.rows != nil else { throw notACondition(vector.text) }
        switch comparand {
        case .number:
            guard type.number != nil else { throw wrongTypes(vector.text, type, "a number") }
            return type.mayBeMissing
        case .label:
            guard type.levels != nil else { throw wrongTypes(vector.text, type, "a text") }
            try checkOrder(operation, vector.text)
            return type.mayBeMissing
        case .vector(let other):
            let otherType = try other.type()
            guard other.rows == vector.rows else { throw differentRows(vector.text, other.text) }
            if type.levels != nil, otherType.levels != nil {
                try checkOrder(operation, vector.text)
            } else {
                guard let own = type.number, let more = otherType.number else {
                    throw wrongTypes(vector.text, type, otherType.name)
                }
                try checkDifference(own, more)
            }
            return type.mayBeMissing || otherType.mayBeMissing
        }
    }

    private func checkOrder(_ operation: ComparisonOperator, _ name: String) throws(Problem) {
        guard operation == .equal || operation == .notEqual else {
            throw Problem(
                "unordered-factor", "\(name.shortened) is a factor, and its levels have no order",
                mend: "compare with == or !=, joined by |")
        }
    }

    private func checkDifference(_ left: DecimalType, _ right: DecimalType) throws(Problem) {
        guard let difference = left.applying(.subtract, right),
            VectorExpression.valueRange.contains(difference.minimum),
            VectorExpression.valueRange.contains(difference.maximum)
        else {
            throw Problem(
                "out-of-range", "the two sides of \(text.shortened) could differ by more than 59 bits",
                mend: "use columns with fewer decimal places or narrower bounds")
        }
    }

    private func wrongTypes(_ name: String, _ type: VectorType, _ other: String) -> Problem {
        Problem(
            "compare-types", "\(name.shortened) is a \(type.name) and cannot be compared with \(other)",
            mend: type.levels == nil ? "compare it with a number, without quotes" : "compare it with a level in quotes")
    }
}

func notACondition(_ name: String) -> Problem {
    Problem(
        "not-a-condition", "\(name.shortened) is not a condition", mend: "compare it with something, as in age > 60")
}
