import Client
import Study
import Synchronization
import Wire

/// Gathers what a session was and printed, for a file of its results. What ended in an error leaves no trace in it.
final class SessionRecorder: Sendable {
    private struct State {
        var script: [String] = []
        var output = ""
        var queries: [ResultRecord.Query] = []
        /// Of the text that is being evaluated.
        var printed = ""
        var asked: [ResultRecord.Query] = []
    }

    private let date = ResultRecord.now
    private let state = Mutex(State())

    /// The instant that all files of the session are stamped with, so that it can be replayed.
    var now: String { date }

    /// A text begins.
    func begin() {
        state.withLock { state in
            state.printed = ""
            state.asked = []
        }
    }

    /// A piece was printed.
    func printed(_ piece: String) { state.withLock { $0.printed += piece + "\n" } }

    /// A query has ended.
    func asked(_ query: ResultRecord.Query) { state.withLock { $0.asked.append(query) } }

    /// The text was evaluated to its end.
    func end(_ text: String) {
        state.withLock { state in
            state.script.append(text)
            state.output += state.printed
            state.queries += state.asked
        }
    }

    /// The record of the session so far.
    func record(software: String) -> ResultRecord {
        state.withLock { state in
            ResultRecord(
                script: state.script.joined(separator: "\n"), output: state.output, date: date, software: software,
                queries: state.queries)
        }
    }
}
