import Study
public import Wire

extension VectorExpression {
    /// Values, and differences that are compared, lie within -2^59 ... 2^59 - 1.
    public static let valueRange: ClosedRange<Int128> =
        Int128(NumberScale.valueRange.lowerBound)...Int128(NumberScale.valueRange.upperBound)

    /// What the values are.
    ///
    /// - Throws: `Problem` "mixed-types", "different-rows", "not-a-number", "out-of-range" and the like, naming the
    ///   expression, where the parts do not fit together.
    public func type() throws(Problem) -> VectorType {
        switch self {
        case .column(_, let column):
            switch column.kind {
            case .factor(let levels): return VectorType(.factor(levels: levels), mayBeMissing: column.missing)
            case .number(let scale): return VectorType(.decimal(DecimalType(scale)), mayBeMissing: column.missing)
            }
        case .constant(let number):
            let bounds = DecimalType(
                decimals: number.decimals, minimum: number.significand, maximum: number.significand)
            return VectorType(.decimal(bounds), mayBeMissing: false)
        case .logical(let condition):
            return VectorType(.logical, mayBeMissing: try condition.checked())
        case .combine(let parts): return try combinedType(parts)
        case .subset(let vector, let condition):
            guard vector.rows == condition.rows else { throw differentRows(vector.text, condition.text) }
            let type = try vector.type()
            let conditionMayBeMissing = try condition.checked()
            return VectorType(type.kind, mayBeMissing: type.mayBeMissing || conditionMayBeMissing)
        case .arithmetic(let operation, let left, let right): return try arithmeticType(operation, left, right)
        case .choice(let condition, let first, let second): return try choiceType(condition, first, second)
        case .label(let label): return VectorType(.factor(levels: [label]), mayBeMissing: false)
        case .cut, .factor, .interaction: return try derivedFactorType()
        case .absolute(let vector), .floor(let vector): return try roundedType(of: vector)
        case .site(let table):
            guard case .rbind(let parts) = table.base else {
                throw Problem(
                    "no-site", "\(table.text.shortened) is not pooled", mend: "pool tables first, as in rbind(tm, tr)")
            }
            return VectorType(.factor(levels: parts.map(\.label)), mayBeMissing: false)
        case .origin(let parts):
            guard parts.count > 1, parts.allSatisfy({ $0.rows != nil }) else { throw publicInPrivate() }
            return VectorType(.factor(levels: parts.indices.map { String($0 + 1) }), mayBeMissing: false)
        }
    }

    private func combinedType(_ parts: [VectorExpression]) throws(Problem) -> VectorType {
        guard let first = parts.first, parts.count > 1 else {
            throw Problem("mixed-types", "c() needs at least one private vector", mend: "give it a column")
        }
        var result = try first.type()
        for part in parts.dropFirst() {
            let type = try part.type()
            guard let kind = result.kind.combined(with: type.kind) else {
                throw Problem(
                    "mixed-types", "c() cannot join \(first.text) and \(part.text): \(result.name), \(type.name)",
                    mend: "join numbers with numbers and factors with factors")
            }
            result = VectorType(kind, mayBeMissing: result.mayBeMissing || type.mayBeMissing)
        }
        if let number = result.number { try checkRange(number) }
        if parts.contains(where: { $0.rows == nil }) { throw publicInPrivate() }
        return result
    }

    private func arithmeticType(
        _ operation: ArithmeticOperator, _ left: VectorExpression, _ right: VectorExpression
    ) throws(Problem) -> VectorType {
        let (first, second) = (try left.type(), try right.type())
        guard let a = first.number, let b = second.number else {
            throw Problem(
                "not-a-number",
                "\(operation.rawValue) needs numbers, and \(first.number == nil ? left.text : right.text) is a factor",
                mend: "use a number column, or compare the factor with a level")
        }
        if let ownRows = left.rows, let otherRows = right.rows, ownRows != otherRows {
            throw differentRows(left.text, right.text)
        }
        guard left.rows != nil || right.rows != nil else { throw publicInPrivate() }
        guard let bounds = a.applying(operation, b) else { throw outOfRange() }
        try checkRange(bounds)
        return VectorType(.decimal(bounds), mayBeMissing: first.mayBeMissing || second.mayBeMissing)
    }

    func checkRange(_ bounds: DecimalType) throws(Problem) {
        let range = Self.valueRange
        guard range.contains(bounds.minimum), range.contains(bounds.maximum),
            bounds.decimals <= ExactDecimal.decimalsLimit
        else { throw outOfRange() }
    }

    private func outOfRange() -> Problem {
        Problem(
            "out-of-range", "values of \(text.shortened) could leave the exact range of 59 bits",
            mend: "use columns with fewer decimal places or narrower bounds")
    }

    func publicInPrivate() -> Problem {
        Problem(
            "public-with-private", "\(text.shortened) joins public numbers with private rows",
            mend: "use columns of tables only")
    }
}

func differentRows(_ left: String, _ right: String) -> Problem {
    Problem(
        "different-rows", "\(left.shortened) and \(right.shortened) have different rows",
        mend: "put side by side only columns of the same table and the same subset")
}

extension VectorType.Kind {
    /// The kind of both joined by `c`, or nil where they cannot be.
    func combined(with other: VectorType.Kind) -> VectorType.Kind? {
        switch (self, other) {
        case (.logical, .logical): return .logical
        case (.factor(let own), .factor(let more)):
            let known = Set(own)
            return .factor(levels: own + more.filter { !known.contains($0) })
        case (.decimal(let own), .decimal(let more)):
            guard let (a, b) = own.aligned(with: more) else { return nil }
            return .decimal(
                DecimalType(
                    decimals: a.decimals, minimum: min(a.minimum, b.minimum), maximum: max(a.maximum, b.maximum)))
        default: return nil
        }
    }
}

extension DecimalType {
    /// Both at the larger scale; nil where that does not fit.
    func aligned(with other: DecimalType) -> (DecimalType, DecimalType)? {
        let places = max(decimals, other.decimals)
        guard let own = scaled(to: places), let more = other.scaled(to: places) else { return nil }
        return (own, more)
    }

    private func scaled(to places: Int) -> DecimalType? {
        guard let low = ExactDecimal.scale(minimum, by: places - decimals),
            let high = ExactDecimal.scale(maximum, by: places - decimals)
        else { return nil }
        return DecimalType(decimals: places, minimum: low, maximum: high)
    }

    /// The bounds of the result; nil where they do not fit.
    func applying(_ operation: ArithmeticOperator, _ other: DecimalType) -> DecimalType? {
        switch operation {
        case .multiply:
            var corners: [Int128] = []
            for own in [minimum, maximum] {
                for more in [other.minimum, other.maximum] {
                    let (product, overflow) = own.multipliedReportingOverflow(by: more)
                    guard !overflow else { return nil }
                    corners.append(product)
                }
            }
            guard let low = corners.min(), let high = corners.max() else { return nil }
            return DecimalType(decimals: decimals + other.decimals, minimum: low, maximum: high)
        case .add, .subtract:
            guard let (a, b) = aligned(with: other) else { return nil }
            let low =
                operation == .add
                ? a.minimum.addingReportingOverflow(b.minimum)
                : a.minimum.subtractingReportingOverflow(b.maximum)
            let high =
                operation == .add
                ? a.maximum.addingReportingOverflow(b.maximum)
                : a.maximum.subtractingReportingOverflow(b.minimum)
            guard !low.overflow, !high.overflow else { return nil }
            return DecimalType(decimals: a.decimals, minimum: low.partialValue, maximum: high.partialValue)
        }
    }
}
