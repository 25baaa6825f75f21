import CKernels
import Fields
import TestSupport
import Testing

/// The element-wise kernels at every level that the processor has, against their definitions.
@Suite struct ColumnKernelTests {
    private static let counts = [0, 1, 2, 3, 7, 8, 9, 15, 63, 64, 65, 100, 128]

    @Test(arguments: Kernels.available, counts) func columnsOfNumbers(level: Kernels.Level, count: Int) {
        var columns = Columns(seed: count)
        let c = (0..<6).map { _ in columns.numbers(count) }
        let w = c.map(\.words)
        let (kernel, factor) = (level.rawValue, Mersenne61(0x0123_4567_89AB_CDEF))
        var z = [UInt64](repeating: 1, count: count)
        trefoil_number_products(kernel, w[0], w[1], w[2], w[3], w[4], w[5], count, &z)
        for i in 0..<count {
            #expect(z[i] == (c[0][i] * (c[2][i] + c[3][i]) + c[1][i] * c[2][i] + c[4][i] - c[5][i]).value)
        }
        trefoil_number_add(kernel, w[0], w[1], count, &z)
        #expect(z == zip(c[0], c[1]).map { ($0 + $1).value })
        trefoil_number_subtract(kernel, w[0], w[1], count, &z)
        #expect(z == zip(c[0], c[1]).map { ($0 - $1).value })
        trefoil_number_multiply(kernel, w[0], w[1], count, &z)
        #expect(z == zip(c[0], c[1]).map { ($0 * $1).value })
        trefoil_number_scale(kernel, w[0], count, factor.value, &z)
        #expect(z == c[0].map { ($0 * factor).value })
        trefoil_number_prefix_sums(kernel, w[0], count, &z)
        #expect(z == c[0].indices.map { c[0][...$0].reduce(.zero, +).value })
        #expect(trefoil_number_sum(kernel, w[0], count) == c[0].reduce(.zero, +).value)
        let terms = (0..<count).map { c[0][$0] * (c[2][$0] + c[3][$0]) + c[1][$0] * c[2][$0] }
        #expect(trefoil_number_inner_product(kernel, w[0], w[1], w[2], w[3], count) == terms.reduce(.zero, +).value)
    }

    @Test(arguments: Kernels.available) func longInnerProductsOfLargeNumbers(level: Kernels.Level) {
        let count = 8 * 1100
        let large = [UInt64](repeating: Mersenne61.modulus - 1, count: count)
        // (-1) (-2) + (-1) (-1) = 3.
        #expect(trefoil_number_inner_product(level.rawValue, large, large, large, large, count) == UInt64(3 * count))
        #expect(trefoil_number_sum(level.rawValue, large, count) == Mersenne61(signed: -Int64(count)).value)
    }

    @Test(arguments: Kernels.available, counts) func onlyElementsAreCanonical(level: Kernels.Level, count: Int) {
        let p = Mersenne61.modulus
        let good = (0..<count).map { $0 % 2 == 0 ? p - 1 : UInt64($0) }
        #expect(trefoil_number_all_canonical(level.rawValue, good, count) == 1)
        for place in Set([0, count / 2, count - 1]) where place >= 0 && place < count {
            for word in [p, p + 1, 1 << 61, 1 << 62, 1 << 63, .max, .max - 1, .max - p, .max - p + 1, 1 << 63 | p] {
                var bad = good
                bad[place] = word
                #expect(trefoil_number_all_canonical(level.rawValue, bad, count) == 0)
            }
        }
    }

    @Test(arguments: Kernels.available, counts) func masksTellOfWordsThatAreNoElements(
        level: Kernels.Level, count: Int
    ) {
        let p = Mersenne61.modulus
        let words = (0..<count).map { (i: Int) -> UInt64 in i % 3 == 0 ? UInt64.max - 1 : UInt64(i) << 40 | (7 << 61) }
        var masked = words
        #expect(trefoil_number_mask(level.rawValue, &masked, count) == 0)
        #expect(masked == words.map { $0 & p })
        for place in Set([0, count / 2, count - 1]) where place >= 0 && place < count {
            for word in [p, .max, 1 << 61 | p, 1 << 63 | p] {
                var bad = words
                bad[place] = word
                #expect(trefoil_number_mask(level.rawValue, &bad, count) == 1)
                #expect(bad[place] == p)
            }
        }
    }

    @Test(arguments: Kernels.available, counts) func columnsOfWords(level: Kernels.Level, count: Int) {
        var columns = Columns(seed: count)
        let c = (0..<6).map { _ in columns.words(count) }
        let w = c.map(\.words)
        var z = [UInt64](repeating: 1, count: count)
        trefoil_gate_products(level.rawValue, w[0], w[1], w[2], w[3], w[4], w[5], count, &z)
        for i in 0..<count {
            #expect(z[i] == (w[0][i] & (w[2][i] ^ w[3][i])) ^ (w[1][i] & w[2][i]) ^ w[4][i] ^ w[5][i])
        }
        trefoil_exclusive_or(level.rawValue, w[0], w[1], count, &z)
        #expect(z == zip(w[0], w[1]).map { $0 ^ $1 })
        let factor = BitWord(value: 0x0123_4567_89AB_CDEF)
        trefoil_word_scale(level.rawValue, w[0], count, factor.value, &z)
        #expect(z == c[0].map { Definition.product($0, factor).value })
    }

    @Test(arguments: Kernels.available, counts + [511, 512, 513, 1030])
    func bitsOfColumns(level: Kernels.Level, count: Int) {
        var columns = Columns(seed: count)
        let column = columns.words(count).words
        let stride = PackedBits.wordCount(count)
        for width in [0, 1, 12, 61, 64] {
            var planes = [UInt64](repeating: 1, count: width * stride)
            trefoil_planes(level.rawValue, column, count, width, &planes)
            var expected = [UInt64](repeating: 0, count: width * stride)
            for i in 0..<count {
                for j in 0..<width { expected[j * stride + i / 64] |= (column[i] >> UInt64(j) & 1) << UInt64(i % 64) }
            }
            #expect(planes == expected, "\(width)")
            var back = [UInt64](repeating: 1, count: count)
            trefoil_column(level.rawValue, planes, width, count, &back)
            let mask: UInt64 = width == 64 ? .max : (1 << UInt64(width)) - 1
            #expect(back == column.map { $0 & mask }, "\(width)")
        }
        let bits = columns.words(stride).words
        var expanded = [UInt64](repeating: 7, count: count)
        trefoil_expand(level.rawValue, bits, count, &expanded)
        #expect(expanded == (0..<count).map { bits[$0 / 64] >> UInt64($0 % 64) & 1 })
    }

    @Test(arguments: Kernels.available) func blocksOfBits(level: Kernels.Level) {
        var columns = Columns(seed: 64)
        let words = columns.words(64).words
        var turned = words
        trefoil_transpose(level.rawValue, &turned)
        for i in 0..<64 {
            for j in 0..<64 { #expect(turned[i] >> UInt64(j) & 1 == words[j] >> UInt64(i) & 1) }
        }
    }

    @Test(arguments: counts + [1000]) func placesOfColumns(count: Int) {
        var columns = Columns(seed: count)
        let (x, order) = (columns.numbers(count), columns.permutation(count))
        let gathered = [Mersenne61](filled: count) { z in
            var target = z.mutableSpan
            Places.gather(x.span, at: order.span, into: &target)
        }
        #expect(gathered == order.map { x[Int($0)] })
        var scattered = [Mersenne61](repeating: .one, count: count)
        var target = scattered.mutableSpan
        Places.scatter(gathered.span, to: order.span, into: &target)
        #expect(scattered == x)
        for level in Kernels.available {
            #expect(trefoil_places_below(level.rawValue, order, count, count) == 1)
            #expect(trefoil_places_below(level.rawValue, order, count, count - 1) == (count == 0 ? 1 : 0))
        }
    }
}
