import Client
import Foundation
import Inference
import Language
import Synchronization
import Wire

extension Cluster {
    /// Evaluates texts one after the other in one session, as a console or `trefoil run` does.
    ///
    /// - Returns: for each text what it printed, its error and the notes beside its answers, in lines.
    func transcript(of texts: [String]) async throws -> [[String]] {
        let cluster = self
        return try await OwnThreads.blocking {
            let session = Interpreter(study: cluster.study) { (plan) throws(Problem) in try cluster.waiting(for: plan) }
            return texts.map { text in
                var pieces: [String] = []
                do throws(Problem) {
                    try session.evaluate(text) { pieces.append($0) }
                } catch {
                    pieces.append(error.text)
                }
                pieces += session.notes.map { "note: \($0)" }
                return pieces.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
            }
        }
    }

    /// The answer to a plan; blocks the calling thread.
    private func waiting(for plan: Plan) throws(Problem) -> Answer {
        let done = DispatchSemaphore(value: 0)
        let outcome = Mutex<Result<Answer, Problem>?>(nil)
        Task(executorPreference: OwnThreads.shared) {
            do {
                let answer = try await self.answer(plan)
                outcome.withLock { $0 = .success(answer) }
            } catch {
                let problem = error as? Problem ?? Problem("failed", "\(error)")
                outcome.withLock { $0 = .failure(problem) }
            }
            done.signal()
        }
        done.wait()
        guard let result = outcome.withLock({ $0 }) else { throw Problem("failed", "there is no answer") }
        return try result.get()
    }
}
