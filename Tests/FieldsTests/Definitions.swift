import Fields
import TestSupport

/// What the kernels compute, as their documentation defines it, without haste.
enum Definition {
    /// The product of polynomials over F_2 modulo x^64 + x^4 + x^3 + x + 1.
    static func product(_ a: BitWord, _ b: BitWord) -> BitWord {
        var product: UInt64 = 0
        var power = a.value
        for i in 0..<64 {
            if b.value >> UInt64(i) & 1 == 1 { product ^= power }
            power = power << 1 ^ (power >> 63 == 1 ? 0x1b : 0)
        }
        return BitWord(value: product)
    }

    /// The block number a, with zeros beyond the end.
    static func block<Field: CheckField>(_ x: [Field], _ a: Int, size: Int) -> [Field] {
        (a * size..<(a + 1) * size).map { $0 < x.count ? x[$0] : .zero }
    }

    /// The value of a block at a point of the grid: its highest variable first, 2 standing for infinity.
    static func value<Field: CheckField>(_ block: ArraySlice<Field>, at point: Int, _ l: Int) -> Field {
        guard l > 0 else { return block[block.startIndex] }
        let third = Grid.pointCount(l - 1)
        let middle = block.startIndex + block.count / 2
        func part(_ half: ArraySlice<Field>) -> Field { value(half, at: point % third, l - 1) }
        switch point / third {
        case 0: return part(block[..<middle])
        case 1: return part(block[middle...])
        default: return part(block[middle...]) - part(block[..<middle])
        }
    }

    /// - Parameter columns: x_0, x_1, y_0, y_1.
    static func gridSums<Field: CheckField>(
        _ columns: [[Field]], _ l: Int, weights: [Field]?, points: [Int],
        product: (Field, Field) -> Field = { $0 * $1 }
    ) -> [Field] {
        let size = 1 << l
        var sums = [Field](repeating: .zero, count: Grid.pointCount(l))
        for a in 0..<(columns[0].count + size - 1) / size {
            let blocks = columns.map { block($0, a, size: size) }
            for p in points {
                let v = blocks.map { value($0[...], at: p, l) }
                let term = product(v[0], v[2] + v[3]) + product(v[1], v[2])
                sums[p] = sums[p] + (weights.map { $0[a] * term } ?? term)
            }
        }
        return sums
    }

    static func cornerSums<Field: CheckField>(_ z: [Field], _ l: Int, weights: [Field]) -> [Field] {
        var sums = [Field](repeating: .zero, count: 1 << l)
        for i in z.indices { sums[i % sums.count] = sums[i % sums.count] + weights[i >> l] * z[i] }
        return sums
    }

    static func fold<Field: CheckField>(_ x: [Field], _ coefficients: [Field], weights: [Field]?) -> [Field] {
        let size = coefficients.count
        return (0..<(x.count + size - 1) / size).map { a in
            let sum = zip(coefficients, block(x, a, size: size)).reduce(Field.zero) { $0 + $1.0 * $1.1 }
            return weights.map { $0[a] * sum } ?? sum
        }
    }

    static func gateFold(_ w: [BitWord], _ coefficients: [BitWord], weights: [BitWord]?) -> [BitWord] {
        (0..<(w.count + 63) / 64 * 64).map { i in
            let (a, b) = (i / 64, UInt64(i % 64))
            var sum = BitWord.zero
            for (c, word) in zip(coefficients, block(w, a, size: 64)) where word.value >> b & 1 == 1 { sum = sum + c }
            return weights.map { $0[a] * BitWord(value: 1 << b) * sum } ?? sum
        }
    }
}

/// Random columns with many extreme elements.
struct Columns {
    private var generator: SeededGenerator

    init(seed: Int) { generator = SeededGenerator(seed: UInt64(seed)) }

    mutating func numbers(_ count: Int) -> [Mersenne61] {
        (0..<count).map { _ in
            let word = generator.next()
            return word & 7 < 2 ? .zero : word & 7 < 5 ? Mersenne61(Mersenne61.modulus - 1) : Mersenne61(word)
        }
    }

    mutating func words(_ count: Int) -> [BitWord] {
        (0..<count).map { _ in
            let word = generator.next()
            return BitWord(value: word & 15 < 2 ? 0 : word & 15 < 5 ? .max : generator.next())
        }
    }

    mutating func permutation(_ count: Int) -> [UInt32] {
        (0..<UInt32(count)).shuffled(using: &generator)
    }
}

extension Array where Element == Mersenne61 {
    var words: [UInt64] { map(\.value) }
}

extension Array where Element == BitWord {
    var words: [UInt64] { map(\.value) }
}
