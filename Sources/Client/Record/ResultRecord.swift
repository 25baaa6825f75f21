import Identity
import Language
public import Messages
import Primitives
public import Study
public import Wire

/// What a script was, what it printed, and every query that it asked, with the signatures of the analyst and of the three
/// nodes: enough to put every result together again, offline, and to check it against the study.
public struct ResultRecord: Sendable {
    /// One query of the script, in the order in which they were asked.
    public enum Query: Sendable, Equatable {
        /// It was answered.
        case done(QueryRecord)
        /// It ended without a result. Nobody signed this; a script may go on after it with `tryCatch`.
        case failed(plan: String, Problem)
    }

    /// The format that is written.
    public static let format = 1

    /// The text of the script.
    public let script: String
    /// What it printed.
    public let output: String
    /// When it began, as files of results are stamped with it.
    public let date: String
    /// Name and version of the analyst's software.
    public let software: String
    /// The queries.
    public let queries: [Query]

    /// A record.
    public init(script: String, output: String, date: String, software: String, queries: [Query]) {
        self.script = script
        self.output = output
        self.date = date
        self.software = software
        self.queries = queries
    }

    /// Checks everything against the study: signatures, plans, versions, policy, that the parts fit together, and that the
    /// script prints from these answers what the record says it printed.
    ///
    /// - Throws: `Problem` "bad-result-file", "nodes-disagree" or another that says what does not hold.
    public func verify(in study: Study) throws(Problem) -> VerifiedResult {
        var answers: [RecordedAnswer] = []
        for query in queries {
            switch query {
            case .done(let record): answers.append(.done(try Self.check(record, study)))
            case .failed(let plan, let problem): answers.append(.failed(plan: plan, problem))
            }
        }
        let printed = try Replay(study: study, record: self, answers: answers).output()
        guard printed == output else {
            throw Problem(
                "result-differs", "the script does not print from these answers what the file says it printed",
                mend: "do not rely on the text in the file; the answers themselves are signed by the nodes",
                kind: .refused)
        }
        return VerifiedResult(record: self, study: study, answers: answers)
    }

    private static func check(_ record: QueryRecord, _ study: Study) throws(Problem) -> Combination {
        guard let analyst = study.analyst(named: record.query.signer) else {
            throw Problem(
                "unknown-signer", "\(record.query.signer) is not an analyst of the study \(study.name)",
                mend: "name the study file that the query was asked under", kind: .refused)
        }
        let request = try record.query.open(QueryRequest.self, by: analyst.card)
        guard request.studyDigest == study.digest, request.analyst == analyst.name else {
            throw Problem(
                "wrong-study", "the query was signed for another study, or for another version of it",
                at: "study \(study.name)", mend: "name the study file that the query was asked under", kind: .refused)
        }
        let plan = try Plan.parse(request.planText, study: study)
        guard plan.canonicalText == request.planText, plan.digest == request.planDigest else {
            throw Problem(
                "wrong-plan", "the plan is not in its canonical form, or its digest does not fit", kind: .refused)
        }
        return try Combination(record, plan: plan, study: study)
    }
}

/// A recorded query, checked.
enum RecordedAnswer {
    case done(Combination)
    case failed(plan: String, Problem)
}
