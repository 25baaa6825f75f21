public import MPC

/// A link that does something to the messages of the link behind. For tests only.
public protocol WrappingLink: Link {
    /// The link behind.
    var inner: any Link { get }
}

extension WrappingLink {
    /// The neighbour by its role.
    public func describe(_ neighbour: Neighbour) -> String { inner.describe(neighbour) }

    /// Sends bytes over the link behind.
    public func deliver(_ bytes: [UInt8], tag: UInt64, to neighbour: Neighbour) throws(LinkError) {
        let sent = bytes.withUnsafeBytes { bytes in
            Result { () throws(LinkError) in try inner.send(bytes, tag: tag, to: neighbour) }
        }
        try sent.get()
    }
}
