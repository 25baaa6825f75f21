public import Fields
public import SecretSharing

/// Deals test inputs, the same in every run. For tests only.
public struct Dealer {
    /// Where the randomness comes from.
    public var generator: SeededGenerator

    /// Starts the sequence of a seed.
    public init(seed: UInt64 = 1) { generator = SeededGenerator(seed: seed) }

    /// Shares field elements.
    public mutating func share<Element: ShareElement>(_ plain: [Element]) -> Parts<Shared<Element>> {
        let (first, second) = (seed(), seed())
        let parts = Dealing.parts(of: plain, first, second, label: "test")
        return Parts { parts[$0] ?? .zero(count: 0) }
    }

    /// Shares signed numbers.
    public mutating func numbers(_ plain: [Int]) -> Parts<Shared<Mersenne61>> {
        share(plain.map { Mersenne61(signed: Int64($0)) })
    }

    /// Shares bits.
    public mutating func bits(_ plain: [Bool]) -> Parts<SharedBits> {
        let words = share(PackedBits(plain).words.map(BitWord.init(value:)))
        return Parts { SharedBits(words: words[$0], count: plain.count) }
    }

    /// Shares the `width` low bit planes of a column.
    public mutating func planes(_ plain: [UInt64], width: Int) -> Parts<SharedPlanes> {
        let planes = (0..<width).map { j in bits(plain.map { $0 >> UInt64(j) & 1 == 1 }) }
        return Parts { role in SharedPlanes(planes: planes.map { $0[role] }, count: plain.count) }
    }

    /// Random numbers in a range.
    public mutating func random(_ count: Int, in range: ClosedRange<Int>) -> [Int] {
        (0..<count).map { _ in Int.random(in: range, using: &generator) }
    }

    /// Random bits.
    public mutating func randomBits(_ count: Int) -> [Bool] {
        (0..<count).map { _ in Bool.random(using: &generator) }
    }

    private mutating func seed() -> Dealing.Seed {
        guard let seed = Dealing.Seed(bytes: generator.bytes(Dealing.Seed.byteCount)) else {
            fatalError("a seed has the length of a seed")
        }
        return seed
    }
}
