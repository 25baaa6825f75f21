import Language
import Study
import Wire

/// A private factor that rows are grouped by, with what its groups are called.
struct Grouping {
    /// How it was written, as R's results name it.
    let label: String
    /// The factor, or a logical.
    let factor: VectorExpression
    /// The labels of its levels in order.
    let levels: [String]
    /// Whether levels without rows are left out: those of `factor(x)`, of numbers and of conditions, as R finds levels.
    let dropsEmpty: Bool

    /// A factor as it is, a condition as FALSE and TRUE, a whole number by each value within its bounds.
    ///
    /// - Throws: `Problem` "too-many-levels" for numbers with places or wide bounds.
    init(_ vector: VectorExpression, label: String) throws(Problem) {
        self.label = label
        let type = try vector.type()
        switch type.kind {
        case .factor(let labels):
            (factor, levels, dropsEmpty) = (vector, labels, vector.findsLevels)
        case .logical:
            (factor, levels, dropsEmpty) = (vector, ["FALSE", "TRUE"], true)
        case .decimal(let bounds):
            factor = try Self.factor(of: vector, bounds, label)
            levels = try factor.type().levels ?? []
            dropsEmpty = true
        }
    }

    /// `factor(x)` of a number: a level for each value within the bounds.
    static func factor(
        of vector: VectorExpression, _ bounds: DecimalType, _ label: String
    ) throws(Problem) -> VectorExpression {
        let count = bounds.maximum - bounds.minimum + 1
        guard count <= Int128(VectorExpression.levelLimit) else {
            throw Problem(
                "too-many-levels", "\(label) could have \(count) different values, too many for groups",
                mend: "name them, as in factor(x, levels = c(0, 1)), or cut it into intervals")
        }
        let levels = (0..<Int(count)).map { step in
            FactorLevel(.number(ExactDecimal(significand: bounds.minimum + Int128(step), decimals: bounds.decimals)))
        }
        return try VectorExpression.factor(vector, levels).verified()
    }
}

extension VectorExpression {
    /// Whether R would take the levels from the values that occur.
    var findsLevels: Bool {
        switch self {
        case .factor, .choice, .logical, .origin: true
        case .subset(let vector, _): vector.findsLevels
        case .combine(let parts): parts.contains { $0.findsLevels }
        case .interaction(let left, let right): left.findsLevels || right.findsLevels
        default: false
        }
    }
}

extension Grouping {
    /// Whether R would have a number there: one was made a factor without asking, or it tells where rows are from.
    var isNumber: Bool { Self.isNumber(factor) }

    private static func isNumber(_ vector: VectorExpression) -> Bool {
        switch vector {
        case .factor(_, let levels):
            levels.allSatisfy { level in
                if case .number = level.value { return level.label == level.value.text }
                return false
            }
        case .site: true
        case .subset(let inner, _): isNumber(inner)
        default: false
        }
    }
}
