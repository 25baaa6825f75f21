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
    private let explaining: Bool
    private let recorder: SessionRecorder?
    private let running = Mutex<Task<Void, Never>?>(nil)
    private let interrupted = Mutex(false)
    private let last = Mutex<QueryResult?>(nil)
    private let spending = Mutex(Spent())
    private let interpreterBox = Mutex<InterpreterBox?>(nil)

    /// What queries have cost.
    struct Spent {
        var queries = 0
        /// For each query the hops between the nodes, of which a mere sum needs none, and the one with which all three nodes
        /// hand their parts of the result to the analyst.
        var hops = 0
        /// What the node that sent most sent.
        var bytes = 0
    }

    /// The interpreter, used by the session's thread only.
    private struct InterpreterBox: @unchecked Sendable {
        let interpreter: Interpreter
    }

    /// A session; with `explaining` it says of each query what is asked, what it releases and what it cost; a `recorder`
    /// gathers its results.
    init(client: StudyClient, explaining: Bool = false, recorder: SessionRecorder? = nil) {
        self.client = client
        self.recorder = recorder
        self.explaining = explaining
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
            if let recorder { interpreter.now = { recorder.now } }
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
        recorder?.begin()
        try interpreter.evaluate(text) { [recorder] piece in
            recorder?.printed(piece)
            printing(piece)
        }
        recorder?.end(text)
    }

    /// The last query's result since `evaluate` began.
    var lastResult: QueryResult? { last.withLock { $0 } }

    /// The cost of all queries of the session so far.
    var spent: Spent { spending.withLock { $0 } }

    /// Writes the results of the session into a file, where they were gathered.
    func writeRecord(to path: String?) throws(Problem) {
        guard let path, let recorder else { return }
        try recorder.record(software: interpreter.software).write(to: path, study: study)
    }

    /// The number of queries of the session so far.
    var queries: Int { spent.queries }

    private func interrupt() {
        interrupted.withLock { $0 = true }
        running.withLock { $0?.cancel() }
    }

    /// Runs a plan and waits for its answer; called from the session's thread.
    private func ask(_ plan: Plan) throws(Problem) -> Answer {
        if explaining { Output.note(ExplainText.before(plan)) }
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
        let finished: QueryResult
        do throws(Problem) {
            finished = try result.get()
        } catch {
            recorder?.asked(.failed(plan: plan.canonicalText, error))
            throw error
        }
        recorder?.asked(.done(finished.record))
        if explaining { Output.note(ExplainText.after(finished)) }
        last.withLock { $0 = finished }
        spending.withLock {
            $0.queries += 1
            $0.hops += finished.cost.rounds + 1
            $0.bytes += finished.cost.bytesSent
        }
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
