import Primitives
import Synchronization

/// The place of a message in a job: the labels on the way to it, as in `variance/square`.
///
/// The path names the message on the wire, says where the shared randomness of the step begins, and orders the ledger.
/// Every step is used once.
public struct Step: Hashable, Sendable, CustomStringConvertible {
    /// The labels, separated by `/`.
    public let path: String
    private let digested: DigestOnce

    init(path: String) {
        self.path = path
        digested = DigestOnce(path)
    }

    /// The step that a label leads to from here.
    func narrowed(_ label: String) -> Step { Step(path: path.isEmpty ? label : path + "/" + label) }

    /// What stands for the step in a message: the first eight bytes of the digest of its path, little endian.
    public var tag: UInt64 { digested.value.tag }

    /// Where the streams of the step begin.
    var place: KeyStreamSource.Place { digested.value.place }

    /// The path.
    public var description: String { path }

    /// Whether both are the same step.
    public static func == (a: Step, b: Step) -> Bool { a.path == b.path }

    /// Feeds the path.
    public func hash(into hasher: inout Hasher) { hasher.combine(path) }
}

/// The digest of a path, computed when it is first asked for: most steps are only on the way to others.
private final class DigestOnce: @unchecked Sendable {
    private let path: String
    private let lock = Mutex<(tag: UInt64, place: KeyStreamSource.Place)?>(nil)

    init(_ path: String) { self.path = path }

    var value: (tag: UInt64, place: KeyStreamSource.Place) {
        lock.withLock { known in
            if let known { return known }
            let digest = Digest(of: path)
            let tag = digest.bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
            let computed = (tag: tag, place: KeyStreamSource.Place(digest))
            known = computed
            return computed
        }
    }
}
