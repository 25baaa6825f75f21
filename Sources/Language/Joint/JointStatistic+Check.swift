import Study
import Wire

extension JointStatistic {
    /// The most vectors of one statistic.
    public static let vectorLimit = 128
    /// The most cells that factors make together.
    public static let cellLimit = 20_000
    /// The most curves on a grid.
    public static let curveLimit = 64

    /// What a kind takes.
    private struct Shape {
        var vectors: ClosedRange<Int>
        var factors: ClosedRange<Int>
        var options: Set<Option.Name> = []
        var required: Set<Option.Name> = []
    }

    private var shape: Shape {
        let many = Self.vectorLimit
        return switch kind {
        case .moments: Shape(vectors: 1...1, factors: 0...8, options: [.order], required: [.order])
        case .table: Shape(vectors: 0...0, factors: 1...8)
        case .ranks: Shape(vectors: 1...1, factors: 1...1)
        case .products, .sums: Shape(vectors: 1...many, factors: 0...0)
        case .rankProducts: Shape(vectors: 2...many, factors: 0...0)
        case .distance: Shape(vectors: 1...1, factors: 1...1)
        case .concordance: Shape(vectors: 2...2, factors: 0...0)
        case .lifetimes: Shape(vectors: 2...2, factors: 0...8)
        case .mergedLifetimes: Shape(vectors: 2...2, factors: 0...8)
        case .logRank: Shape(vectors: 2...2, factors: 1...8, options: [.weights, .strata, .rho])
        case .values: Shape(vectors: 1...1, factors: 0...0)
        case .orderStatistics: Shape(vectors: 1...1, factors: 0...0, options: [.ranks], required: [.ranks])
        case .coxStep:
            Shape(
                vectors: 3...many, factors: 0...4, options: [.beta, .center, .ties, .also, .weights],
                required: [.beta, .center, .ties])
        case .coxConcordance: Shape(vectors: 3...many, factors: 0...4, options: [.beta], required: [.beta])
        case .glmStep:
            Shape(
                vectors: 1...many, factors: 0...0, options: [.beta, .center, .also, .family, .link, .offset],
                required: [.beta, .family, .link])
        }
    }

    /// Checks number, types and rows of the parts, and the settings.
    func check() throws(Problem) {
        let (shape, names) = (shape, Set(options.map(\.name)))
        guard shape.vectors.contains(vectors.count), shape.factors.contains(factors.count),
            names.isSubset(of: shape.options), shape.required.isSubset(of: names), names.count == options.count
        else {
            throw Problem(
                "bad-plan",
                "\(kind.rawValue) takes \(words(shape.vectors)) vectors and \(words(shape.factors)) factors",
                mend: "plans are made by the console from what is typed")
        }
        guard let rows = (vectors + factors).lazy.compactMap(\.rows).first else {
            throw Problem(
                "not-private", "\(kind.rawValue) has only public numbers", mend: "give it a column of a table")
        }
        var cells = 1
        for vector in vectors + factors {
            try vector.checkSize()
            guard vector.rows == rows else { throw differentRows((vectors + factors)[0].text, vector.text) }
        }
        for vector in vectors where try vector.type().number == nil { throw needsNumbers(vector) }
        for factor in factors {
            let type = try factor.type()
            guard type.number != nil && type.kind == .logical || type.levels != nil else { throw needsFactor(factor) }
            let (product, overflow) = cells.multipliedReportingOverflow(by: max(1, type.levels?.count ?? 2))
            guard !overflow, product <= Self.cellLimit else {
                throw Problem(
                    "too-many-cells", "the factors make more than \(Self.cellLimit) cells", mend: "use fewer levels")
            }
            cells = product
        }
        guard kind != .mergedLifetimes || cells <= Self.curveLimit else {
            throw Problem(
                "too-many-cells", "the factors make more than \(Self.curveLimit) curves", mend: "use fewer levels")
        }
        try checkSettings()
    }

    private func checkSettings() throws(Problem) {
        let fits: Bool =
            switch kind {
            case .moments: [1, 2, 4].contains(whole(.order))
            case .distance: try factors[0].type().levels.map { $0.count == 2 } ?? true
            case .orderStatistics:
                numbers(.ranks).map { ranks in
                    ranks.count <= Analysis.probabilityLimit
                        && ranks.allSatisfy { $0.decimals == 0 && (1...Int128(Int32.max)).contains($0.significand) }
                } ?? false
            case .lifetimes: try isEvent(vectors[1])
            case .mergedLifetimes: try isEvent(vectors[1]) && timeGrid != nil
            case .logRank:
                try isEvent(vectors[1]) && hasWeight && (0..<factors.count).contains(strataCount)
                    && groupCount <= Self.vectorLimit
            case .coxStep:
                try isEvent(vectors[1]) && numbers(.beta)?.count == vectors.count - 2
                    && numbers(.center)?.count == vectors.count - 2 && ["efron", "breslow"].contains(text(.ties))
            case .coxConcordance: try isEvent(vectors[1]) && numbers(.beta)?.count == vectors.count - 2
            case .glmStep:
                numbers(.beta)?.count == covariates.count + 1 && numbers(.center)?.count ?? 0 == covariates.count
                    && text(.family) != nil && text(.link) != nil
            default: true
            }
        guard fits else {
            throw Problem(
                "bad-plan", "the settings of \(kind.rawValue) do not fit its vectors",
                mend: "an event is 0 or 1, and there is a coefficient for each covariate")
        }
    }

    /// The covariates of a step.
    public var covariates: ArraySlice<VectorExpression> {
        switch kind {
        case .coxStep, .coxConcordance: vectors.dropFirst(2)
        case .glmStep: vectors.dropFirst(whole(.offset) == 1 ? 2 : 1)
        default: vectors[...]
        }
    }

    private func isEvent(_ vector: VectorExpression) throws(Problem) -> Bool {
        guard let bounds = try vector.type().number else { return false }
        return bounds.decimals == 0 && bounds.minimum >= 0 && bounds.maximum <= 1
    }

    private func words(_ range: ClosedRange<Int>) -> String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }

    private func needsNumbers(_ vector: VectorExpression) -> Problem {
        Problem(
            "not-a-number", "\(kind.rawValue) needs numbers, and \(vector.text.shortened) is a factor",
            mend: "use a number column, or group by the factor")
    }

    private func needsFactor(_ vector: VectorExpression) -> Problem {
        Problem(
            "not-a-factor", "\(kind.rawValue) groups by factors, and \(vector.text.shortened) is a number",
            mend: "write factor(\(vector.text.shortened)), or cut it into intervals")
    }
}
