import Study

extension Analysis {
    /// What is released, and nothing beside it.
    public var releases: [DocumentedRelease] {
        let counts = DocumentedRelease(.count, .exactly(2))
        switch self {
        case .length, .rows: return [DocumentedRelease(.count, .exactly(1))]
        case .frequency(let vector): return [DocumentedRelease(.cell, .exactly(Self.cells(of: vector)))]
        case .sum, .mean: return [counts, DocumentedRelease(.sum, .exactly(1))]
        case .variance, .standardDeviation:
            return [counts, DocumentedRelease(.sum, .exactly(1)), DocumentedRelease(.sumOfSquares, .exactly(1))]
        case .minimum, .maximum: return [counts, DocumentedRelease(.extreme, .exactly(1))]
        case .median: return Self.quantiles(1)
        case .quantile(_, let probabilities, _): return Self.quantiles(probabilities.count)
        case .joint(let statistic): return statistic.releases
        }
    }

    private static func quantiles(_ count: Int) -> [DocumentedRelease] {
        [
            DocumentedRelease(.count, .exactly(2), to: .nodes),
            DocumentedRelease([.orderStatistic, .extreme], .exactly(count)),
        ]
    }

    /// Levels, two truth values, or the integers between the bounds.
    private static func cells(of vector: VectorExpression) -> Int {
        guard let type = try? vector.type() else { return 0 }
        switch type.kind {
        case .factor(let levels): return levels.count
        case .logical: return 2
        case .decimal(let bounds): return bounds.integerParts?.count ?? 0
        }
    }
}
