import Fields
import Inference
import Language
import SecretSharing
import Statistics
import Wire

/// The rows that an analysis of numbers is about, and the bounds that keep its sums inside the field.
struct NumberGroup {
    let vector: PrivateVector
    /// Scaled integers, 0 where missing.
    let value: Shared<Mersenne61>
    let bounds: DecimalType
    /// 1 where the row counts and has a value; nil where all do.
    let mask: Shared<Mersenne61>?
    /// How many selected rows have no value, where R's rules ask for it; else 0.
    let missing: Shared<Mersenne61>

    /// Puts the number of missing rows after the count that a candidate begins with.
    func candidate(_ candidate: Candidate) -> Candidate {
        var evidence = candidate.evidence
        evidence.places.insert(evidence.places[0], at: 0)
        let tail = 1..<candidate.values.count
        return Candidate(
            values: .concatenating([candidate.values[0], missing, candidate.values[tail]]),
            releases: [candidate.releases[0], .count] + candidate.releases[tail],
            evidence: evidence)
    }

    // MARK: Bounds

    private static let limit: Int128 = 1 << 59

    /// Refuses a sum that could leave the field's signed range.
    func checkSum(of expression: VectorExpression) throws(Problem) {
        try check(max(abs(bounds.minimum), abs(bounds.maximum)), times: Int128(vector.rows), "the sum", expression)
    }

    /// Refuses a sum of squares that could leave it.
    func checkSquares(of expression: VectorExpression, about centre: Int64) throws(Problem) {
        let distance = max(abs(bounds.maximum - Int128(centre)), abs(bounds.minimum - Int128(centre)))
        guard distance < 1 << 60 else { throw outOfRange("the sum of squares", expression) }
        try check(distance * distance, times: Int128(vector.rows), "the sum of squares", expression)
    }

    /// Refuses weights of a quantile that could carry it out.
    func checkWeights(of expression: VectorExpression, _ positions: [Quantile.Position]) throws(Problem) {
        for position in positions {
            try check(bounds.maximum - bounds.minimum, times: Int128(position.divisor), "a quantile", expression)
        }
    }

    private func check(
        _ magnitude: Int128, times count: Int128, _ what: String, _ expression: VectorExpression
    ) throws(Problem) {
        let (product, overflow) = magnitude.multipliedReportingOverflow(by: count)
        guard !overflow, product < Self.limit else { throw outOfRange(what, expression) }
    }

    private func outOfRange(_ what: String, _ expression: VectorExpression) -> Problem {
        Problem(
            "out-of-range", "\(what) of \(vector.rows) rows could exceed 59 bits", at: expression.text,
            mend: "narrow the bounds or the decimals of the column in the codebook")
    }
}

extension DecimalType {
    /// The thresholds, in units of the planes, between the integer parts that can occur: one more than there are integers.
    func integerThresholds(of expression: VectorExpression) throws(Problem) -> [UInt64] {
        guard let parts = integerParts else {
            throw Problem("too-many-values", "freq would count too many integers", at: expression.text)
        }
        return (parts.lowerBound...parts.upperBound + 1).map { part in
            let threshold = Int128(part) * unit - minimum
            return UInt64(max(0, min(threshold, maximum - minimum + 1)))
        }
    }
}
