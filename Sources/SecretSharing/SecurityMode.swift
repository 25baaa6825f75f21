/// What a computation withstands; a study states it, and the three nodes agree on it before every job.
public enum SecurityMode: String, CaseIterable, Hashable, Sendable {
    /// One node may deviate in any way: all products are recorded and verified before anything is opened.
    case active
    /// Nodes that follow the protocol learn nothing; one that deviates may falsify results.
    case passive
}
