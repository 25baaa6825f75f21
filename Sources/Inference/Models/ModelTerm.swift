/// A term of a model formula: a variable, or a factor or interaction with several columns.
public struct ModelTerm: Sendable, Equatable {
    /// The label, as `wt` or `factor(cyl)`.
    public var label: String
    /// The indices of its columns among those of the model, without the intercept.
    public var columns: [Int]

    /// Takes both parts.
    public init(label: String, columns: [Int]) {
        self.label = label
        self.columns = columns
    }
}
