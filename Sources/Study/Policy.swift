public import Primitives
public import Wire

/// What may be released from a study: the rules that are evaluated inside the computation, with their numbers.
///
/// Three policies have names. `default` protects patients; `pilot` prints what the published pilot printed (cells of 1,
/// exact extremes and curves); `open` suppresses nothing, follows R's rules for missing values, and is refused for
/// personal data.
public struct Policy: Sendable, Hashable {
    /// The name in the study file.
    public let name: String
    /// Whether minimum and maximum may be released, and so quantiles next to them.
    public let extremes: Bool
    /// Whether all values of a column may be released, one by one.
    public let singleValues: Bool
    /// The least number of rows behind a mean, quantile, test, model or curve, and on each side of a quantile.
    public private(set) var minimumGroup: Int
    /// The least count in a cell of a table; counts below are suppressed.
    public private(set) var minimumCell: Int
    /// Whether a count of 0 may be shown although it is below `minimumCell`.
    public let zerosAllowed: Bool
    /// Whether missing values follow R's rules (`NA` unless `na.rm = TRUE`); else every analysis takes the complete cases.
    public let naAsInR: Bool
    /// Whether curves may show each event at its time; else they follow a public grid with enough events a step.
    public let exactCurves: Bool
    /// Whether models need enough rows for their parameters, and every level enough rows.
    public let limitsParameters: Bool
    /// Whether a selection is compared with the earlier ones of its table, so that no difference of two tells of few rows.
    public let comparesSelections: Bool
    /// Whether a sum may not stem from one row for the larger part.
    public let limitsDominance: Bool
    /// Whether a group must be large enough also without the rows of the analyst's own organisation.
    public let looksAtRemainder: Bool

    /// The rules for personal data, where a study does not name others.
    public static let standard = Policy(
        name: "default", extremes: false, singleValues: false, minimumGroup: 5, minimumCell: 5, zerosAllowed: false,
        naAsInR: false, exactCurves: false, limitsParameters: true, comparesSelections: true, limitsDominance: true,
        looksAtRemainder: true)
    /// The policy of the published pilot.
    public static let pilot = Policy(
        name: "pilot", extremes: true, singleValues: false, minimumGroup: 1, minimumCell: 1, zerosAllowed: true,
        naAsInR: false, exactCurves: true, limitsParameters: false, comparesSelections: false, limitsDominance: false,
        looksAtRemainder: false)
    /// Nothing suppressed; for synthetic and public data only.
    public static let open = Policy(
        name: "open", extremes: true, singleValues: true, minimumGroup: 0, minimumCell: 0, zerosAllowed: true,
        naAsInR: true, exactCurves: true, limitsParameters: false, comparesSelections: false, limitsDominance: false,
        looksAtRemainder: false)

    /// How many values must lie on each side of a quantile, where extremes are not released.
    public var quantileMargin: Int { max(1, minimumGroup) }

    /// Whether groups and cells must be counted before anything is released.
    public var needsCounts: Bool { minimumGroup > 1 || minimumCell > 1 || !zerosAllowed }

    /// What nodes compare before a job: the digest of all that the policy says.
    public var digest: Digest {
        var encoder = WireEncoder()
        encoder.append("trefoil policy 3")
        encoder.append(name)
        for flag in [
            extremes, singleValues, zerosAllowed, naAsInR, exactCurves, limitsParameters, comparesSelections,
            limitsDominance, looksAtRemainder,
        ] {
            encoder.append(flag)
        }
        encoder.append(UInt64(minimumGroup))
        encoder.append(UInt64(minimumCell))
        return Digest(of: encoder.bytes)
    }

    /// The same policy with thresholds that are at least these; none is lowered.
    public func raised(minimumGroup group: Int, minimumCell cell: Int) -> Policy {
        var policy = self
        policy.minimumGroup = max(minimumGroup, group)
        policy.minimumCell = max(minimumCell, cell)
        return policy
    }

    /// The policies a study can name.
    public static let offered = [standard, pilot, open]

    /// The policy of this name.
    ///
    /// - Throws: `Problem` "unknown-policy".
    public static func named(_ name: String) throws(Problem) -> Policy {
        if let policy = offered.first(where: { $0.name == name }) { return policy }
        throw Problem(
            "unknown-policy", "there is no policy \(name.quotedForPeople)",
            mend: "use one of: \(offered.map(\.name).joined(separator: ", "))")
    }
}
