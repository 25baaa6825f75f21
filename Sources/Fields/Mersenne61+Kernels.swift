// Element-wise kernels: columns in, one column out, all of the same length. Sums of products are folded from 128 bits
// once per element; the reductions have no branch, so that the loops vectorise.

extension Mersenne61 {
    /// Replicated products, z = x_0 (y_0 + y_1) + x_1 y_0 + f - g: a party's part of the product of two shares,
    /// with its zero share f - g added.
    ///
    /// - Parameters:
    ///   - x: the two components of the first factor.
    ///   - y: the two components of the second factor.
    ///   - mask: the streams f and g of the zero share.
    ///   - z: receives the part of the product.
    public static func replicatedProduct(
        _ x: (Span<Mersenne61>, Span<Mersenne61>), _ y: (Span<Mersenne61>, Span<Mersenne61>),
        mask: (Span<Mersenne61>, Span<Mersenne61>), into z: inout MutableSpan<Mersenne61>
    ) {
        let (x0, x1) = x
        let (y0, y1) = y
        let (f, g) = mask
        let n = z.count
        precondition(x0.count == n && x1.count == n && y0.count == n && y1.count == n && f.count == n && g.count == n)
        for i in 0..<n {
            let a = x0[i].value.multipliedFullWidth(by: y0[i].value &+ y1[i].value)
            let b = x1[i].value.multipliedFullWidth(by: y0[i].value)
            let (low, carry) = a.low.addingReportingOverflow(b.low)
            let high = a.high &+ b.high &+ (carry ? 1 : 0)
            let sum = reduced(folded(high: high, low: low)) &+ reducedOnce(f[i].value &+ (modulus &- g[i].value))
            z[i] = Mersenne61(unchecked: reducedOnce(sum))
        }
    }

    /// The sum over all positions of x_0 (y_0 + y_1) + x_1 y_0: a party's part of an inner product of two shares.
    public static func replicatedInnerProduct(
        _ x: (Span<Mersenne61>, Span<Mersenne61>), _ y: (Span<Mersenne61>, Span<Mersenne61>)
    ) -> Mersenne61 {
        let (x0, x1) = x
        let (y0, y1) = y
        let n = x0.count
        precondition(x1.count == n && y0.count == n && y1.count == n)
        var total: UInt64 = 0
        var start = 0
        while start < n {
            // A term is below 2^124, so eight of them and the carried total stay below 2^128.
            let end = min(start &+ 8, n)
            var (high, low): (UInt64, UInt64) = (0, total)
            for i in start..<end {
                let a = x0[i].value.multipliedFullWidth(by: y0[i].value &+ y1[i].value)
                let b = x1[i].value.multipliedFullWidth(by: y0[i].value)
                let (partial, firstCarry) = low.addingReportingOverflow(a.low)
                let (sum, secondCarry) = partial.addingReportingOverflow(b.low)
                low = sum
                high = high &+ a.high &+ b.high &+ (firstCarry ? 1 : 0) &+ (secondCarry ? 1 : 0)
            }
            total = folding(high: high, low: low)
            start = end
        }
        return Mersenne61(unchecked: total)
    }

    /// The residue of any 128-bit number.
    @inlinable
    static func folding(high: UInt64, low: UInt64) -> UInt64 {
        // 2^64 = 2^3: the high word counts eightfold, and its own top bits come round once more.
        let eightfold = (high &>> 58) &+ ((high & ((1 &<< 58) &- 1)) &<< 3)
        return reduced((low & modulus) &+ (low &>> 61) &+ eightfold)
    }

    /// The sum of all elements.
    public static func sum(_ x: Span<Mersenne61>) -> Mersenne61 {
        var total: UInt64 = 0
        for i in 0..<x.count { total = reducedOnce(total &+ x[i].value) }
        return Mersenne61(unchecked: total)
    }

    /// z = x y, element by element.
    public static func multiply(_ x: Span<Mersenne61>, _ y: Span<Mersenne61>, into z: inout MutableSpan<Mersenne61>) {
        let n = z.count
        precondition(x.count == n && y.count == n)
        for i in 0..<n { z[i] = x[i] * y[i] }
    }

    /// z = factor x.
    public static func scale(_ x: Span<Mersenne61>, by factor: Mersenne61, into z: inout MutableSpan<Mersenne61>) {
        let n = z.count
        precondition(x.count == n)
        for i in 0..<n { z[i] = factor * x[i] }
    }
}
