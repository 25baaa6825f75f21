import Glibc
import Synchronization

/// Wakes a thread that waits in `poll`.
final class Doorbell: Sendable {
    private struct Pipe {
        var output: Int32 = -1
        var input: Int32 = -1
    }

    private let pipe: Mutex<Pipe>

    /// Makes the descriptors; if the process has none left, the waiting thread must look around by itself.
    init() {
        var ends: [Int32] = [-1, -1]
        if Glibc.pipe(&ends) == 0 {
            for end in ends where !Sockets.makeNonBlocking(end) { fatalError("a new pipe cannot be set up") }
        }
        pipe = Mutex(Pipe(output: ends[0], input: ends[1]))
    }

    deinit {
        close()
    }

    /// What to poll for reading; -1 (which `poll` passes over) if there is none.
    var descriptor: Int32 { pipe.withLock { $0.output } }

    /// Wakes the thread, now or when it next waits.
    func ring() {
        pipe.withLock { pipe in
            guard pipe.input >= 0 else { return }
            var one: UInt8 = 1
            _ = write(pipe.input, &one, 1)
        }
    }

    /// Makes it silent again.
    func silence() {
        pipe.withLock { pipe in
            guard pipe.output >= 0 else { return }
            var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
            while read(pipe.output, &bytes, 32) == 32 {}
        }
    }

    /// Gives the descriptors back. Ringing has no effect afterwards.
    func close() {
        pipe.withLock { pipe in
            if pipe.output >= 0 { _ = Glibc.close(pipe.output) }
            if pipe.input >= 0 { _ = Glibc.close(pipe.input) }
            pipe = Pipe()
        }
    }
}
