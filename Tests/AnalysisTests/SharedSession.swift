import Inference
import Language
import MPC
import Study
import Wire

@testable import Client

/// An analyst's session on the fixture's table `t`, each query computed on shares by three parties.
final class SharedSession {
    /// The plans asked so far.
    private(set) var plans: [Plan] = []
    /// What any of them opened beside what it documents, and what it did not.
    private(set) var differences: [String] = []
    private let fixture: Fixture
    private var interpreter: Interpreter?

    init() throws {
        fixture = try Fixture()
        let interpreter = Interpreter(study: fixture.study) { [unowned self] (plan) throws(Problem) in
            try self.ask(plan)
        }
        self.interpreter = interpreter
        _ = try interpreter.evaluate("t <- load(\"t\")")
    }

    /// The value of a text as a program reads it.
    func object(of text: String) throws -> RObject {
        guard let interpreter else { return .null }
        return try interpreter.object(of: text)
    }

    private func ask(_ plan: Plan) throws(Problem) -> Answer {
        do {
            let released = try fixture.released(plan)
            plans.append(plan)
            differences +=
                ReleaseAccount(
                    documented: plan.analysis.releases, entries: released.entries, rows: Fixture.rows
                ).differences
            return try Finishing(plan: plan, study: fixture.study).answer(
                ReleasedValues(
                    released.values.map { Int64($0) }, cells: released.cells, rules: released.rules,
                    policy: fixture.study.policy), publicNumbers: released.publicNumbers)
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem("failed", "\(error)")
        }
    }
}
