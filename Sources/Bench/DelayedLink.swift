import Glibc
package import MPC
import Transport

/// A link whose messages arrive a fixed time after they were sent, as over a long line of unlimited width.
///
/// Each message carries the time of its sending; all parties are on one machine and read the same clock. The receiver
/// holds it until it is due, so a sender never waits and messages that travel together are late together.
package final class DelayedLink: Link {
    private let inner: any Link
    private let latency: UInt64
    private let wait: (UInt64) throws(LinkError) -> Void

    /// Delays the messages of a link.
    ///
    /// - Parameters:
    ///   - inner: the link behind.
    ///   - latency: how long each message takes, in nanoseconds.
    ///   - wait: waits for a number of nanoseconds, sending meanwhile what still waits to be sent.
    init(_ inner: any Link, latency: UInt64, wait: @escaping (UInt64) throws(LinkError) -> Void) {
        self.inner = inner
        self.latency = latency
        self.wait = wait
    }

    package func send(_ payload: UnsafeRawBufferPointer, tag: UInt64, to neighbour: Neighbour) throws(LinkError) {
        let message = UnsafeMutableRawBufferPointer.allocate(byteCount: payload.count + 8, alignment: 16)
        defer { message.deallocate() }
        message.storeBytes(of: Self.now, as: UInt64.self)
        UnsafeMutableRawBufferPointer(rebasing: message[8...]).copyMemory(from: payload)
        try inner.send(UnsafeRawBufferPointer(message), tag: tag, to: neighbour)
    }

    package func receive(
        into payload: UnsafeMutableRawBufferPointer, tag: UInt64, from neighbour: Neighbour
    ) throws(LinkError) {
        let message = UnsafeMutableRawBufferPointer.allocate(byteCount: payload.count + 8, alignment: 16)
        defer { message.deallocate() }
        try inner.receive(into: message, tag: tag, from: neighbour)
        let due = message.load(as: UInt64.self) &+ latency
        payload.copyMemory(from: UnsafeRawBufferPointer(rebasing: message[8...]))
        let now = Self.now
        if due > now { try wait(due - now) }
    }

    package func describe(_ neighbour: Neighbour) -> String { inner.describe(neighbour) }

    /// Puts a delay into the links of a node's jobs; nothing where there is none.
    package static func wrapping(latency: UInt64) -> @Sendable (any Link) -> any Link {
        { link in
            over(link, latency) { nanoseconds throws(LinkError) in
                guard let line = link as? TLSLink else {
                    usleep(UInt32(nanoseconds / 1000))
                    return
                }
                try line.pause(.nanoseconds(nanoseconds))
            }
        }
    }

    /// The machine's clock in nanoseconds; the same for all processes.
    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
