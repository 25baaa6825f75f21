import Fields
import Primitives
import TestSupport
import Testing

@testable import SecretSharing

@Suite struct DealingTests {
    private static let sizes = [0, 1, 2, 63, 64, 65, 1000]

    private static func seeds() throws -> (Dealing.Seed, Dealing.Seed) {
        var generator = SeededGenerator(seed: 4)
        return (
            try #require(Dealing.Seed(bytes: generator.bytes(32))),
            try #require(Dealing.Seed(bytes: generator.bytes(32)))
        )
    }

    @Test(arguments: sizes) func fieldElementsComeBack(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = dealer.random(count, in: -1_000_000...1_000_000)
        let parts = dealer.numbers(plain)
        #expect(try parts.reconstructed() == plain)
        #expect(Role.allCases.allSatisfy { Component.isCanonical(parts[$0].own) })
    }

    @Test(arguments: sizes) func bitsComeBack(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = dealer.randomBits(count)
        #expect(try dealer.bits(plain).reconstructed() == plain)
    }

    @Test func aSeedExpandsAlikeEverywhereAndDifferentlyForEachLabel() throws {
        let (first, second) = try Self.seeds()
        let stream: [Mersenne61] = Dealing.expand(seed: first, label: "age/value", count: 100)
        #expect(stream == Dealing.expand(seed: first, label: "age/value", count: 100))
        #expect(stream != Dealing.expand(seed: first, label: "age/validity", count: 100))
        #expect(stream != Dealing.expand(seed: second, label: "age/value", count: 100))
        #expect(stream[..<10].elementsEqual(Dealing.expand(seed: first, label: "age/value", count: 10) as [Mersenne61]))
        #expect(Dealing.Seed(bytes: [1, 2, 3]) == nil)
    }

    @Test func theExplicitComponentCompletesTheSum() throws {
        let (first, second) = try Self.seeds()
        let plain: [Mersenne61] = [0, 1, 2, Mersenne61(1 << 60)]
        let x0: [Mersenne61] = Dealing.expand(seed: first, label: "v", count: 4)
        let x1: [Mersenne61] = Dealing.expand(seed: second, label: "v", count: 4)
        let x2 = Dealing.explicitComponent(of: plain, first, second, label: "v")
        for i in plain.indices { #expect(x0[i] + x1[i] + x2[i] == plain[i]) }
    }

    @Test func drawingSkipsTheValueThatIsNoElement() {
        var further: [UInt64] = [.max, 5, Mersenne61.modulus, 6 << 61 | 6]
        var words = [3, UInt64.max, 4, Mersenne61.modulus].map { Mersenne61(unchecked: $0) }
        words.withUnsafeMutableBufferPointer { Mersenne61.reduce($0) { further.removeFirst() } }
        #expect(words == [3, 5, 4, 6])
        let drawn: [Mersenne61] = Mersenne61.draw(10_000, from: KeyStream(key: Array(repeating: 7, count: 16)))
        #expect(Component.isCanonical(drawn))
    }

    @Test func nothingSecretIsPrinted() throws {
        let (first, _) = try Self.seeds()
        var dealer = Dealer()
        let share = dealer.numbers([4711])[.first]
        let bits = dealer.bits([true])[.first]
        var dumped = ""
        dump((first, share, bits, [share]), to: &dumped)
        #expect("\(first) \(share) \(bits)" == "Seed(redacted) Shared(1 elements) SharedBits(1 bits)")
        #expect(!dumped.contains("value") && !dumped.contains(String(share.own[0].value)))
    }

    /// Over 64 cells of one component, for two secrets; a false alarm has probability 10^-6 in each of the twelve
    /// tests, and the seed is fixed, so it would show once and for all.
    @Test(arguments: [0, 1 << 59], 0..<3) func noComponentDependsOnTheSecret(secret: Int, component: Int) {
        var dealer = Dealer(seed: UInt64(component) + 17)
        let role = Role.allCases[component]
        let numbers = dealer.numbers(Array(repeating: secret, count: 6400))[role].own
        let words = dealer.share(Array(repeating: BitWord(value: UInt64(secret)), count: 6400))[role].own
        for cells in [numbers.map { $0.value >> 55 }, words.map { $0.value >> 58 }] {
            var observed = Array(repeating: 0, count: 64)
            for cell in cells { observed[Int(cell)] += 1 }
            #expect(ChiSquared.statistic(observed) < ChiSquared.limit(cells: 64))
        }
    }

    @Test func theTestForUniformityFindsAConstant() {
        #expect(ChiSquared.statistic([6400] + Array(repeating: 0, count: 63)) > ChiSquared.limit(cells: 64))
    }
}
