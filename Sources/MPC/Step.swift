import Primitives

/// The place of a message in a job: the labels on the way to it, as in `variance/square`.
///
/// The path names the message on the wire, keys the shared randomness and orders the ledger. Every step is used once.
public struct Step: Hashable, Sendable, CustomStringConvertible {
    /// The labels, separated by `/`.
    public let path: String

    /// The step that a label leads to from here.
    func narrowed(_ label: String) -> Step { Step(path: path.isEmpty ? label : path + "/" + label) }

    /// What stands for the step in a message: the first eight bytes of the digest of its path, little endian.
    public var tag: UInt64 {
        Digest(of: path).bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The path.
    public var description: String { path }
}
