/// How near a number must be to R's.
public struct Tolerance: Sendable, Equatable {
    /// The relative difference that is allowed.
    public var relative = 1e-6
    /// The same for what is found by iteration.
    public var iterative = 1e-5
    /// The difference that is allowed where R's number is 0.
    public var atZero = 1e-12
    /// The relative difference that is allowed where R's number is whole: none that could be a miscount.
    public var whole = 1e-9

    /// The usual tolerances.
    public init() {}

    /// Reads them from the words of a truth file: the numbers behind "relative", first the usual one, then that for what is
    /// iterative.
    public init(words: String) {
        var numbers: [(isIterative: Bool, value: Double)] = []
        var isIterative = false
        let parts = words.split { " ;,()".contains($0) }
        for (word, next) in zip(parts, parts.dropFirst()) {
            if word.hasPrefix("iterative") { isIterative = true }
            if word == "relative", let value = Double(next), value > 0 { numbers.append((isIterative, value)) }
        }
        if let found = numbers.first(where: { !$0.isIterative }) { relative = found.value }
        if let found = numbers.first(where: \.isIterative) { iterative = found.value }
    }

    /// The same with the iterative figure as the usual one, for an analysis that iterates.
    public func forIteration(_ isIterative: Bool) -> Tolerance {
        var tolerance = self
        if isIterative {
            tolerance.relative = max(relative, iterative)
            tolerance.whole = tolerance.relative
        }
        return tolerance
    }
}
