/// The parts results of tests are made of.
enum HTest {
    /// A list of class `htest` with R's components in this order; those that are nil are left out.
    static func object(_ components: [(String, RObject?)]) -> RObject {
        .list(components.compactMap { name, value in value.map { (name, $0) } }, kind: "htest")
    }

    /// Named numbers.
    static func named(_ pairs: KeyValuePairs<String, Double>) -> RObject {
        .numbers(pairs.map(\.value), names: pairs.map(\.key))
    }

    /// A confidence interval.
    static func interval(_ lower: Double, _ upper: Double) -> RObject { .numbers([lower, upper]) }

    /// The p-value.
    static func probability(_ p: Double) -> RObject { .number(p) }
}

extension Collection where Element == SampleMoments {
    /// The number of values of all groups together.
    var total: Int { reduce(0) { $0 + $1.count } }
    /// The mean over all groups.
    var grandMean: Double {
        guard let first = first(where: { $0.count > 0 })?.mean else { return .nan }
        return first + reduce(0) { $1.count > 0 ? $0 + Double($1.count) * ($1.mean - first) : $0 } / Double(total)
    }
}

/// One group of values by its label.
public struct SampleGroup: Sendable, Equatable {
    /// The level of the grouping factor.
    public var label: String
    /// Its values, summed up.
    public var moments: SampleMoments

    /// Takes both parts.
    public init(_ label: String, _ moments: SampleMoments) {
        self.label = label
        self.moments = moments
    }
}
