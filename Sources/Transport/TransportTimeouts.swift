/// How long the transport waits for what, and how many connections it keeps.
public struct TransportTimeouts: Sendable {
    /// How long a TLS handshake and the first frame after it may take.
    public var handshake: Duration = .seconds(5)
    /// How long one message of a job may take to arrive.
    public var hop: Duration = .seconds(20)
    /// How long a job goes on trying to reach a node that cannot be reached at all.
    public var patience: Duration = .seconds(2)
    /// How long a receiver looks at its socket before it sleeps.
    public var spin: Duration = .microseconds(200)
    /// The first pause before a control connection is dialled again; doubled after each failure.
    public var shortestPause: Duration = .milliseconds(50)
    /// The longest pause before a control connection is dialled again.
    public var longestPause: Duration = .seconds(1)
    /// How many connections may be in their handshake at once; the oldest gives way.
    public var handshakesAtOnce = 64
    /// How many connections of one peer may wait for jobs, and how many may wait idle.
    public var connectionsPerPeer = 64

    /// The usual values.
    public init() {}
}
