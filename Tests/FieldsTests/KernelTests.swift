import Fields
import TestSupport
import Testing

@Suite struct KernelTests {
    private static let sizes = [0, 1, 2, 7, 8, 9, 63, 64, 65, 100]

    private static func columns(_ number: Int, count: Int) -> [[Mersenne61]] {
        var generator = SeededGenerator(seed: UInt64(count))
        let largest = Mersenne61(Mersenne61.modulus - 1)
        return (0..<number).map { _ in
            (0..<count).map { _ in Bool.random(using: &generator) ? largest : Mersenne61(generator.next()) }
        }
    }

    @Test(arguments: sizes) func replicatedProductsEqualTheFormula(count: Int) {
        let c = Self.columns(6, count: count)
        let (x0, x1, y0, y1, f, g) = (c[0], c[1], c[2], c[3], c[4], c[5])
        var z = x0
        var target = z.mutableSpan
        Mersenne61.replicatedProduct(
            (x0.span, x1.span), (y0.span, y1.span), mask: (f.span, g.span), into: &target)
        for i in 0..<count {
            #expect(z[i] == x0[i] * (y0[i] + y1[i]) + x1[i] * y0[i] + f[i] - g[i])
            #expect(z[i].isCanonical)
        }
    }

    @Test(arguments: sizes) func sumsAndInnerProductsEqualTheFormula(count: Int) {
        let c = Self.columns(4, count: count)
        let (x0, x1, y0, y1) = (c[0], c[1], c[2], c[3])
        var (sum, product) = (Mersenne61.zero, Mersenne61.zero)
        for i in 0..<count {
            sum += x0[i]
            product += x0[i] * (y0[i] + y1[i]) + x1[i] * y0[i]
        }
        #expect(Mersenne61.sum(x0.span) == sum)
        #expect(Mersenne61.replicatedInnerProduct((x0.span, x1.span), (y0.span, y1.span)) == product)
    }

    @Test(arguments: sizes) func productsWithPublicFactorsEqualTheFormula(count: Int) {
        let c = Self.columns(2, count: count)
        let (x, factors) = (c[0], c[1])
        var (products, scaled) = (x, x)
        var target = products.mutableSpan
        Mersenne61.multiply(x.span, factors.span, into: &target)
        target = scaled.mutableSpan
        Mersenne61.scale(x.span, by: 12_345, into: &target)
        for i in 0..<count {
            #expect(products[i] == x[i] * factors[i])
            #expect(scaled[i] == x[i] * 12_345)
        }
    }

    @Test func replicatedConjunctionsEqualTheFormula() {
        var generator = SeededGenerator(seed: 5)
        let c = (0..<6).map { _ in (0..<10).map { _ in BitWord(value: generator.next()) } }
        let (x0, x1, y0, y1, f, g) = (c[0], c[1], c[2], c[3], c[4], c[5])
        var z = x0
        var target = z.mutableSpan
        BitWord.replicatedProduct(
            (x0.span, x1.span), (y0.span, y1.span), mask: (f.span, g.span), into: &target)
        for i in 0..<10 {
            #expect(z[i] == (x0[i] & (y0[i] + y1[i])) + (x1[i] & y0[i]) + f[i] - g[i])
        }
    }
}
