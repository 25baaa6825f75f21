public import Inference
public import Wire

/// Asks the cases of a truth file and judges the answers.
public struct Qualification: Sendable {
    /// How near numbers must be.
    public let tolerance: Tolerance

    /// A run with these tolerances.
    public init(_ tolerance: Tolerance) { self.tolerance = tolerance }

    /// The lines that come before the cases of a data set: all sites' rows as `d`, the first site's as `s1`.
    public static func prelude(sites: Int) -> String {
        let parts = (1...max(1, sites)).map { "\"\($0)\" = load(\"site\($0)\")" }
        return "d <- rbind(\(parts.joined(separator: ", ")))\ns1 <- load(\"site1\")"
    }

    /// The expression that a case asks.
    ///
    /// - Parameter data: the case's data set; nil where it has none.
    public static func expression(_ truth: TruthFile.Case, data: PreparedData?) throws(Problem) -> String {
        try Operation.of(truth).expression(Question(truth: truth) { data?.values(of: $0) ?? [] })
    }

    /// Asks a case and judges the answer.
    ///
    /// - Parameters:
    ///   - truth: the case.
    ///   - data: its data set; nil where it has none.
    ///   - measure: what has been spent when the answer is there.
    ///   - evaluate: evaluates an expression in a fresh session with the data set at hand.
    public func check(
        _ truth: TruthFile.Case, data: PreparedData?, measure: () -> Spending,
        evaluate: (String) throws -> RObject
    ) -> CaseResult {
        var result = CaseResult(truth)
        let operation = Operation.of(truth)
        let question = Question(truth: truth) { data?.values(of: $0) ?? [] }
        do {
            let object = try evaluate(try operation.expression(question))
            let actual = try operation.read(object, question)
            result.actual = actual
            let comparison = Comparison(
                tolerance.forIteration(operation.isIterative), unordered: operation.unordered,
                uncompared: operation.uncompared)
            let differences = comparison.differences(actual, from: truth.expected)
            if truth.expected["error"] != nil {
                result.fail("R refuses this, and an answer came")
            } else if !differences.isEmpty {
                result.fail(differences.prefix(3).joined(separator: "; "))
            }
        } catch let problem as Problem {
            result.actual = .members([("error", .text(problem.what))])
            if Self.lacking.contains(problem.code) {
                result.status = .unsupported
                result.message = "\(problem.what) [\(problem.code)]"
            } else if truth.expected["error"] == nil {
                result.fail("\(problem.what) [\(problem.code)]")
            }
        } catch {
            result.fail("the case could not be asked")
        }
        result.spending = measure()
        if data != nil, result.status == .passed, result.spending.hops == 0 {
            result.fail("no hop was counted: the answer was not computed on shares")
        }
        return result
    }

    /// Codes of problems that tell that the language lacks something.
    public static let lacking: Set<String> = [
        "unknown-function", "unknown-operator", "unknown-argument", "too-many-arguments", "not-a-function", "syntax",
        "incomplete-input", "unknown-variable",
    ]
}

/// What a case has cost.
public struct Spending: Sendable, Equatable {
    /// Hops over all its queries: those between the nodes, and for each query the one with which the nodes hand their parts of
    /// the result to the analyst. 0 where no node was asked.
    public var hops: Int
    /// From the question to the answer, milliseconds.
    public var milliseconds: Double

    /// A cost.
    public init(hops: Int = 0, milliseconds: Double = 0) {
        self.hops = hops
        self.milliseconds = milliseconds
    }
}
