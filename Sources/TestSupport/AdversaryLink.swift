public import MPC

/// A link whose messages pass through the hands of an adversary that knows all that its party knows. For tests only.
public final class AdversaryLink: WrappingLink {
    /// A message on its way out.
    public struct Message: Sendable {
        /// The tag of its step.
        public var tag: UInt64
        /// The bytes.
        public var payload: [UInt8]
        /// To whom it goes.
        public var to: Neighbour

        /// Takes the parts.
        public init(tag: UInt64, payload: [UInt8], to: Neighbour) {
            self.tag = tag
            self.payload = payload
            self.to = to
        }
    }

    /// The link behind.
    public let inner: any Link
    /// What is sent in place of a message: usually the message, perhaps changed; or nothing, or several.
    public var onSend: (Message) -> [Message] = { [$0] }
    /// Called with the tag, the sender and the bytes of what came, before the party gets it: what the party gets, and
    /// what is sent first.
    public var onReceive: (UInt64, Neighbour, [UInt8]) -> (payload: [UInt8], send: [Message]) = { ($2, []) }

    /// Wraps a link; does nothing before it is told what to do.
    public init(_ inner: any Link) { self.inner = inner }

    /// Hands the message to the adversary and delivers what it gives back.
    public func send(_ payload: UnsafeRawBufferPointer, tag: UInt64, to neighbour: Neighbour) throws(LinkError) {
        for message in onSend(Message(tag: tag, payload: Array(payload), to: neighbour)) {
            try deliver(message.payload, tag: message.tag, to: message.to)
        }
    }

    /// Waits for the next message and hands it to the adversary first.
    public func receive(
        into payload: UnsafeMutableRawBufferPointer, tag: UInt64, from neighbour: Neighbour
    ) throws(LinkError) {
        try inner.receive(into: payload, tag: tag, from: neighbour)
        let (given, messages) = onReceive(tag, neighbour, Array(payload))
        for message in messages { try deliver(message.payload, tag: message.tag, to: message.to) }
        payload.copyBytes(from: given)
    }
}
