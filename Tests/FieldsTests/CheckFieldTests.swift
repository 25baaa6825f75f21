import Fields
import TestSupport
import Testing

/// The verification's kernels as other targets call them.
@Suite struct CheckFieldTests {
    @Test func theProcessWorksAtALevelThatItsProcessorHas() {
        #expect(Kernels.available.contains(Kernels.level))
        #expect(Kernels.available.first == .portable)
    }

    @Test func kernelsOfBothFieldsEqualTheirDefinitions() {
        var columns = Columns(seed: 3)
        let numbers = (0..<6).map { _ in columns.numbers(70) }
        check(numbers, weights: columns.numbers(9), coefficients: columns.numbers(8))
        let words = (0..<6).map { _ in columns.words(70) }
        check(words, weights: columns.words(9), coefficients: columns.words(8))
    }

    private func check<Field: CheckField>(_ columns: [[Field]], weights: [Field], coefficients: [Field]) {
        let (x0, x1, y0, y1, z) = (columns[0], columns[1], columns[2], columns[3], columns[4])
        for skipping in [false, true] {
            let corners = Set(skipping ? Grid.corners(3) : [])
            let sums: [Field] = made(27) { target in
                Field.addGridSums(
                    (x0.span, x1.span), (y0.span, y1.span), variables: 3, weights: weights.span,
                    skippingCorners: skipping, into: &target)
            }
            let points = (0..<27).filter { !corners.contains($0) }
            #expect(sums == Definition.gridSums([x0, x1, y0, y1], 3, weights: weights, points: points))
        }
        let ends: [Field] = made(8) {
            Field.addCornerSums(z.span, variables: 3, weights: weights.span, into: &$0)
        }
        #expect(ends == Definition.cornerSums(z, 3, weights: weights))
        let folded: [Field] = made(9) {
            Field.fold(z.span, coefficients: coefficients.span, weights: weights.span, into: &$0)
        }
        #expect(folded == Definition.fold(z, coefficients, weights: weights))
        let scaled: [Field] = made(z.count) { Field.scale(z.span, by: weights[0], into: &$0) }
        #expect(scaled == z.map { weights[0] * $0 })
    }

    @Test func kernelsOfGatesEqualTheirDefinitions() {
        var columns = Columns(seed: 4)
        let (x0, x1, y0, y1) = (columns.words(130), columns.words(130), columns.words(130), columns.words(130))
        let (weights, coefficients) = (columns.words(3), columns.words(64))
        let sums: [BitWord] = made(729) {
            BitWord.addGateGridSums((x0.span, x1.span), (y0.span, y1.span), weights: weights.span, into: &$0)
        }
        let points = [2, 5, 6, 365, 728]
        let expected = Definition.gridSums([x0, x1, y0, y1], 6, weights: weights, points: points, product: &)
        for p in points { #expect(sums[p] == expected[p]) }
        #expect(Grid.corners(6).allSatisfy { sums[$0] == .zero })
        let folded: [BitWord] = made(192) {
            BitWord.foldGates(x0.span, coefficients: coefficients.span, weights: weights.span, into: &$0)
        }
        #expect(folded == Definition.gateFold(x0, coefficients, weights: weights))
    }

    @Test func numbersAreAddedAndSpreadFromBits() {
        var columns = Columns(seed: 5)
        let (x, y, bits) = (columns.numbers(70), columns.numbers(70), columns.words(2))
        let sum: [Mersenne61] = made(70) { Mersenne61.add(x.span, y.span, into: &$0) }
        #expect(sum == zip(x, y).map { $0 + $1 })
        let difference: [Mersenne61] = made(70) { Mersenne61.subtract(x.span, y.span, into: &$0) }
        #expect(difference == zip(x, y).map { $0 - $1 })
        let running: [Mersenne61] = made(70) { Mersenne61.prefixSums(x.span, into: &$0) }
        #expect(running == x.indices.map { x[...$0].reduce(.zero, +) })
        let spread: [Mersenne61] = made(70) { Transpose.expand(bits.span, into: &$0) }
        #expect(spread == (0..<70).map { Mersenne61(bits[$0 / 64].value >> UInt64($0 % 64) & 1) })
        let (good, bad) = (Mersenne61.areCanonical(x.span), [Mersenne61(unchecked: Mersenne61.modulus)])
        #expect(good)
        let isAccepted = Mersenne61.areCanonical(bad.span)
        #expect(!isAccepted)
    }

    /// Zeros, and what is written over them or added to them.
    private func made<Field: CheckField>(_ count: Int, _ fill: (inout MutableSpan<Field>) -> Void) -> [Field] {
        var made = [Field](repeating: .zero, count: count)
        made.withUnsafeMutableBufferPointer { buffer in
            var target = buffer.mutableSpan
            fill(&target)
        }
        return made
    }
}
