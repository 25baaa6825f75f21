/// One level of `factor(x, levels, labels)`.
public struct FactorLevel: Sendable, Hashable {
    /// The value of x that it stands for.
    public enum Value: Sendable, Hashable {
        /// A number, or 0 and 1 of a logical.
        case number(ExactDecimal)
        /// A label of another factor.
        case label(String)
    }

    /// The value of x that it stands for.
    public let value: Value
    /// What it is called; levels of the same name are one.
    public let label: String

    /// A level; it is called as its value where no label is given.
    public init(_ value: Value, label: String? = nil) {
        self.value = value
        self.label = label ?? value.text
    }
}

extension FactorLevel.Value {
    /// The value as `as.character` gives it.
    public var text: String {
        switch self {
        case .number(let number): number.description
        case .label(let label): label
        }
    }
}

extension [FactorLevel] {
    /// The names of the levels, each once, in order.
    public var labels: [String] {
        var seen = Set<String>()
        return map(\.label).filter { seen.insert($0).inserted }
    }
}
