import Fields
import Inference
public import Language
public import MPC
import SecretSharing
import Statistics
public import Study
import Wire

/// Runs a plan at one node: plan -> private vectors -> statistic -> candidate -> release under the policy.
public struct Engine {
    private let study: Study
    let tables: [String: SharedTable]
    /// The selections of earlier queries.
    let earlier: [RecordedSelection]
    /// What is known of queries with the same selections.
    let outcome: EarlierOutcome
    /// The tables of the analyst's own organisation, whose rows it can subtract.
    let ownTables: Set<String>
    let session: Session
    let pending = PendingRequirements()
    private let log: ReleaseLog?

    /// - Parameters:
    ///   - tables: the shares of the plan's tables, by name.
    ///   - session: a fresh session of the job.
    ///   - earlier: the selections of earlier queries, in the same order at all nodes.
    ///   - outcome: what is known of queries with the same selections as this one.
    ///   - ownTables: the tables of the analyst's own organisation.
    public init(
        study: Study, tables: [String: SharedTable], session: Session, earlier: [RecordedSelection] = [],
        outcome: EarlierOutcome = .new, ownTables: Set<String> = []
    ) {
        self.study = study
        self.tables = tables
        self.earlier = earlier
        self.outcome = outcome
        self.ownTables = ownTables
        self.session = session
        log = nil
    }

    /// An engine whose releases are noted, without their values.
    package init(
        study: Study, tables: [String: SharedTable], session: Session, earlier: [RecordedSelection] = [],
        outcome: EarlierOutcome = .new, ownTables: Set<String> = [], log: ReleaseLog
    ) {
        self.study = study
        self.tables = tables
        self.earlier = earlier
        self.outcome = outcome
        self.ownTables = ownTables
        self.session = session
        self.log = log
    }

    /// Computes and releases.
    ///
    /// The values of a release, in order:
    /// - `length`, `nrow`: the count.
    /// - `freq`: a count a level; FALSE, TRUE; or a count an integer between the bounds.
    /// - `sum`, `mean`: complete rows, missing rows, sum.
    /// - `var`, `sd`: complete rows, missing rows, sum and sum of squares about `centre(of:)`.
    /// - `min`, `max`: complete rows, missing rows, value - minimum.
    /// - `median`, `quantile`: public are complete rows and missing rows; values are the integers
    ///   lowerWeight (x[lower] - minimum) + upperWeight (x[upper] - minimum), one a probability whose quantile is no extreme
    ///   that the policy does not release.
    /// - joint statistics: as the statistic of that name says.
    ///
    /// Missing rows are counted only where R's rules hold (`Policy.naAsInR`) and `na.rm` is false, else they are 0.
    /// - Throws: `Problem` where the plan or the policy does not allow it, `MPCError` where the computation fails.
    public func run(_ plan: Plan) throws -> Released {
        var evaluator = Evaluator(tables: tables, session: session["evaluate"])
        let selections =
            policy.comparesSelections ? try compareSelections(of: plan, &evaluator) : (new: [], earlier: [])
        var released = try release(plan, &evaluator)
        let failures = released.failures
        released.selections = selections.new.map {
            var selection = $0
            selection.failures = failures
            return selection
        }
        released.earlier = selections.earlier
        return released
    }

    private func release(_ plan: Plan, _ evaluator: inout Evaluator) throws -> Released {
        switch plan.analysis {
        case .rows(let table):
            let mask = try evaluator.selection(table)
            let rows = try evaluator.rows(table)
            demandComplement(of: mask, rows: rows)
            return try release.toAnalyst(Count.candidate(mask: mask, rows: rows, in: statistic))
        case .length(let expression):
            let vector = try evaluator.vector(expression)
            demandComplement(of: vector.selected, rows: vector.rows)
            return try release.toAnalyst(Count.candidate(mask: vector.selected, rows: vector.rows, in: statistic))
        case .frequency(let expression):
            return try frequency(expression, &evaluator)
        case .sum(let expression, _), .mean(let expression, _):
            let group = try group(expression, plan.analysis, &evaluator)
            try group.checkSum(of: expression)
            try demandNoDominance(group.value, group.bounds, cells: [group.mask], in: session["dominance"])
            let sum = try Moments.sum(of: group.value, mask: group.mask, in: statistic)
            return try release.toAnalyst(group.candidate(sum))
        case .variance(let expression, _), .standardDeviation(let expression, _):
            let group = try group(expression, plan.analysis, &evaluator)
            let centre = group.bounds.centre
            try group.checkSquares(of: expression, about: centre)
            try demandNoDominance(group.value, group.bounds, cells: [group.mask], in: session["dominance"])
            let squares = try Moments.squares(of: group.value, around: centre, mask: group.mask, in: statistic)
            return try release.toAnalyst(group.candidate(squares))
        case .minimum(let expression, _), .maximum(let expression, _):
            return try extreme(expression, plan.analysis, &evaluator)
        case .median(let expression, _), .quantile(let expression, _, _):
            return try quantile(expression, plan.analysis, &evaluator)
        case .joint(let statistic): return try joint(statistic, &evaluator)
        }
    }

    var policy: Policy { study.policy }
    var release: Release {
        Release(policy: study.policy, session: session["release"], pending: pending, outcome: outcome, log: log)
    }
    var statistic: Session { session["statistic"] }
    var preliminary: Release {
        Release(policy: study.policy, session: session["preliminary"], pending: pending, outcome: outcome, log: log)
    }

    /// The complete rows that an analysis of numbers is about.
    func group(
        _ expression: VectorExpression, _ analysis: Analysis, _ evaluator: inout Evaluator
    ) throws -> NumberGroup {
        let vector = try evaluator.vector(expression)
        let (value, _, bounds) = try evaluator.number(vector.values)
        let mask = try evaluator.both(vector.selected, vector.valid)
        var missing = Shared<Mersenne61>.zero(count: 1)
        if study.policy.naAsInR, !analysis.naRemove, vector.valid != nil {
            let selected = Count.selected(mask: vector.selected, rows: vector.rows, role: session.role)
            missing = selected - Count.selected(mask: mask, rows: vector.rows, role: session.role)
        }
        try demand([expression], mask: mask, &evaluator)
        return NumberGroup(vector: vector, value: value, bounds: bounds, mask: mask, missing: missing)
    }

    /// A count is a table of two cells: the rows that were left out have to be enough, too.
    private func demandComplement(of mask: Shared<Mersenne61>?, rows: Int) {
        guard policy.minimumCell > 1, let mask else { return }
        let out = mask.complement(role: session.role).sum()
        pending.require(Requirement(.minimumCell, out, atLeast: policy.minimumCell, orZero: policy.zerosAllowed))
    }

    private func extreme(
        _ expression: VectorExpression, _ analysis: Analysis, _ evaluator: inout Evaluator
    ) throws -> Released {
        let group = try group(expression, analysis, &evaluator)
        let planes = try evaluator.planes(of: group.vector)
        let both = try OrderStatistics.extremes(planes: planes, mask: group.mask, in: statistic)
        var index = 0
        if case .maximum = analysis { index = 1 }
        let count = Count.candidate(mask: group.mask, rows: group.vector.rows, in: session)
        let one = Candidate(
            values: .concatenating([count.values, both.values[index]]), releases: [.count, .extreme],
            evidence: Evidence(groups: count.values, places: [0, 0]))
        return try release.toAnalyst(group.candidate(one))
    }

    private func quantile(
        _ expression: VectorExpression, _ analysis: Analysis, _ evaluator: inout Evaluator
    ) throws -> Released {
        let group = try group(expression, analysis, &evaluator)
        let count = Count.candidate(mask: group.mask, rows: group.vector.rows, in: session)
        let numbers = try preliminary.toNodes(group.candidate(count))
        guard let complete = Int(exactly: numbers[0]), complete > 0, numbers[1] == 0 else {
            return Released(publicNumbers: numbers, values: .zero(count: 0))
        }
        let all = try analysis.positions(count: complete)
        // Where extremes are not released, the others are; which ones is public.
        let inside = all.filter { policy.extremes || !$0.isExtreme(of: complete, margin: policy.quantileMargin) }
        let positions = inside.isEmpty ? all : inside
        try group.checkWeights(of: expression, positions)
        let ranks = positions.ranks
        let planes = try evaluator.planes(of: group.vector)
        let found = try OrderStatistics.candidate(planes: planes, mask: group.mask, ranks: ranks, in: statistic)
        let candidate = Candidate(
            values: positions.weighted(found.values, ranks: ranks),
            releases: positions.releases(of: complete, margin: policy.quantileMargin),
            evidence: Evidence(groups: count.values, places: positions.map { _ in 0 }))
        return try release.toAnalyst(candidate, publicNumbers: numbers)
    }

    private func frequency(_ expression: VectorExpression, _ evaluator: inout Evaluator) throws -> Released {
        let vector = try evaluator.vector(expression)
        switch vector.values {
        case .factor(let indicators, _):
            // Indicators are 0 where a value is missing, so the validity needs no product.
            return try release.toAnalyst(
                try Frequency.candidate(
                    indicators: indicators, mask: vector.selected, rows: vector.rows, in: statistic))
        case .logical(let isTrue):
            let known = vector.valid ?? .ones(vector.rows, role: session.role)
            return try release.toAnalyst(
                try Frequency.candidate(
                    indicators: [known - isTrue, isTrue], mask: vector.selected, rows: vector.rows, in: statistic))
        case .number(_, _, let bounds):
            let mask = try evaluator.both(vector.selected, vector.valid)
            let thresholds = try bounds.integerThresholds(of: expression)
            let planes = try evaluator.planes(of: vector)
            return try release.toAnalyst(
                try Histogram.candidate(planes: planes, thresholds: thresholds, mask: mask, in: statistic))
        }
    }
}
