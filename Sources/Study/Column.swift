/// One column of the codebook: its name, what its values are, and whether they may be missing.
///
/// Every table of a study has exactly the columns of the study's codebook, in its order.
public struct Column: Sendable, Hashable {
    /// What the values of a column are.
    public enum Kind: Sendable, Hashable {
        /// One of a few labels, in the order of the codebook.
        case factor(levels: [String])
        /// An exact decimal with a public scale and public bounds.
        case number(NumberScale)
    }

    /// The name, as typed after `$`.
    public var name: String
    /// What the values are.
    public var kind: Kind
    /// Whether a cell of this column may be empty.
    public var missing: Bool
    /// The unit of a number, for people ("years").
    public var unit: String?
    /// A longer description, for people.
    public var label: String?

    /// A column of the codebook. `Codebook.init` checks it.
    public init(name: String, kind: Kind, missing: Bool = false, unit: String? = nil, label: String? = nil) {
        self.name = name
        self.kind = kind
        self.missing = missing
        self.unit = unit
        self.label = label
    }

    /// The labels of a factor in order, nil for a number.
    public var levels: [String]? {
        if case .factor(let levels) = kind { return levels }
        return nil
    }

    /// The scale and bounds of a number, nil for a factor.
    public var scale: NumberScale? {
        if case .number(let scale) = kind { return scale }
        return nil
    }
}
