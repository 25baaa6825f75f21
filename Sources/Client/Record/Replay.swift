import Inference
import Language
import Messages
import Study
import Wire

/// Runs a script again with the answers that it got, without any node and without writing files.
final class Replay {
    private let study: Study
    private let record: ResultRecord
    private let answers: [RecordedAnswer]
    private var next = 0
    private var pieces: [String] = []

    init(study: Study, record: ResultRecord, answers: [RecordedAnswer]) {
        self.study = study
        self.record = record
        self.answers = answers
    }

    /// What the script prints.
    func output() throws(Problem) -> String {
        let interpreter = Interpreter(study: study) { [unowned self] (plan) throws(Problem) in try answer(to: plan) }
        interpreter.software = record.software
        interpreter.now = { [record] in record.date }
        interpreter.writeFile = { (_, _) throws(Problem) in }
        interpreter.tablesOfLastAnswer = { [unowned self] in tablesOfLastAnswer }
        try interpreter.evaluate(record.script) { [unowned self] in pieces.append($0) }
        guard next == answers.count else { throw Self.other("the file holds queries that the script does not ask") }
        return pieces.map { $0 + "\n" }.joined()
    }

    private func answer(to plan: Plan) throws(Problem) -> Answer {
        guard answers.indices.contains(next) else { throw Self.other("the script asks more than the file holds") }
        defer { next += 1 }
        switch answers[next] {
        case .done(let combination):
            guard combination.plan.digest == plan.digest else { throw Self.other("the script asks another query") }
            return try combination.result().answer
        case .failed(let text, let problem):
            guard text == plan.canonicalText else { throw Self.other("the script asks another query") }
            throw problem
        }
    }

    private var tablesOfLastAnswer: [ResultStamp.TableVersion] {
        guard next > 0, case .done(let combination) = answers[next - 1] else { return [] }
        return combination.parts[0].tables.map { ResultStamp.TableVersion(name: $0.table, version: $0.batch.hex) }
    }

    private static func other(_ what: String) -> Problem {
        Problem(
            "result-differs", "the script and the answers in the file do not belong together: \(what)",
            mend: "do not rely on the text in the file", kind: .refused)
    }
}
