import Inference
import Wire

/// How a case is asked in the language, and how its answer is read.
struct Operation: Sendable {
    /// The expression, in R's own words.
    let expression: @Sendable (Question) throws(Problem) -> String
    /// The answer in the shape that truth files have.
    let read: @Sendable (RObject, Question) throws(Problem) -> JSONValue
    /// Whether the numbers are found by iteration.
    var isIterative = false
    /// Members of the answer whose elements have no order, since the order of rows is never disclosed.
    var unordered: Set<String> = []
    /// Members of the answer that are no statistics, such as how many steps a fit took; they are not compared.
    var uncompared: Set<String> = []

    /// An operation; by default R's call is asked as it stands, and the answer read as it is.
    init(
        isIterative: Bool = false, unordered: Set<String> = [], uncompared: Set<String> = [],
        _ expression: @escaping @Sendable (Question) throws(Problem) -> String = { $0.call },
        read: @escaping @Sendable (RObject, Question) throws(Problem) -> JSONValue = { object, _ in RResult.json(object)
        }
    ) {
        self.expression = expression
        self.read = read
        self.isIterative = isIterative
        self.unordered = unordered
        self.uncompared = uncompared
    }

    /// The operations that are known by name; any other is asked by R's call.
    static let all: [String: Operation] = [descriptive, frequency, survival, cox, tests, groups, models]
        .reduce(into: [:]) { $0.merge($1) { first, _ in first } }

    /// The operation of a case.
    static func of(_ truth: TruthFile.Case) -> Operation { all[truth.operation] ?? Operation() }

    /// A component that an answer must have.
    static func need(_ object: RObject, _ name: String) throws(Problem) -> RObject {
        guard let component = object[name] else {
            throw Problem("bad-result", "the result has no component \(name)", mend: "give it as R does")
        }
        return component
    }

    /// A table of columns that an answer must have.
    static func table(_ object: RObject?, _ name: String) throws(Problem) -> RTable {
        guard let table = RTable(object) else {
            throw Problem("bad-result", "\(name) is no table with named columns", mend: "give it as R does")
        }
        return table
    }
}
