import Fields
import TestSupport
import Testing

@Suite struct PackedBitsTests {
    private static let sizes = [0, 1, 2, 31, 63, 64, 65, 127, 128, 129, 200]

    private static func bits(_ count: Int, seed: UInt64 = 1) -> [Bool] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in Bool.random(using: &generator) }
    }

    @Test(arguments: sizes) func bitsComeBack(count: Int) {
        let plain = Self.bits(count)
        var packed = PackedBits(plain)
        #expect(packed.bools == plain)
        #expect(packed.populationCount == plain.count { $0 })
        #expect(PackedBits(words: packed.words, count: count) == packed)
        for i in plain.indices { packed[i] = !plain[i] }
        #expect(packed.bools == plain.map { !$0 })
    }

    @Test(arguments: sizes, sizes) func appendingEqualsConcatenation(first: Int, second: Int) {
        let (a, b) = (Self.bits(first, seed: 2), Self.bits(second, seed: 3))
        var packed = PackedBits(a)
        packed.append(PackedBits(b))
        #expect(packed == PackedBits(a + b))
    }

    @Test(arguments: sizes, [0, 1, 63, 64, 70]) func slicesEqualSlices(count: Int, start: Int) {
        guard start <= count else { return }
        let plain = Self.bits(count)
        for end in [start, (start + count) / 2, count] {
            #expect(PackedBits(plain)[start..<end] == PackedBits(plain[start..<end]))
        }
    }

    @Test func whatLiesBeyondTheEndIsCleared() {
        #expect(PackedBits(words: [.max], count: 3).words == [7])
        #expect(PackedBits(repeating: true, count: 65).words == [.max, 1])
    }

    @Test(arguments: sizes) func planesAreTheBitsOfTheColumn(count: Int) {
        var generator = SeededGenerator(seed: 9)
        let column = (0..<count).map { _ in generator.next() }
        let planes = Transpose.planes(of: column.span, width: 64)
        let stride = PackedBits.wordCount(count)
        for j in 0..<64 {
            let plane = PackedBits(words: Array(planes[j * stride..<(j + 1) * stride]), count: count)
            #expect(plane.bools == column.map { $0 >> UInt64(j) & 1 == 1 })
        }
        #expect(Transpose.column(of: planes.span, count: count) == column)
        let low = Array(planes[..<(12 * stride)])
        #expect(Transpose.column(of: low.span, count: count) == column.map { $0 & 0xFFF })
        #expect(Transpose.planes(of: column.span, width: 12) == low)
    }
}
