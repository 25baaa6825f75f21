import Study

extension JointStatistic {
    /// What is released, and nothing beside it; the same whatever the coefficients of a step.
    public var releases: [DocumentedRelease] {
        typealias Entry = DocumentedRelease
        let (cells, columns) = (cellCount, vectors.count)
        switch kind {
        case .moments:
            let order = whole(.order) ?? 1
            let squares = order >= 2 ? [Entry(.sumOfSquares, .inPieces(cells))] : []
            let powers = order >= 4 ? [Entry(.sumOfPowers, .inPieces(2 * cells))] : []
            return [Entry(.count, .exactly(cells)), Entry(.sum, .inPieces(cells))] + squares + powers
        case .table: return [Entry(.cell, .exactly(cells))]
        case .ranks:
            return [Entry(.count, .exactly(cells)), Entry(.rankSum, .exactly(cells)), Entry(.tieSum, .exactly(3))]
        case .sums: return [Entry(.count, .exactly(1)), Entry(.sum, .inPieces(columns))]
        case .products, .rankProducts:
            return [
                Entry(.count, .exactly(1)), Entry(.sum, .inPieces(columns)), Entry(.sumOfSquares, .inPieces(columns)),
                Entry(.sumOfProducts, .inPieces(columns * (columns - 1) / 2)),
            ]
        case .distance: return [Entry(.count, .exactly(2)), Entry(.distance, .exactly(2))]
        case .concordance:
            return [Entry(.count, .exactly(1)), Entry(.pairCount, .exactly(1)), Entry(.tieSum, .exactly(9))]
        case .lifetimes:
            return [
                Entry(.distinctCount, .exactly(1), to: .nodes), Entry(.distinctValue, .perRow(1)),
                Entry(.cell, .perDistinctValue(2 * cells)),
            ]
        case .mergedLifetimes:
            let ticks = timeGrid?.ticks.count ?? 0
            return [Entry(.mergedCount, .exactly(cells * (1 + 2 * ticks)))]
        case .logRank:
            let groups = groupCount
            return [
                Entry(.count, .exactly(cells / max(1, groups)), to: .nodes),
                Entry(.eventPattern, .perRow(1), to: .nodes),
                Entry(.count, .exactly(groups)),
                Entry(.likelihood, .exactly(2 * groups + groups * (groups + 1) / 2)),
            ]
        case .values: return [Entry(.count, .exactly(1), to: .nodes), Entry(.singleValue, .perRow(1))]
        case .orderStatistics:
            let ranks = numbers(.ranks)?.count ?? 0
            return [
                Entry(.count, .exactly(1), to: .nodes), Entry([.orderStatistic, .extreme], .exactly(ranks)),
            ]
        case .coxStep:
            return [Entry(.count, .exactly(cells), to: .nodes), Entry(.eventPattern, .perRow(1), to: .nodes), coxParts]
        case .coxConcordance: return [Entry(.count, .exactly(1)), Entry(.pairCount, .exactly(5))]
        case .glmStep:
            guard text(.also) == nil else {
                return [Entry(.count, .exactly(1)), Entry(.sum, .exactly(1)), Entry(.likelihood, .exactly(2))]
            }
            // Likelihood, score, information and Pearson's statistic, with the intercept.
            let p = covariates.count + 1
            return [Entry(.count, .exactly(1)), Entry(.likelihood, .exactly(2 + p + p * (p + 1) / 2))]
        }
    }

    /// What a step of a Cox model releases beside the pattern of events.
    private var coxParts: DocumentedRelease {
        let p = covariates.count
        let pairs = p * (p + 1) / 2
        switch text(.also) {
        case "hazard": return DocumentedRelease(.likelihood, .perRow(1))
        case "weights": return DocumentedRelease(.likelihood, .exactly(p + 2 * pairs))
        default: return DocumentedRelease(.likelihood, .exactly(1 + p + pairs))
        }
    }
}
