import Client
import Inference
import Language
import Study
import Wire

/// Three nodes with tables on them, of whatever kind.
protocol Cluster: Sendable {
    var study: Study { get }

    /// Has a plan computed and its answer finished.
    func answer(_ plan: Plan) async throws -> Answer
}

extension Cluster {
    /// What a console prints for a text, after `load` of all tables into variables of their names.
    func printed(_ text: String, session: String? = nil) async throws -> String {
        let loads = session ?? study.tables.map { "\($0) <- load(\"\($0)\")" }.joined(separator: "\n")
        var answers: [Answer] = []
        while true {
            switch Pass(study: study, answers: answers).evaluate(text, after: loads) {
            case .success(.printed(let printed)): return printed
            case .success(.needs(let plan)): answers.append(try await answer(plan))
            case .failure(let problem): throw problem
            }
        }
    }
}

/// One evaluation of a text with the answers known so far. The interpreter is synchronous, and clusters are not: so the
/// text is evaluated anew with one answer more, until none is missing.
private final class Pass {
    enum Outcome {
        case printed(String)
        case needs(Plan)
    }

    private let study: Study
    private var answers: [Answer]
    private var needed: Plan?

    init(study: Study, answers: [Answer]) {
        self.study = study
        self.answers = answers
    }

    func evaluate(_ text: String, after session: String) -> Result<Outcome, Problem> {
        let interpreter = Interpreter(study: study) { [unowned self] (plan) throws(Problem) in try take(plan) }
        do throws(Problem) {
            _ = try interpreter.evaluate(session)
            return .success(.printed(try interpreter.evaluate(text) ?? ""))
        } catch {
            return needed.map { .success(.needs($0)) } ?? .failure(error)
        }
    }

    private func take(_ plan: Plan) throws(Problem) -> Answer {
        guard !answers.isEmpty else {
            needed = plan
            throw Problem("needed", "the answer is not there yet")
        }
        return answers.removeFirst()
    }
}
