public import Wire

/// A rule of a policy that a release can fail; the raw value is the code of the refusal.
public enum DisclosureRule: String, Sendable, Hashable, CaseIterable {
    /// A group of rows is smaller than the policy allows.
    case minimumGroup = "minimum-group"
    /// A cell of a table, or what suppressed cells hold together, is smaller than the policy allows.
    case minimumCell = "minimum-cell"
    /// Minimum and maximum, and quantiles with too few values on one side.
    case extremes = "extremes"
    /// All values of a column, one by one.
    case singleValues = "single-values"
    /// A model has too many parameters for its rows, or a level with too few.
    case parameters = "parameters"
    /// A curve that shows each event at its time.
    case exactCurve = "exact-curve"
    /// A condition inside a derived vector picks, or leaves out, too few rows.
    case innerSelection = "inner-selection"
    /// The selection differs from an earlier one by too few rows.
    case differencing = "differencing"
    /// One row makes up the larger part of a sum.
    case dominance = "dominance"
    /// Without the analyst's own rows a group would be too small.
    case remainder = "remainder"

    /// The refusal in words.
    public func refusal(under policy: Policy, at place: String? = nil) -> Problem {
        let (what, mend) = words(policy)
        return Problem(rawValue, what, at: place, mend: mend, kind: .refused)
    }

    private func words(_ policy: Policy) -> (what: String, mend: String) {
        let (name, group, cell) = (policy.name, policy.minimumGroup, policy.minimumCell)
        return switch self {
        case .minimumGroup:
            (
                "the policy \(name) releases nothing about groups of fewer than \(group) rows",
                "ask about more rows, or merge levels"
            )
        case .minimumCell:
            (
                "the policy \(name) does not release this table: what has to be suppressed could be found from its "
                    + "margins, or a count or its complement is below \(cell)",
                "merge levels, or ask about more rows"
            )
        case .extremes:
            (
                "the policy \(name) does not release the smallest and largest values",
                "ask for quantiles with more than \(group) values on each side"
            )
        case .singleValues:
            (
                "the policy \(name) does not release every value of a column",
                "ask for quantiles, or for a table of the values in intervals: table(cut(x, breaks))"
            )
        case .parameters:
            (
                "the policy \(name) releases a model only with at least three rows a parameter, ten more rows than "
                    + "parameters, and \(group) rows in and out of each level",
                "leave covariates out, or merge levels"
            )
        case .exactCurve:
            (
                "the policy \(name) does not release events at their exact times",
                "ask for the curve, survfit(), which follows a grid of times, or for survdiff()"
            )
        case .innerSelection:
            (
                "a condition in the query picks or leaves out fewer than \(group) rows, which the policy \(name) "
                    + "does not allow",
                "use conditions that hold for more rows, and fail for more"
            )
        case .differencing:
            (
                "the rows differ by fewer than \(group) from those of an earlier query on the same columns, and the "
                    + "policy \(name) lets nobody subtract the two",
                "ask about the same rows as before, or about rows that differ by more"
            )
        case .dominance:
            (
                "one row makes up more than half of the sum, which the policy \(name) does not allow",
                "ask for a median or another quantile"
            )
        case .remainder:
            (
                "without the rows of your own organisation fewer than \(group) remain, which the policy \(name) does "
                    + "not allow",
                "ask about more rows of other organisations"
            )
        }
    }
}
