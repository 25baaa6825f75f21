import CKernels
import Fields
import TestSupport
import Testing

/// The kernels of the verification at every level that the processor has, against their definitions.
@Suite struct GridKernelTests {
    /// Lengths around the ends of blocks and of groups of up to eight blocks.
    private static func counts(_ l: Int) -> [Int] {
        let size = 1 << l
        return Set([0, 1, 2, 7, size - 1, size, size + 1, 3 * size + 1, 8 * size, 9 * size - 1, 16 * size + 1]).sorted()
    }

    /// Some points of the grid, all if they are few.
    private static func points(_ l: Int) -> [Int] {
        let count = Grid.pointCount(l)
        return count <= 27 ? Array(0..<count) : Array(stride(from: 0, to: count, by: count / 27 | 1)) + [count - 1]
    }

    private static func pick<Value>(_ values: [Value], _ points: [Int]) -> [Value] { points.map { values[$0] } }

    @Test(arguments: Kernels.available) func productsOfWordsAreThoseOfPolynomials(level: Kernels.Level) {
        // By long multiplication and division of polynomials.
        let known: [(UInt64, UInt64, UInt64)] = [
            (0x8000_0000_0000_0000, 0x0000_0000_0000_0002, 0x0000_0000_0000_001B),
            (0x8000_0000_0000_0000, 0x8000_0000_0000_0000, 0xC000_0000_0000_005A),
            (0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0x5555_5555_5555_5513),
            (0x0000_0000_0000_001B, 0x8000_0000_0000_0001, 0x8000_0000_0000_00B4),
            (0xF2A7_4DE4_52E6_B438, 0x6513_270E_269E_0D37, 0xB6CE_B5A8_7AB0_6FC8),
            (0x0C5C_7FD0_A6A3_A450, 0xD23F_0824_128B_2F33, 0x82EF_6074_9C41_4174),
            (0x1818_E811_892F_902B, 0x9531_985D_5D9D_C9F8, 0x0FC9_3E3D_E633_D7E1),
            (0xE8E2_5D94_0ED9_0475, 0x36F6_75CC_81E7_4EF5, 0x0094_AEF1_A75A_EEC5),
        ]
        for (a, b, c) in known {
            #expect(trefoil_word_product(level.rawValue, a, b) == c)
            #expect(Definition.product(BitWord(value: a), BitWord(value: b)).value == c)
        }
        var columns = Columns(seed: 1)
        for (a, b) in zip(columns.words(100), columns.words(100)) {
            let product = Definition.product(a, b)
            #expect(trefoil_word_product(level.rawValue, a.value, b.value) == product.value)
            #expect(a * b == product)
        }
    }

    @Test(arguments: Kernels.available, 0...6) func gridSumsOfWords(level: Kernels.Level, l: Int) {
        var columns = Columns(seed: l)
        for (i, count) in Self.counts(l).enumerated() {
            let x = (0..<4).map { _ in columns.words(count) }
            let weights = columns.words((count + (1 << l) - 1) >> l)
            let start = columns.words(Grid.pointCount(l))
            let (weighted, skipping) = (i % 2 == 0, i % 4 < 2)
            var sums = start.words
            trefoil_word_grid_sums(
                level.rawValue, x[0].words, x[1].words, x[2].words, x[3].words, count, Int32(l),
                weighted ? weights.words : nil, skipping ? 1 : 0, &sums)
            let corners = Set(skipping ? Grid.corners(l) : [])
            let points = Self.points(l)
            let expected = Definition.gridSums(
                x, l, weights: weighted ? weights : nil, points: points.filter { !corners.contains($0) })
            #expect(Self.pick(sums, points) == points.map { (start[$0] + expected[$0]).value }, "\(count)")
        }
    }

    @Test(arguments: Kernels.available, 0...6) func gridSumsOfNumbers(level: Kernels.Level, l: Int) {
        var columns = Columns(seed: l)
        for (i, count) in Self.counts(l).enumerated() {
            let x = (0..<4).map { _ in columns.numbers(count) }
            let weights = columns.numbers((count + (1 << l) - 1) >> l)
            let start = columns.numbers(Grid.pointCount(l))
            let (weighted, skipping) = (i % 2 == 0, i % 4 < 2)
            var sums = start.words
            trefoil_number_grid_sums(
                level.rawValue, x[0].words, x[1].words, x[2].words, x[3].words, count, Int32(l),
                weighted ? weights.words : nil, skipping ? 1 : 0, &sums)
            let corners = Set(skipping ? Grid.corners(l) : [])
            let points = Self.points(l)
            let expected = Definition.gridSums(
                x, l, weights: weighted ? weights : nil, points: points.filter { !corners.contains($0) })
            #expect(Self.pick(sums, points) == points.map { (start[$0] + expected[$0]).value }, "\(count)")
        }
    }

    @Test(arguments: Kernels.available, 0...6) func cornerSumsAndFolds(level: Kernels.Level, l: Int) {
        var columns = Columns(seed: l)
        let size = 1 << l
        for count in Self.counts(l) {
            let blocks = (count + size - 1) / size
            let numbers = (columns.numbers(count), weights: columns.numbers(blocks), columns.numbers(size))
            let words = (columns.words(count), weights: columns.words(blocks), columns.words(size))

            var sums = numbers.2.words
            trefoil_number_corner_sums(
                level.rawValue, numbers.0.words, count, Int32(l), numbers.weights.words, &sums)
            let numberSums = Definition.cornerSums(numbers.0, l, weights: numbers.weights)
            #expect(sums == zip(numbers.2, numberSums).map { ($0 + $1).value }, "\(count)")
            sums = words.2.words
            trefoil_word_corner_sums(level.rawValue, words.0.words, count, Int32(l), words.weights.words, &sums)
            let wordSums = Definition.cornerSums(words.0, l, weights: words.weights)
            #expect(sums == zip(words.2, wordSums).map { ($0 + $1).value }, "\(count)")

            for weighted in [false, true] {
                var folded = [UInt64](repeating: 1, count: blocks)
                trefoil_number_fold(
                    level.rawValue, numbers.0.words, count, Int32(l), numbers.2.words,
                    weighted ? numbers.weights.words : nil, &folded)
                let weights = weighted ? numbers.weights : nil
                #expect(folded == Definition.fold(numbers.0, numbers.2, weights: weights).words, "\(count)")
                trefoil_word_fold(
                    level.rawValue, words.0.words, count, Int32(l), words.2.words,
                    weighted ? words.weights.words : nil, &folded)
                let wordWeights = weighted ? words.weights : nil
                #expect(folded == Definition.fold(words.0, words.2, weights: wordWeights).words, "\(count)")
            }
        }
    }

    @Test(arguments: Kernels.available) func gridSumsOfGates(level: Kernels.Level) {
        var columns = Columns(seed: 6)
        let corners = Set(Grid.corners(6))
        for count in [0, 1, 63, 64, 65, 512, 513, 1090] {
            let x = (0..<4).map { _ in columns.words(count) }
            let weights = columns.words((count + 63) / 64)
            let start = columns.words(729)
            var sums = start.words
            trefoil_gate_grid_sums(
                level.rawValue, x[0].words, x[1].words, x[2].words, x[3].words, count, weights.words, &sums)
            let points = Self.points(6)
            let expected = Definition.gridSums(
                x, 6, weights: weights, points: points.filter { !corners.contains($0) }, product: &)
            #expect(Self.pick(sums, points) == points.map { (start[$0] + expected[$0]).value }, "\(count)")
            var portable = start.words
            trefoil_gate_grid_sums(
                Kernels.Level.portable.rawValue, x[0].words, x[1].words, x[2].words, x[3].words, count, weights.words,
                &portable)
            #expect(sums == portable, "\(count)")
            #expect(corners.allSatisfy { sums[$0] == start[$0].value })
        }
    }

    @Test(arguments: Kernels.available) func foldedGates(level: Kernels.Level) {
        var columns = Columns(seed: 7)
        for count in [0, 1, 63, 64, 65, 320, 513] {
            let (w, coefficients) = (columns.words(count), columns.words(64))
            let weights = columns.words((count + 63) / 64)
            var folded = [UInt64](repeating: 1, count: (count + 63) / 64 * 64)
            trefoil_gate_fold(level.rawValue, w.words, count, coefficients.words, weights.words, &folded)
            #expect(folded == Definition.gateFold(w, coefficients, weights: weights).words, "\(count)")
            trefoil_gate_fold(level.rawValue, w.words, count, coefficients.words, nil, &folded)
            #expect(folded == Definition.gateFold(w, coefficients, weights: nil).words, "\(count)")
        }
    }

    /// Sums of so many terms that they must be reduced on the way, all as large as they can be.
    @Test(arguments: Kernels.available) func longSumsOfLargeNumbers(level: Kernels.Level) {
        let count = 8 * 8 * 530
        let large = Mersenne61.modulus - 1
        let same = [UInt64](repeating: large, count: count)
        // In each block as many differences as can be are extreme.
        let mixed = (0..<count).map { $0.nonzeroBitCount % 2 == 0 ? 0 : large }
        func sums(_ level: Kernels.Level) -> [UInt64] {
            var grid = [UInt64](repeating: 0, count: 27)
            trefoil_number_grid_sums(level.rawValue, mixed, mixed, mixed, mixed, count, 3, same, 0, &grid)
            trefoil_number_grid_sums(level.rawValue, mixed, same, same, mixed, count, 3, nil, 0, &grid)
            var corners = [UInt64](repeating: 0, count: 1)
            trefoil_number_corner_sums(level.rawValue, same, count, 0, same, &corners)
            var ends = [UInt64](repeating: 0, count: 8)
            trefoil_number_corner_sums(level.rawValue, same, count, 3, same, &ends)
            return grid + corners + ends
        }
        let found = sums(level)
        #expect(found == sums(.portable))
        // (-1) (-1) = 1, count times, and for each of eight corners.
        #expect(found[27] == UInt64(count))
        #expect(found[28...].allSatisfy { $0 == UInt64(count / 8) })
    }
}
