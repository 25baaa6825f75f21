import Glibc
public import SecretSharing
import Synchronization
public import Wire

/// A control connection to another node: messages of the nodes to each other, in order, beside the jobs.
///
/// All calls may come from any thread.
public final class PeerConnection: @unchecked Sendable {
    // `lock` guards the channel; `receiving` lets one thread wait at a time. A thread in `poll` holds only `receiving`.
    private let lock = Mutex(())
    private let receiving = Mutex(())
    private let channel: TLSChannel
    private let bell = Doorbell()
    private var isClosed = false

    /// The other node's name.
    public let peerName: String
    /// The other node's role in the study.
    public let peerRole: Role

    /// How much may wait for a peer that does not read, in bytes.
    static let backlog = 64 << 20

    init(channel: TLSChannel, name: String, role: Role) {
        self.channel = channel
        peerName = name
        peerRole = role
    }

    private var ended: Problem {
        Problem(
            "peer-down", "the connection to \(peerName) has ended", at: "node \(peerName)",
            mend: "it is opened again by itself; see that \(peerName) runs", kind: .tryAgain)
    }

    /// Sends a message; returns at once, also if the other node is slow to read.
    public func send(_ frame: [UInt8]) throws(Problem) {
        let result = lock.withLock { _ in
            Result { () throws(Problem) in
                guard !isClosed else { throw ended }
                guard channel.outgoingCount < Self.backlog else {
                    shut()
                    throw Problem(
                        "peer-silent", "\(peerName) does not read what it is sent", at: "node \(peerName)",
                        mend: "see how \(peerName) is doing", kind: .tryAgain)
                }
                do throws(ChannelEnd) {
                    try channel.send(frame, tag: Frame.Tag.control)
                } catch {
                    throw ended
                }
                return channel.hasOutgoing
            }
        }
        // What is left goes out when the receiving thread finds the socket writable.
        if try result.get() { bell.ring() }
    }

    /// Waits for the next message.
    ///
    /// - Parameters:
    ///   - limit: the largest message, in bytes; a longer one ends the connection.
    ///   - deadline: when to give up with the problem `timed-out`; nil waits as long as the connection lives.
    public func receive(limit: Int, deadline: ContinuousClock.Instant?) throws(Problem) -> [UInt8] {
        let result = receiving.withLock { _ in
            Result { () throws(Problem) in try wait(limit: limit, deadline: deadline) }
        }
        return try result.get()
    }

    private func wait(limit: Int, deadline: ContinuousClock.Instant?) throws(Problem) -> [UInt8] {
        while true {
            var entries: [pollfd] = []
            let step = lock.withLock { _ in
                Result { () throws(Problem) in
                    let frame = try look(limit: limit)
                    let events = Waiting.readable | (channel.hasOutgoing ? Waiting.writable : 0)
                    entries = [pollfd(channel.descriptor, events), pollfd(bell.descriptor, Waiting.readable)]
                    return frame
                }
            }
            if let frame = try step.get() { return frame }
            if let deadline, ContinuousClock.now >= deadline {
                throw Problem("timed-out", "\(peerName) sent nothing in time", at: "node \(peerName)", kind: .tryAgain)
            }
            Waiting.wait(&entries, until: deadline ?? .now + .seconds(60))
            if entries[1].revents != 0 { bell.silence() }
        }
    }

    /// Under the lock: sends what waits and takes a message if there is one.
    private func look(limit: Int) throws(Problem) -> [UInt8]? {
        guard !isClosed else { throw ended }
        do throws(ChannelEnd) {
            // What the other side sent before it left is still worth reading.
            let failure = flushFailure()
            guard let frame = try channel.nextFrame(limit: limit) else {
                if let failure { throw failure }
                return nil
            }
            guard frame.tag == Frame.Tag.control else { throw .damaged("a message of another kind came") }
            return frame.payload
        } catch {
            shut()
            guard case .damaged(let what) = error else { throw ended }
            throw Problem("malformed-message", "a message of \(peerName) is wrong: \(what)", at: "node \(peerName)")
        }
    }

    private func flushFailure() -> ChannelEnd? {
        do throws(ChannelEnd) {
            try channel.flush()
            return nil
        } catch {
            return error
        }
    }

    /// Ends the connection; threads that wait on it wake with a problem.
    public func close() {
        lock.withLock { _ in shut() }
        bell.ring()
    }

    private func shut() {
        guard !isClosed else { return }
        isClosed = true
        _ = try? channel.flush()
        channel.shutDown()
    }

    /// Gives the descriptors back, once no thread waits any more.
    func release() {
        close()
        receiving.withLock { _ in
            lock.withLock { _ in channel.close() }
        }
        bell.close()
    }
}
