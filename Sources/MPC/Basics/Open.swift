import Fields
import Primitives
public import SecretSharing

extension Session {
    /// A vector of random elements that no party knows.
    ///
    /// - Communication: none.
    /// - Leakage: none.
    public func random<Element: ShareElement>(count: Int) throws(MPCError) -> Shared<Element> {
        try state.use(step)
        return state.randomness.share(step, count: count)
    }

    /// Opens a vector to all parties. Only for values that are uniform by construction, whatever anybody did.
    ///
    /// What came is not checked here: ``compareViews()`` covers all openings since the last comparison.
    ///
    /// - Communication: 8 bytes an element, 1 hop.
    /// - Leakage: the vector itself.
    func openMasked<Element: ShareElement>(_ x: Shared<Element>) throws(MPCError) -> [Element] {
        try state.use(step)
        let last = try passRight(x.own)
        state.views.add(received: last, expected: x.next, at: step)
        return zip(zip(x.own, x.next), last).map { $0.0 + $0.1 + $1 }
    }

    /// Randomness that everybody learns now and nobody knew before: a stream from an opened seed.
    ///
    /// A coin is fresh every time and opened as late as possible.
    ///
    /// - Communication: 32 bytes, 1 hop.
    /// - Leakage: none; the seed depends on keys alone.
    func coin() throws(MPCError) -> KeyStream {
        let seed: Shared<BitWord> = try self["seed"].random(count: 4)
        let opened = try self["open"].openMasked(seed)
        let key = HKDF.derive(
            secret: Component.bytes(of: opened), salt: state.context, info: Array(step.path.utf8), count: 16)
        return KeyStream(key: key)
    }

    /// Compares with both neighbours what was opened since the last comparison.
    ///
    /// - Communication: 32 bytes each way, 1 hop.
    /// - Leakage: none; the digests are of values that both sides of each comparison hold.
    func compareViews() throws(MPCError) {
        let (received, expected) = state.views.take()
        guard try neighboursAgree(left: expected, right: received) else { throw .viewsDiffer(step: step.path) }
    }

    /// Sends a digest each way; whether the neighbours sent the same ones.
    func neighboursAgree(left: [UInt8], right: [UInt8]) throws(MPCError) -> Bool {
        try state.use(step)
        let digests = try passBothWays(left: Self.words(left), right: Self.words(right))
        let leftAgrees = constantTimeEqual(Component.bytes(of: digests.left), left)
        return constantTimeEqual(Component.bytes(of: digests.right), right) && leftAgrees
    }

    /// Returns once the left neighbour has reached the same step, and so has received all that it was due from its
    /// own left before.
    ///
    /// - Communication: an empty message, 1 hop.
    /// - Leakage: none.
    func barrier() throws(MPCError) {
        try state.use(step)
        let _: [BitWord] = try passRight([])
    }

    private static func words(_ digest: [UInt8]) -> [BitWord] {
        stride(from: 0, to: digest.count, by: 8).map { start in
            BitWord(value: digest[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) })
        }
    }
}
