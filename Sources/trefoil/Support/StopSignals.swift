import Dispatch
import Foundation

/// Signals as events: a closure on a queue instead of the end of the program.
final class StopSignals: @unchecked Sendable {
    // Made once, cancelled once; the sources themselves are thread-safe.
    private let sources: [any DispatchSourceSignal]

    /// Calls `handler` with the number of each signal that arrives, until the object is gone.
    init(_ numbers: [Int32], handler: @escaping @Sendable (Int32) -> Void) {
        let queue = DispatchQueue(label: "signals")
        sources = numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { handler(number) }
            source.resume()
            return source
        }
    }

    deinit { sources.forEach { $0.cancel() } }
}
