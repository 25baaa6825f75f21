public import Wire

/// How a case ended.
public struct CaseResult: Sendable {
    /// How it ended.
    public enum Status: String, Sendable, CaseIterable {
        /// The answer is R's.
        case passed
        /// It is not, or there is none.
        case failed
        /// The language lacks what the case asks for.
        case unsupported
    }

    /// The case.
    public let id: String
    /// What it belongs to.
    public let category: String
    /// How it ended.
    public internal(set) var status = Status.passed
    /// Why it did not pass; empty where it did.
    public internal(set) var message = ""
    /// R's answer.
    public let expected: JSONValue
    /// The program's answer; null where there is none.
    public internal(set) var actual = JSONValue.null
    /// What it cost.
    public internal(set) var spending = Spending()

    /// A case that has passed so far.
    init(_ truth: TruthFile.Case) {
        id = truth.id
        category = truth.category
        expected = truth.expected
    }

    /// A case that could not be asked.
    public init(_ truth: TruthFile.Case, problem: Problem) {
        self.init(truth)
        fail("\(problem.what) [\(problem.code)]")
    }

    mutating func fail(_ message: String) {
        status = .failed
        self.message = message
    }
}
