/// What one party measured in one repetition.
struct Sample: Codable, Sendable {
    /// Wall time of the timed part.
    var seconds = 0.0
    /// Bytes of all messages sent, without framing.
    var bytesSent = 0
    /// Messages one after the other.
    var hops = 0
    /// The largest resident memory of the process.
    var peakMemoryMiB = 0.0
    /// Processor time of the process.
    var cpuSeconds = 0.0
}

/// What a party tells whoever started it, one after the other.
enum Report: Codable, Sendable {
    /// A repetition is over and its result was right.
    case done(Sample)
    /// Nothing more will come.
    case failed(code: String, what: String)
}
