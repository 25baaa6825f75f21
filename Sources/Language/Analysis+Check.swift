import Study
import Wire

extension Analysis {
    /// The most integer parts that `freq` of a number counts.
    public static let frequencyLimit = 10_000
    /// The most probabilities of one `quantile`.
    public static let probabilityLimit = 1_000

    /// Checks names, types and bounds against the study.
    func check(study: Study) throws(Problem) {
        if case .rows(let table) = self {
            try table.checkSize()
            return try check(.table(table), study)
        }
        if case .joint(let statistic) = self {
            try statistic.check()
            for part in parts { try check(part, study) }
            return
        }
        guard let vector else { return }
        try vector.checkSize()
        try check(.vector(vector), study)
        guard vector.rows != nil else {
            throw Problem("not-private", "\(function) has only public numbers", mend: "give it a column of a table")
        }
        let type = try vector.type()
        switch self {
        case .length, .rows, .joint: break
        case .frequency: try checkFrequency(type)
        case .sum, .mean, .variance, .standardDeviation:
            guard type.number != nil else { throw needsNumbers(type) }
        case .minimum, .maximum, .median: _ = try decimals(type)
        case .quantile(_, let probabilities, _): try checkQuantile(probabilities, try decimals(type))
        }
    }

    private func decimals(_ type: VectorType) throws(Problem) -> DecimalType {
        guard case .decimal(let bounds) = type.kind else { throw needsNumbers(type) }
        return bounds
    }

    private func needsNumbers(_ type: VectorType) -> Problem {
        Problem(
            "not-a-number", "\(function) needs numbers, and \((vector?.text ?? "").shortened) is a \(type.name)",
            mend: type.levels == nil ? "use freq, or sum and mean of a condition" : "use freq for a factor")
    }

    private func checkFrequency(_ type: VectorType) throws(Problem) {
        guard case .decimal(let bounds) = type.kind, let range = bounds.integerParts else { return }
        guard range.count <= Self.frequencyLimit else {
            throw Problem(
                "too-many-values", "freq would count \(range.count) integer parts, more than \(Self.frequencyLimit)",
                mend: "narrow the bounds in the codebook, or use quantile")
        }
    }

    private func checkQuantile(_ probabilities: [ExactDecimal], _ bounds: DecimalType) throws(Problem) {
        guard !probabilities.isEmpty, probabilities.count <= Self.probabilityLimit else {
            throw Problem(
                "bad-probability", "quantile takes 1 to \(Self.probabilityLimit) probabilities", mend: "change probs")
        }
        let one = ExactDecimal(1)
        for probability in probabilities {
            guard probability >= ExactDecimal(0), probability <= one else {
                throw Problem(
                    "bad-probability", "the probability \(probability) lies outside 0 to 1",
                    mend: "give probs within 0 to 1")
            }
            let largest = max(bounds.minimum.magnitude, bounds.maximum.magnitude)
            let (product, overflow) = largest.multipliedReportingOverflow(by: probability.denominator.magnitude)
            guard !overflow, product <= VectorExpression.valueRange.upperBound.magnitude else {
                throw Problem(
                    "out-of-range", "the quantile at \(probability) could leave the exact range of 59 bits",
                    mend: "give the probability with fewer places")
            }
        }
    }

    private func check(_ part: ExpressionPart, _ study: Study) throws(Problem) {
        let inner: [ExpressionPart]
        switch part {
        case .table(let table):
            try check(table, study)
            inner = table.parts
        case .vector(let vector):
            if case .column(let table, let column) = vector, study.codebook.column(named: column.name) != column {
                throw Problem(
                    "unknown-column",
                    "the study has no such column \(column.name.quotedForPeople) in \(table.text.shortened)")
            }
            inner = vector.parts
        case .condition(let condition): inner = condition.parts
        }
        for part in inner { try check(part, study) }
    }

    private func check(_ table: TableExpression, _ study: Study) throws(Problem) {
        switch table {
        case .load(let name, let table): _ = try TableExpression.load(table: table, ofStudy: name, in: study)
        case .rbind(let parts): _ = try TableExpression.pooling(parts)
        case .subset(let base, let condition):
            guard condition.rows == .table(base) else { throw differentRows(base.text, condition.text) }
            try condition.checked()
        }
    }
}

extension ExactDecimal {
    /// The denominator in lowest terms.
    public var denominator: Int128 {
        var power: Int128 = 1
        for _ in 0..<min(decimals, 38) { power *= 10 }
        var (a, b) = (significand.magnitude, power.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        return power / Int128(max(1, a))
    }
}

extension DecimalType {
    /// The integer parts (floors) that can occur; nil where they do not fit an Int.
    public var integerParts: ClosedRange<Int>? {
        guard let power = ExactDecimal.scale(1, by: decimals), let low = Int(exactly: Self.floor(minimum, power)),
            let high = Int(exactly: Self.floor(maximum, power)), low <= high
        else { return nil }
        return low...high
    }

    private static func floor(_ value: Int128, _ divisor: Int128) -> Int128 {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
