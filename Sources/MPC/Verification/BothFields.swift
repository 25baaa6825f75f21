import Fields
import Primitives
import SecretSharing

// The two fields are verified side by side, in the same hops: a message holds numbers and after them words.

extension Session {
    /// Two streams of coins, from one that is opened now.
    func coins() throws(MPCError) -> (numbers: KeyStream, words: KeyStream) {
        let coin = try coin()
        var keys = [UInt8](repeating: 0, count: 2 * KeyStream.keyByteCount)
        keys.withUnsafeMutableBytes { coin.fill($0) }
        return (
            KeyStream(key: Array(keys.prefix(KeyStream.keyByteCount))),
            KeyStream(key: Array(keys.suffix(KeyStream.keyByteCount)))
        )
    }

    /// Makes shares of the sums of all parties' parts: each is masked by a share of zero and sent to the left.
    ///
    /// - Communication: 8 bytes an element, 1 hop.
    /// - Leakage: none.
    func passParts(
        _ numbers: [Mersenne61], _ words: [BitWord]
    ) throws(MPCError) -> (numbers: Shared<Mersenne61>, words: Shared<BitWord>) {
        guard numbers.count + words.count > 0 else { return (.zero(count: 0), .zero(count: 0)) }
        let numberMask: Shared<Mersenne61> = try self["numbers"].random(count: numbers.count)
        let wordMask: Shared<BitWord> = try self["words"].random(count: words.count)
        let ownNumbers = zip(numbers, zip(numberMask.own, numberMask.next)).map { $0 + $1.0 - $1.1 }
        let ownWords = zip(words, zip(wordMask.own, wordMask.next)).map { $0 + $1.0 - $1.1 }
        let received = try passLeft(Self.joined(ownNumbers, ownWords))
        let next = try apart(received, numbers: numbers.count, from: .right)
        return (Shared(own: ownNumbers, next: next.numbers), Shared(own: ownWords, next: next.words))
    }

    /// Opens values that are uniform by construction; see ``openMasked(_:)``.
    func openMasked(
        _ numbers: Shared<Mersenne61>, _ words: Shared<BitWord>
    ) throws(MPCError) -> (numbers: [Mersenne61], words: [BitWord]) {
        try state.use(step)
        let received = try passRight(Self.joined(numbers.own, words.own))
        let last = try apart(received, numbers: numbers.count, from: .left)
        state.views.add(received: received, expected: Self.joined(numbers.next, words.next), at: step)
        return (
            zip(zip(numbers.own, numbers.next), last.numbers).map { $0.0 + $0.1 + $1 },
            zip(zip(words.own, words.next), last.words).map { $0.0 + $0.1 + $1 }
        )
    }

    private static func joined(_ numbers: [Mersenne61], _ words: [BitWord]) -> [BitWord] {
        numbers.map { BitWord(value: $0.value) } + words
    }

    private func apart(
        _ message: [BitWord], numbers count: Int, from neighbour: Neighbour
    ) throws(MPCError) -> (numbers: [Mersenne61], words: [BitWord]) {
        let numbers = message.prefix(count).map { Mersenne61(unchecked: $0.value) }
        guard Component.isCanonical(numbers) else {
            throw .notCanonical(node: state.link.describe(neighbour), step: step.path)
        }
        return (numbers, Array(message.dropFirst(count)))
    }
}
