public import Primitives
public import Wire

/// What may be released from a study: the numbers that the disclosure rules run with.
///
/// Two policies are offered. `pilot` prints what the published pilot printed (cells of 1, exact extremes); `open` suppresses
/// nothing, follows R's rules for missing values, and is refused for personal data.
public struct Policy: Sendable, Hashable {
    /// The name in the study file.
    public let name: String
    /// Whether minimum and maximum may be released.
    public let extremes: Bool
    /// Whether all values of a column may be released, one by one.
    public let singleValues: Bool
    /// The least number of rows behind a mean, quantile or the like.
    public let minimumGroup: Int
    /// The least count in a cell of a table; counts below are suppressed.
    public let minimumCell: Int
    /// Whether a count of 0 may be shown although it is below `minimumCell`.
    public let zerosAllowed: Bool
    /// Whether missing values follow R's rules (`NA` unless `na.rm = TRUE`); else every analysis takes the complete cases.
    public let naAsInR: Bool

    /// The policy of the published pilot.
    public static let pilot = Policy(
        name: "pilot", extremes: true, singleValues: false, minimumGroup: 1, minimumCell: 1, zerosAllowed: true,
        naAsInR: false)
    /// Nothing suppressed; for synthetic and public data only.
    public static let open = Policy(
        name: "open", extremes: true, singleValues: true, minimumGroup: 0, minimumCell: 0, zerosAllowed: true,
        naAsInR: true)

    /// What nodes compare before a job: the digest of all that the policy says.
    public var digest: Digest {
        var encoder = WireEncoder()
        encoder.append("trefoil policy 2")
        encoder.append(name)
        encoder.append(extremes)
        encoder.append(singleValues)
        encoder.append(UInt64(minimumGroup))
        encoder.append(UInt64(minimumCell))
        encoder.append(zerosAllowed)
        encoder.append(naAsInR)
        return Digest(of: encoder.bytes)
    }

    /// Checks that all values of a column may be released, one by one.
    ///
    /// - Throws: `Problem` "single-values".
    public func checkSingleValues() throws(Problem) {
        guard singleValues else {
            throw Problem(
                "single-values", "the policy \(name) does not release every value of a column",
                mend: "ask for quantiles, or for a table of the values in intervals: table(cut(x, breaks))",
                kind: .refused)
        }
    }

    /// The policies a study can name.
    public static let offered = [pilot, open]

    /// The policy of this name.
    ///
    /// - Throws: `Problem` "unknown-policy"; "policy-unavailable" for `default`, whose rules are not enforced here.
    public static func named(_ name: String) throws(Problem) -> Policy {
        if let policy = offered.first(where: { $0.name == name }) { return policy }
        guard name != "default" else {
            throw Problem(
                "policy-unavailable", "the policy default cannot be enforced by this version",
                mend: "use pilot or open with data that is not personal, or a later version", kind: .refused)
        }
        throw Problem(
            "unknown-policy", "there is no policy \(name.quotedForPeople)",
            mend: "use one of: \(offered.map(\.name).joined(separator: ", "))")
    }
}
