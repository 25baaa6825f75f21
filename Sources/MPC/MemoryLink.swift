import Foundation
public import SecretSharing

/// A link between parties that are threads of one process.
///
/// It never waits in vain: once every party still there waits for a message that nobody can send any more, all of
/// them get a time-out at once, without a clock.
public final class MemoryLink: Link {
    private let ring: Ring
    private let role: Role

    private init(ring: Ring, role: Role) {
        self.ring = ring
        self.role = role
    }

    /// The three links of a ring, in the order of the roles.
    public static func ring() -> [MemoryLink] {
        let ring = Ring()
        return Role.allCases.map { MemoryLink(ring: ring, role: $0) }
    }

    /// Ends this party's side; whoever waits for it, or ever will, gets an error.
    public func close() { ring.close(role) }

    /// Delivers the message to the mailbox of the neighbour.
    public func send(_ payload: UnsafeRawBufferPointer, tag: UInt64, to neighbour: Neighbour) throws(LinkError) {
        ring.put(Message(tag: tag, payload: Array(payload)), from: role, to: role.neighbour(neighbour))
    }

    /// Waits for the next message in the mailbox.
    public func receive(
        into payload: UnsafeMutableRawBufferPointer, tag: UInt64, from neighbour: Neighbour
    ) throws(LinkError) {
        let message = try ring.take(from: role.neighbour(neighbour), at: role)
        guard message.tag == tag else {
            throw .outOfStep(node: describe(neighbour), expected: tag, got: message.tag)
        }
        guard message.payload.count == payload.count else {
            throw .wrongLength(node: describe(neighbour), expected: payload.count, got: message.payload.count)
        }
        payload.copyBytes(from: message.payload)
    }

    /// The neighbour by its role.
    public func describe(_ neighbour: Neighbour) -> String { "\(role.neighbour(neighbour)) party" }
}

extension Role {
    /// The party on that side.
    public func neighbour(_ neighbour: Neighbour) -> Role {
        switch neighbour {
        case .left: left
        case .right: right
        }
    }
}

private struct Message {
    var tag: UInt64
    var payload: [UInt8]
}

private struct Way: Hashable {
    var from: Role
    var to: Role
}

/// The mailboxes of three parties behind one lock.
private final class Ring: @unchecked Sendable {
    private let condition = NSCondition()
    private var mail: [Way: [Message]] = [:]
    private var waiting: [Role: Way] = [:]
    private var closed: Set<Role> = []
    private var stalled = false

    func put(_ message: Message, from sender: Role, to receiver: Role) {
        condition.withLock {
            let way = Way(from: sender, to: receiver)
            mail[way, default: []].append(message)
            if waiting[receiver] == way { waiting[receiver] = nil }
            condition.broadcast()
        }
    }

    func take(from sender: Role, at receiver: Role) throws(LinkError) -> Message {
        condition.lock()
        defer {
            waiting[receiver] = nil
            condition.unlock()
        }
        let way = Way(from: sender, to: receiver)
        while true {
            if let queue = mail[way], let message = queue.first {
                mail[way]?.removeFirst()
                return message
            }
            if closed.contains(sender) { throw .lost(node: "\(sender) party") }
            waiting[receiver] = way
            if waiting.count + closed.count == Role.allCases.count {
                stalled = true
                condition.broadcast()
            }
            if stalled { throw .timedOut(node: "\(sender) party") }
            condition.wait()
        }
    }

    func close(_ role: Role) {
        condition.withLock {
            closed.insert(role)
            waiting[role] = nil
            condition.broadcast()
        }
    }
}
