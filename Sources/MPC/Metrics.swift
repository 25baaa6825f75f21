/// What a job has cost one party so far.
public struct Metrics: Hashable, Sendable {
    /// Hops: one message each way round the ring at the same time counts once.
    public var hops = 0
    /// Bytes of all messages sent, without framing.
    public var bytesSent = 0
    /// Products over F_p, a term of an inner product counting as one.
    public var products = 0
    /// ANDs, padding to whole words included.
    public var ands = 0
    /// Steps used.
    public var steps = 0

    /// The cost between two readings.
    public static func - (later: Metrics, earlier: Metrics) -> Metrics {
        Metrics(
            hops: later.hops - earlier.hops, bytesSent: later.bytesSent - earlier.bytesSent,
            products: later.products - earlier.products, ands: later.ands - earlier.ands,
            steps: later.steps - earlier.steps)
    }
}
