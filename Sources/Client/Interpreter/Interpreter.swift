public import Inference
public import Language
import Primitives
public import Study
public import Wire

/// Runs what the analyst types: computes with public values itself, keeps private expressions unevaluated, and closes each
/// analysis of private data into one plan that it hands to `run`.
///
/// It holds the variables of one session and is used from one thread at a time. Nothing private is ever in it: a private
/// variable is an expression, not its values.
public final class Interpreter {
    let study: Study
    private let answer: (Plan) throws(Problem) -> Answer
    let globals = Environment(parent: nil)
    var print: (String) -> Void = { _ in }
    /// What `cat` wrote without ending the line; whatever prints next stands behind it.
    var unfinishedLine = ""
    /// Whether the value of the last expression is to be printed.
    var isVisible = true
    /// A `break`, `next` or `return` on its way out.
    var signal: Signal?
    var depth = 0
    private var steps = 0
    /// Whether `options(style = "r")` was given: everything prints in R's form.
    var printsAsR = false

    /// What the analyst should know beside the answers of the last `evaluate`, each once: complete cases, odd labels.
    public private(set) var notes: [String] = []

    /// Asked now and then; where it returns true, the evaluation ends with a `Problem` "cancelled".
    public var isCancelled: () -> Bool = { false }

    /// The versions of the tables that the last answer was computed from, with which files are stamped.
    public var tablesOfLastAnswer: () -> [ResultStamp.TableVersion] = { [] }

    /// Name and version of the software, with which files are stamped.
    public var software = "Trefoil"

    /// Writes a text over a file; what replays a session offline writes none.
    public var writeFile: (_ text: String, _ path: String) throws(Problem) -> Void = {
        (text, path) throws(Problem) in try ResultFile.write(text, to: path)
    }

    /// The present time, with which files are stamped.
    public var now: () -> String = { ResultFile.now }

    /// Which queries results came from.
    var lineage = Lineage()
    /// The file that plots go to; nil for text.
    var device: String?

    /// The most steps of one `evaluate`, so that a loop without end ends.
    public var stepLimit = 5_000_000

    enum Signal {
        case leave
        case proceed
        case done(Value)
    }

    /// A fresh session on a study.
    ///
    /// - Parameters:
    ///   - study: its names, codebook and policy are what the language refers to.
    ///   - run: computes a plan on the nodes and returns the finished answer.
    public init(study: Study, run: @escaping (Plan) throws(Problem) -> Answer) {
        self.study = study
        answer = run
    }

    /// Evaluates one or more expressions and returns what they print, lines joined by line ends; nil for nothing.
    ///
    /// - Throws: `Problem` with the place in the text; `Parser.incompleteCode` where the text is not finished yet.
    public func evaluate(_ text: String) throws(Problem) -> String? {
        var lines: [String] = []
        try evaluate(text) { lines.append($0) }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// Evaluates one or more expressions and hands over each printed piece as soon as it is there.
    public func evaluate(_ text: String, printing: @escaping (String) -> Void) throws(Problem) {
        notes = []
        print = { [unowned self] piece in
            printing(unfinishedLine + piece)
            unfinishedLine = ""
        }
        defer {
            if !unfinishedLine.isEmpty { print("") }
            print = { _ in }
        }
        for expression in try Parser.parse(text) {
            let value = try value(of: expression)
            if isVisible { print(self.text(of: value)) }
        }
    }

    /// Evaluates one or more expressions and gives the value of the last as a program reads it.
    ///
    /// - Throws: as `evaluate`; "not-public" where the value is private or a function.
    public func object(of text: String) throws(Problem) -> RObject {
        notes = []
        var last = RObject.null
        for expression in try Parser.parse(text) {
            let value = try value(of: expression)
            guard let object = value.asObject else {
                guard !isVisible else {
                    throw Problem(
                        "not-public", "this is a \(value.typeName), and not a result", at: expression.range.place,
                        mend: "use a result, as in mean(x)")
                }
                continue
            }
            last = object
        }
        return last
    }

    /// The value of an expression of the session's own.
    private func value(of expression: Expression) throws(Problem) -> Value {
        (steps, depth, signal, isVisible) = (0, 0, nil, true)
        lineage.begin()
        defer { lineage.wrote(globals.takeChanged()) }
        let value = try evaluate(expression, in: Frame(globals))
        guard signal == nil else {
            throw Problem(
                "no-loop", "there is no loop or function to leave here", at: expression.range.place,
                mend: "use break and next inside for or while, return inside a function")
        }
        return value
    }

    /// The names of the session's variables, in order.
    public var variableNames: [String] { globals.names }

    /// Counts a step; ends what runs too long, too deep or is cancelled.
    func step(_ expression: Expression) throws(Problem) {
        steps += 1
        if steps % 256 == 0, isCancelled() {
            throw Problem("cancelled", "cancelled", at: expression.range.place, kind: .tryAgain)
        }
        guard steps <= stepLimit else {
            throw Problem(
                "too-many-steps", "this runs for more than \(stepLimit) steps", at: expression.range.place,
                mend: "check that the loop ends")
        }
        guard depth <= 300 else {
            throw Problem(
                "too-deep", "functions call each other too deeply", at: expression.range.place,
                mend: "check that the recursion ends")
        }
    }

    func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }

    /// Closes an analysis into a plan, has it computed, and makes the answer a public value.
    func analyse(_ analysis: Analysis, at expression: Expression) throws(Problem) -> Value {
        let answer: Answer = try expression.placing { () throws(Problem) in
            let plan = try Plan(analysis, study: study)
            plan.notes(under: study.policy).forEach(note)
            return try run(plan)
        }
        noteGaps(answer)
        switch answer {
        case .count(let count): return .numbers(Numbers(count, form: .count))
        case .number(let estimate):
            return .numbers(Numbers([estimate], form: countsTruths(analysis) ? .count : .released))
        case .frequency(let entries): return .frequency(entries)
        case .released: throw Problem("bad-plan", "this analysis is finished elsewhere")
        case .vector(let estimates):
            var names: [String]?
            if case .quantile(_, let probabilities, _) = analysis {
                names = probabilities.map(\.percent)
            }
            return .numbers(Numbers(estimates, form: .released, names: names))
        }
    }

    /// Has a joint statistic computed and gives what was released.
    func release(
        _ statistic: JointStatistic, at expression: Expression
    ) throws(Problem) -> (values: [Int64], publicNumbers: [Int64], suppressed: Set<Int>) {
        let answer: Answer = try expression.placing { () throws(Problem) in
            let plan = try Plan(.joint(statistic), study: study)
            plan.notes(under: study.policy).forEach(note)
            return try run(plan)
        }
        guard case .released(let values, let publicNumbers, let suppressed) = answer else {
            throw Problem("bad-plan", "the nodes answered another question")
        }
        return (values, publicNumbers, suppressed)
    }

    /// Has a plan computed, and remembers that.
    private func run(_ plan: Plan) throws(Problem) -> Answer {
        let answer = try answer(plan)
        lineage.asked(plan.digest.hex, tables: tablesOfLastAnswer())
        return answer
    }

    /// The sum of a condition is a number of rows.
    private func countsTruths(_ analysis: Analysis) -> Bool {
        guard case .sum(let vector, _) = analysis else { return false }
        return (try? vector.type())?.kind == .logical
    }

    private func noteGaps(_ answer: Answer) {
        let estimates: [Estimate]
        switch answer {
        case .number(let estimate): estimates = [estimate]
        case .vector(let list): estimates = list
        case .count, .released: estimates = []
        case .frequency(let entries):
            if entries.contains(where: { $0.count == nil }) { note("cells that the policy does not release are NA") }
            estimates = []
        }
        if estimates.contains(.notAvailable(.missingValues)) {
            note("values are missing; na.rm = TRUE leaves them out")
        }
        if estimates.contains(.notAvailable(.suppressed)) {
            note("\(DisclosureRule.extremes.refusal(under: study.policy).what); they are NA [extremes]")
        }
    }
}

/// Where names are looked up: the columns of a table first, where there is one, then variables.
struct Frame {
    let environment: Environment
    let table: PrivateTable?

    init(_ environment: Environment, table: PrivateTable? = nil) {
        self.environment = environment
        self.table = table
    }
}
