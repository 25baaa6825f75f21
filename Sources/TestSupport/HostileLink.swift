public import MPC

/// What a hostile party does to one of the messages that it sends.
public enum Tampering: Hashable, Sendable {
    /// Turns a bit of the payload round; bits are counted modulo its length, an empty payload stays as it is.
    case flip(bit: Int)
    /// Sends the payload of the latest earlier message of the same length and another step, if there is one.
    case replay
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
public final class HostileLink: WrappingLink {
    /// A message that was sent, without its payload.
    public struct Sent: Hashable, Sendable {
        /// The tag of its step.
        public var tag: UInt64
        /// The length of the payload in bytes.
        public var length: Int
        /// To whom it went.
        public var to: Neighbour
        /// Whether an earlier message of the same length belonged to another step.
        public var canBeReplayed: Bool
    }

    /// The link behind.
    public let inner: any Link
    /// The messages so far, as the party meant them.
    public private(set) var log: [Sent] = []
    /// How many messages have been sent so far.
    public var sent: Int { log.count }
    private let target: Int
    private let tampering: Tampering
    private let ignored: Set<UInt64>
    private var delayed: (payload: [UInt8], tag: UInt64, to: Neighbour)?
    private var payloads: [[UInt8]] = []

    /// Tampers with the message number `target`, counted from 0 over both directions.
    ///
    /// - Parameter ignored: the tags of steps that compare what is sent with what comes. The party is told there that
    ///   all is well, so that it goes on after it has deviated.
    public init(_ inner: any Link, message target: Int, _ tampering: Tampering, ignoring ignored: Set<UInt64> = []) {
        self.inner = inner
        self.target = target
        self.tampering = tampering
        self.ignored = ignored
    }

    /// Delivers the message, tampered with if its turn has come.
    public func send(_ payload: UnsafeRawBufferPointer, tag: UInt64, to neighbour: Neighbour) throws(LinkError) {
        let bytes = Array(payload)
        let number = sent
        let earlier = log.indices.last { log[$0].length == bytes.count && log[$0].tag != tag }
        log.append(Sent(tag: tag, length: bytes.count, to: neighbour, canBeReplayed: earlier != nil))
        payloads.append(bytes)
        guard number == target else {
            try deliver(bytes, tag: tag, to: neighbour)
            if let late = delayed, late.to == neighbour {
                delayed = nil
                try deliver(late.payload, tag: late.tag, to: late.to)
            }
            return
        }
        switch tampering {
        case .flip(let bit):
            var changed = bytes
            if !bytes.isEmpty { changed[bit / 8 % bytes.count] ^= 1 << UInt8(bit % 8) }
            try deliver(changed, tag: tag, to: neighbour)
        case .replay:
            try deliver(earlier.map { payloads[$0] } ?? bytes, tag: tag, to: neighbour)
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
        guard ignored.contains(tag) else { return }
        if let own = log.indices.last(where: { log[$0].tag == tag && log[$0].to == neighbour }),
            payloads[own].count == payload.count
        {
            payload.copyBytes(from: payloads[own])
        }
    }
}
