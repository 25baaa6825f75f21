/// One analysis of private data: what a plan computes and releases.
///
/// `naRemove` is R's `na.rm`; it matters only under a policy that follows R's rules for missing values, all others take
/// the complete cases.
public enum Analysis: Sendable, Hashable {
    /// The number of selected rows of a vector. Releases: that count.
    case length(VectorExpression)
    /// The number of rows of a table. Releases: that count.
    case rows(TableExpression)
    /// Counts by level, by FALSE and TRUE, or of a number by its integer part (floor). Releases: each count and, for a
    /// number, the smallest and the largest integer part.
    case frequency(VectorExpression)
    /// The sum. Releases: the sum and the number of complete rows.
    case sum(VectorExpression, naRemove: Bool)
    /// The arithmetic mean. Releases: the sum and the number of complete rows.
    case mean(VectorExpression, naRemove: Bool)
    /// The smallest value. Releases: it and the number of complete rows.
    case minimum(VectorExpression, naRemove: Bool)
    /// The largest value. Releases: it and the number of complete rows.
    case maximum(VectorExpression, naRemove: Bool)
    /// The median (mean of the middle two). Releases: it and the number of complete rows.
    case median(VectorExpression, naRemove: Bool)
    /// Quantiles of type 7. Releases: them and the number of complete rows.
    case quantile(VectorExpression, probabilities: [ExactDecimal], naRemove: Bool)
    /// The sample variance. Releases: count, sum, and sum of squares about a public centre.
    case variance(VectorExpression, naRemove: Bool)
    /// The sample standard deviation. Releases: as the variance.
    case standardDeviation(VectorExpression, naRemove: Bool)
    /// What several functions are finished from. Releases: see `JointStatistic`.
    case joint(JointStatistic)
}

extension Analysis {
    /// R's default `probs`.
    public static let defaultProbabilities: [ExactDecimal] = [
        ExactDecimal(0), ExactDecimal(significand: 25, decimals: 2), ExactDecimal(significand: 5, decimals: 1),
        ExactDecimal(significand: 75, decimals: 2), ExactDecimal(1),
    ]

    /// The vector that is analysed; nil where it is a whole table or there are several.
    public var vector: VectorExpression? {
        switch self {
        case .rows, .joint: nil
        case .length(let vector), .frequency(let vector), .sum(let vector, _), .mean(let vector, _),
            .minimum(let vector, _), .maximum(let vector, _), .median(let vector, _), .quantile(let vector, _, _),
            .variance(let vector, _), .standardDeviation(let vector, _):
            vector
        }
    }

    /// R's `na.rm`; false where the analysis has no such argument.
    public var naRemove: Bool {
        switch self {
        case .length, .rows, .frequency, .joint: false
        case .sum(_, let remove), .mean(_, let remove), .minimum(_, let remove), .maximum(_, let remove),
            .median(_, let remove), .quantile(_, _, let remove), .variance(_, let remove),
            .standardDeviation(_, let remove):
            remove
        }
    }

    /// R's name of the function, as plans spell it.
    public var function: String {
        switch self {
        case .length: "length"
        case .rows: "nrow"
        case .frequency: "freq"
        case .sum: "sum"
        case .mean: "mean"
        case .minimum: "min"
        case .maximum: "max"
        case .median: "median"
        case .quantile: "quantile"
        case .variance: "var"
        case .standardDeviation: "sd"
        case .joint(let statistic): statistic.kind.rawValue
        }
    }

    /// The vectors that are analysed.
    var vectors: [VectorExpression] {
        switch self {
        case .rows: []
        case .joint(let statistic): statistic.vectors + statistic.factors
        default: vector.map { [$0] } ?? []
        }
    }

    /// The expressions directly inside.
    var parts: [ExpressionPart] {
        if case .rows(let table) = self { return [.table(table)] }
        return vectors.map { .vector($0) }
    }

    /// Whether rows with missing values are left out where the policy does not follow R.
    public var skipsMissing: Bool {
        switch self {
        case .length, .rows: false
        default: true
        }
    }
}
