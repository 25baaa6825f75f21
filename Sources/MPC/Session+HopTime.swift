import Fields
import Primitives
import SecretSharing

extension Session {
    /// How long a hop takes on the slowest of the links, agreed among the parties; measured at the first call in a job.
    ///
    /// Algorithms are chosen by it, so all parties must take the same number, and compare it. A party that lies can make
    /// a job slow or make it end, and nothing else.
    ///
    /// - Communication: the first time 3 empty hops, 1 of 8 bytes each way, and 1 of 32 bytes each way; else none.
    /// - Leakage: none.
    public func hopTime() throws(MPCError) -> Duration {
        if let known = state.hopTime { return known }
        let session = Session(state: state, step: Step(path: "/hop time"))
        try session["start"].barrier()
        let clock = ContinuousClock()
        let start = clock.now
        for k in 0..<2 { try session["round"][k].barrier() }
        let own = (clock.now - start) / 2
        let nanoseconds = BitWord(value: UInt64(max(0, min(own / .nanoseconds(1), Self.longestHop))))
        let last = session["agree"]
        try state.use(last.step)
        let others = try last.passBothWays(left: [nanoseconds], right: [nanoseconds])
        let slowest = max(nanoseconds.value, others.left[0].value, others.right[0].value)
        let agreed = Int64(min(slowest, UInt64(Self.longestHop)))
        let digest = Digest(of: "hop time \(agreed)").bytes
        let compare = session["compare"]
        guard try compare.neighboursAgree(left: digest, right: digest) else {
            throw .viewsDiffer(step: compare.step.path)
        }
        let hopTime = Duration.nanoseconds(agreed)
        state.hopTime = hopTime
        return hopTime
    }

    /// What counts as the longest hop, in nanoseconds: 60 s.
    private static var longestHop: Double { 60e9 }
}
