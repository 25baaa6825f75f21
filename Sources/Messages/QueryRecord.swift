public import Identity
public import Primitives

/// A query as its analyst signed it, and the three parts of its result as the nodes signed them: all that is needed to put the
/// result together again.
public struct QueryRecord: Sendable, Equatable {
    /// The signed `QueryRequest`.
    public let query: SignedMessage
    /// The signed `ResultPart`s, in the order of the nodes' roles.
    public let parts: [SignedMessage]

    /// The job that the nodes' parts name.
    public var job: Digest { Digest(of: query.payload) }

    /// A record.
    public init(query: SignedMessage, parts: [SignedMessage]) {
        self.query = query
        self.parts = parts
    }
}
