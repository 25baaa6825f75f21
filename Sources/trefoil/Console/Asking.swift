import Client
import Dispatch
import Foundation
import Inference
import Language
import Messages
import Node
import SecretSharing
import Study
import Synchronization
import Wire

/// A session with a study: the interpreter on one side, the three nodes on the other.
///
/// The interpreter is synchronous and runs on a thread of its own; each query is a task that Ctrl-C cancels.
final class Asking: Sendable {
    let client: StudyClient
    private let running = Mutex<Task<Void, Never>?>(nil)
    private let interrupted = Mutex(false)
    private let last = Mutex<QueryResult?>(nil)
    private let spent = Mutex(0)
    private let asked = Mutex(0)
    private let interpreterBox = Mutex<InterpreterBox?>(nil)

    /// The interpreter, used by the session's thread only.
    private struct InterpreterBox: @unchecked Sendable {
        let interpreter: Interpreter
    }

    init(client: StudyClient) {
        self.client = client
    }

    var study: Study { client.study }

    /// What every result of a study is to be read with.
    static func modeNote(_ study: Study) -> String { " (\(TimeText.meaning(of: study.mode)))" }

    /// Connects to the three nodes before the first question, and says in a line what there is to ask about.
    func connect() async throws(Problem) -> String {
        let tables = try await client.tables().map { "\($0.table) (\($0.rows) rows)" }
        return tables.isEmpty ? "no tables yet" : "tables: \(tables.joined(separator: ", "))"
    }

    /// The interpreter of this session, made when it is first needed.
    var interpreter: Interpreter {
        let box = interpreterBox.withLock { box in
            if let box { return box }
            let interpreter = Interpreter(study: study) { [unowned self] (plan) throws(Problem) in try self.ask(plan) }
            interpreter.software = "trefoil \(Release.version)"
            interpreter.tablesOfLastAnswer = { [unowned self] in
                (lastResult?.tables ?? []).map { ResultStamp.TableVersion(name: $0.table, version: $0.batch.hex) }
            }
            interpreter.isCancelled = { [unowned self] in self.interrupted.withLock { $0 } }
            let new = InterpreterBox(interpreter: interpreter)
            box = new
            return new
        }
        return box.interpreter
    }

    /// Evaluates a text; printed pieces are handed over as they come. Ctrl-C ends it.
    func evaluate(_ text: String, printing: @escaping (String) -> Void) throws(Problem) {
        interrupted.withLock { $0 = false }
        last.withLock { $0 = nil }
        let signals = StopSignals([SIGINT]) { [self] _ in interrupt() }
        defer { withExtendedLifetime(signals) {} }
        try interpreter.evaluate(text, printing: printing)
    }

    /// The last query's result since `evaluate` began.
    var lastResult: QueryResult? { last.withLock { $0 } }

    /// The hops of all queries of the session so far: for each query those between the nodes, of which a mere sum needs none, and
    /// the one with which all three nodes hand their parts of the result to the analyst.
    var hops: Int { spent.withLock { $0 } }

    /// The number of queries of the session so far.
    var queries: Int { asked.withLock { $0 } }

    private func interrupt() {
        interrupted.withLock { $0 = true }
        running.withLock { $0?.cancel() }
    }

    /// Runs a plan and waits for its answer; called from the session's thread.
    private func ask(_ plan: Plan) throws(Problem) -> Answer {
        let done = DispatchSemaphore(value: 0)
        let outcome = Mutex<Result<QueryResult, Problem>?>(nil)
        let task = Task { [client] in
            let result: Result<QueryResult, Problem>
            do throws(Problem) {
                result = .success(try await client.run(plan))
            } catch {
                result = .failure(error)
            }
            outcome.withLock { $0 = result }
            done.signal()
        }
        running.withLock { $0 = task }
        if interrupted.withLock({ $0 }) { task.cancel() }
        done.wait()
        running.withLock { $0 = nil }
        guard let result = outcome.withLock({ $0 }) else {
            throw Problem("cancelled", "the query was cancelled", kind: .tryAgain)
        }
        let finished = try result.get()
        last.withLock { $0 = finished }
        spent.withLock { $0 += finished.cost.rounds + 1 }
        asked.withLock { $0 += 1 }
        return finished.answer
    }

    /// Runs a part of the session on a thread of its own, with a stack for deep expressions.
    func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable (Asking) -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            let thread = Thread { [self] in continuation.resume(returning: body(self)) }
            thread.stackSize = 64 << 20
            thread.start()
        }
    }
}
