import Study
import Wire

/// The types of what `ifelse`, `cut`, `factor`, `interaction`, `abs` and `floor` make.
extension VectorExpression {
    /// The most levels that `factor` of a number and `interaction` make.
    public static let levelLimit = 1_000

    func choiceType(
        _ condition: LogicalExpression, _ first: VectorExpression, _ second: VectorExpression
    ) throws(Problem) -> VectorType {
        let mayBeMissing = try condition.checked()
        let (a, b) = (try first.type(), try second.type())
        for side in [first, second] {
            if let rows = side.rows, rows != condition.rows { throw differentRows(side.text, condition.text) }
        }
        guard let kind = a.kind.alternative(to: b.kind) else {
            throw Problem(
                "mixed-types", "ifelse cannot choose between \(first.text.shortened) and \(second.text.shortened)",
                mend: "give it two numbers or two labels")
        }
        if case .decimal(let bounds) = kind { try checkRange(bounds) }
        return VectorType(kind, mayBeMissing: mayBeMissing || a.mayBeMissing || b.mayBeMissing)
    }

    func derivedFactorType() throws(Problem) -> VectorType {
        switch self {
        case .cut(let vector, let intervals):
            let type = try vector.type()
            guard let bounds = type.number, vector.rows != nil else { throw needsNumber("cut", vector) }
            return VectorType(
                .factor(levels: intervals.labels), mayBeMissing: type.mayBeMissing || !intervals.covers(bounds))
        case .factor(let vector, let levels):
            let type = try vector.type()
            guard vector.rows != nil else { throw publicInPrivate() }
            try checkLevels(levels, of: type, vector)
            return VectorType(.factor(levels: levels.labels), mayBeMissing: type.mayBeMissing || !levels.cover(type))
        case .interaction(let left, let right):
            guard left.rows == right.rows else { throw differentRows(left.text, right.text) }
            let (a, b) = (try left.type(), try right.type())
            guard let first = a.levels, let second = b.levels else { throw needsFactor("interaction") }
            let levels = second.flatMap { outer in first.map { "\($0).\(outer)" } }
            guard levels.count <= Self.levelLimit, Set(levels).count == levels.count else {
                throw needsFactor("interaction")
            }
            return VectorType(.factor(levels: levels), mayBeMissing: a.mayBeMissing || b.mayBeMissing)
        default: throw publicInPrivate()
        }
    }

    func roundedType(of vector: VectorExpression) throws(Problem) -> VectorType {
        let type = try vector.type()
        guard let bounds = type.number, vector.rows != nil else { throw needsNumber("abs and floor", vector) }
        switch self {
        case .absolute:
            let low: Int128 =
                bounds.minimum <= 0 && bounds.maximum >= 0
                ? 0 : min(bounds.minimum.magnitude, bounds.maximum.magnitude).signed
            let high = max(bounds.minimum.magnitude, bounds.maximum.magnitude).signed
            return VectorType(
                .decimal(DecimalType(decimals: bounds.decimals, minimum: low, maximum: high)),
                mayBeMissing: type.mayBeMissing)
        default:
            guard let parts = bounds.integerParts, parts.count <= Analysis.frequencyLimit else {
                throw Problem(
                    "too-many-values",
                    "floor of \(vector.text.shortened) could take more than \(Analysis.frequencyLimit) values",
                    mend: "narrow the bounds in the codebook")
            }
            return VectorType(
                .decimal(
                    DecimalType(decimals: 0, minimum: Int128(parts.lowerBound), maximum: Int128(parts.upperBound))),
                mayBeMissing: type.mayBeMissing)
        }
    }

    private func checkLevels(
        _ levels: [FactorLevel], of type: VectorType, _ vector: VectorExpression
    ) throws(Problem) {
        guard !levels.isEmpty, levels.count <= Self.levelLimit, Set(levels.map(\.value)).count == levels.count else {
            throw Problem(
                "bad-levels", "factor takes 1 to \(Self.levelLimit) different levels", mend: "change levels")
        }
        let wantsLabels = type.levels != nil
        let fits = levels.allSatisfy { level in
            if case .label = level.value { return wantsLabels }
            return !wantsLabels
        }
        guard fits else {
            throw Problem(
                "bad-levels", "the levels of factor are no values of \(vector.text.shortened), a \(type.name)",
                mend: wantsLabels ? "write levels in quotes" : "write levels as numbers")
        }
    }

    private func needsNumber(_ function: String, _ vector: VectorExpression) -> Problem {
        Problem(
            "not-a-number", "\(function) needs a private number, and \(vector.text.shortened) is none",
            mend: "give it a number column")
    }

    private func needsFactor(_ function: String) -> Problem {
        Problem(
            "not-a-factor", "\(function) needs factors with at most \(Self.levelLimit) pairs of levels",
            mend: "make factors first, as in factor(x)")
    }
}

extension UInt128 {
    /// As a signed number; bounds of private values are far smaller than its limit.
    fileprivate var signed: Int128 { Int128(truncatingIfNeeded: self) }
}

extension VectorType.Kind {
    /// The kind of a choice between both, or nil where there is none. Labels come in byte order.
    fileprivate func alternative(to other: VectorType.Kind) -> VectorType.Kind? {
        switch (self, other) {
        case (.logical, .logical): return .logical
        case (.factor(let own), .factor(let more)):
            return .factor(
                levels: own == more ? own : Set(own + more).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        default:
            let numbers = [self, other].compactMap { VectorType($0, mayBeMissing: false).number }
            guard numbers.count == 2 else { return nil }
            return VectorType.Kind.decimal(numbers[0]).combined(with: .decimal(numbers[1]))
        }
    }
}

extension Intervals {
    /// Whether every value within the bounds lies in an interval.
    fileprivate func covers(_ bounds: DecimalType) -> Bool {
        let comparisons = comparisons
        func reaches(_ index: Int, _ value: Int128) -> Bool {
            guard let point = breaks[index] else { return index == 0 }
            let test = IntegerComparison(
                comparisons[index], point, of: DecimalType(decimals: bounds.decimals, minimum: value, maximum: value))
            if case .never = test.test { return test.negated }
            return !test.negated
        }
        return reaches(0, bounds.minimum) && !reaches(breaks.count - 1, bounds.maximum)
    }
}

extension [FactorLevel] {
    /// Whether every value of the type is a level.
    fileprivate func cover(_ type: VectorType) -> Bool {
        switch type.kind {
        case .factor(let levels): return Set(levels).isSubset(of: Set(map(\.value.text)))
        case .logical: return Set(map(\.value)).isSuperset(of: [.number(ExactDecimal(0)), .number(ExactDecimal(1))])
        case .decimal(let bounds):
            guard bounds.decimals == 0, bounds.maximum - bounds.minimum < Int128(count) else { return false }
            let values = Set(map(\.value))
            return (bounds.minimum...bounds.maximum).allSatisfy { values.contains(.number(ExactDecimal(Int($0)))) }
        }
    }
}
