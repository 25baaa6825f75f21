public import MPC

/// What a hostile party does to one of the messages that it sends.
public enum Tampering: Hashable, Sendable {
    /// Turns a bit of the payload round; bits are counted modulo its length, an empty payload stays as it is.
    case flip(bit: Int)
    /// Gives the message the tag of another step.
    case retag
    /// Cuts the last byte off, or adds one to an empty payload.
    case shorten
    /// Adds a byte.
    case lengthen
    /// Does not send it.
    case drop
    /// Sends it twice.
    case duplicate
    /// Sends it after the next message to the same neighbour.
    case delay
}

/// A link of a party that sends all but one of its messages faithfully. For tests only.
public final class HostileLink: Link {
    /// The link behind.
    public let inner: any Link
    /// How many messages have been sent so far.
    public private(set) var sent = 0
    private let target: Int
    private let tampering: Tampering
    private var delayed: (payload: [UInt8], tag: UInt64, to: Neighbour)?

    /// Tampers with the message number `target`, counted from 0 over both directions.
    public init(_ inner: any Link, message target: Int, _ tampering: Tampering) {
        self.inner = inner
        self.target = target
        self.tampering = tampering
    }

    /// Delivers the message, tampered with if its turn has come.
    public func send(_ payload: UnsafeRawBufferPointer, tag: UInt64, to neighbour: Neighbour) throws(LinkError) {
        defer { sent += 1 }
        guard sent == target else {
            try deliver(Array(payload), tag: tag, to: neighbour)
            if let late = delayed, late.to == neighbour {
                delayed = nil
                try deliver(late.payload, tag: late.tag, to: late.to)
            }
            return
        }
        var bytes = Array(payload)
        switch tampering {
        case .flip(let bit):
            if !bytes.isEmpty { bytes[bit / 8 % bytes.count] ^= 1 << UInt8(bit % 8) }
            try deliver(bytes, tag: tag, to: neighbour)
        case .retag:
            try deliver(bytes, tag: tag ^ 1, to: neighbour)
        case .shorten:
            try deliver(bytes.isEmpty ? [0] : bytes.dropLast(), tag: tag, to: neighbour)
        case .lengthen:
            try deliver(bytes + [0], tag: tag, to: neighbour)
        case .drop:
            break
        case .duplicate:
            try deliver(bytes, tag: tag, to: neighbour)
            try deliver(bytes, tag: tag, to: neighbour)
        case .delay:
            delayed = (bytes, tag, neighbour)
        }
    }

    /// Waits for the next message as the link behind does.
    public func receive(
        into payload: UnsafeMutableRawBufferPointer, tag: UInt64, from neighbour: Neighbour
    ) throws(LinkError) {
        try inner.receive(into: payload, tag: tag, from: neighbour)
    }

    /// The neighbour by its role.
    public func describe(_ neighbour: Neighbour) -> String { inner.describe(neighbour) }

    private func deliver(_ bytes: [UInt8], tag: UInt64, to neighbour: Neighbour) throws(LinkError) {
        let sent = bytes.withUnsafeBytes { bytes in
            Result { () throws(LinkError) in try inner.send(bytes, tag: tag, to: neighbour) }
        }
        try sent.get()
    }
}
