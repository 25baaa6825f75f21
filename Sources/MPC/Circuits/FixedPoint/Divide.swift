public import Fields
public import SecretSharing

/// Quotients, and where they are defined.
public struct Quotients: Sendable {
    /// The quotients; 0 where the divisor is 0.
    public var values: Shared<Mersenne61>
    /// 1 where the divisor is not 0, else 0.
    public var isDefined: Shared<Mersenne61>
}

extension Session {
    /// floor(a 2^f / b), exactly: a / b with f fractional bits, rounded down.
    ///
    /// An approximate reciprocal (``mantissaReciprocal(of:_:)``) gives the integer part q to within 4; the remainder a - q b is
    /// then compared with multiples of b, which makes it exact. The remainder gives the fraction in the same way. With the
    /// error of the reciprocal below 2.7 units, the integer part is off by at most 2.7 from the reciprocal, 1/4 and 1/2 from
    /// two roundings: 3.45; the fraction likewise by 3.2.
    ///
    /// - Parameters:
    ///   - a: |a| < 2^29.
    ///   - b: 0 <= b < 2^29.
    ///   - fractionBits: f, 0 ... 28.
    /// - Returns: floor(a 2^f / b); 0 and not defined where b = 0.
    /// - Communication: 148 products (8 bytes each) and about 2 000 ANDs an element in 102 hops; with f > 0 174 products and about
    ///   2 900 ANDs in 127 hops. Where there are many elements ``isNegative(_:)`` takes more hops and fewer ANDs.
    /// - Leakage: none.
    public func divide(
        _ a: Shared<Mersenne61>, by b: Shared<Mersenne61>, fractionBits f: Int = 0
    ) throws(MPCError) -> Quotients {
        precondition((0...28).contains(f) && a.count == b.count)
        let top = try self["top"].leadingOne(b, width: Self.divisorBits)
        let scale = top.weighted { Mersenne61(1 << UInt64(Self.divisorBits - 1 - $0)) }
        let w = try self["reciprocal"].mantissaReciprocal(of: b, scale)

        // a / b = a w scale / 2^57.
        let integer = self["integer"]
        let t = try integer["round"].rounded(integer["product"].multiply(a, w), by: 28)
        let near = try integer["rescale"].rounded(integer["scaled"].multiply(t, scale), by: 29)
        var (q, rest) = try integer["exact"].corrected(near, of: a, by: b)
        if f > 0 {
            let fraction = self["fraction"]
            let scaled = try fraction["scaled"].multiply(rest, scale)
            let near = try fraction["round"].rounded(fraction["product"].multiply(scaled, w), by: 57 - f)
            let unit = Mersenne61(1 << UInt64(f))
            let digits = try fraction["exact"].corrected(near, of: rest.scaled(by: unit), by: b)
            (q, rest) = (q.scaled(by: unit) + digits.quotient, digits.rest)
        }
        return Quotients(values: try self["defined"].multiply(q, top.isPositive), isDefined: top.isPositive)
    }

    /// floor(2^f / b), exactly, for 0 <= b < 2^29.
    ///
    /// - Communication: as for ``divide(_:by:fractionBits:)`` with f > 0.
    /// - Leakage: none.
    public func reciprocal(of b: Shared<Mersenne61>, fractionBits f: Int = 28) throws(MPCError) -> Quotients {
        try divide(.publicValue(Array(repeating: 1, count: b.count), role: role), by: b, fractionBits: f)
    }

    /// w with |w - 2^57 / d| < 2.7 for the mantissa d = b scale, 2^28 <= d < 2^29.
    ///
    /// Goldschmidt's iteration. w_0 = 4 (sqrt 3 - 1) - 2 delta for delta = d / 2^29 leaves e = 1 - delta w_0 with |e| < 0.0718, and
    /// 1 / delta = w_0 (1 + e)(1 + e^2)(1 + e^4)(1 + e^8)... Without the last factors the relative error is e^8 < 2^-30.4,
    /// which is 0.38 units of w. Each rounding adds half a unit; those of e, e^2 and e^4 (30 fractional bits) a quarter to
    /// a third of a unit each: 0.75, 1.55 and 2.3 units after the three steps.
    ///
    /// - Communication: 5 products and 4 roundings, one after the other.
    private func mantissaReciprocal(
        of b: Shared<Mersenne61>, _ scale: Shared<Mersenne61>
    ) throws(MPCError) -> Shared<Mersenne61> {
        let d = try self["mantissa"].multiply(b, scale)
        var w = (-d).adding(786_033_569, role: role)
        let e = (-(try self["start"].multiply(d, w))).adding(Mersenne61(1 << 57), role: role)
        var power = try self["start"]["round"].rounded(e, by: 27)
        for k in 0..<3 {
            let step = self["step"][k]
            let products = try step["product"].multiply(k < 2 ? [(w, power), (power, power)] : [(w, power)])
            let parts = try step["round"].rounded(.concatenating(products), by: 30).split(products.map(\.count))
            w = w + parts[0]
            if k < 2 { power = parts[1] }
        }
        return w
    }

    /// The exact quotient and remainder, from a quotient that is off by less than 4.
    ///
    /// - Communication: 7 comparisons an element and 120 bytes, 11 hops.
    private func corrected(
        _ near: Shared<Mersenne61>, of a: Shared<Mersenne61>, by b: Shared<Mersenne61>
    ) throws(MPCError) -> (quotient: Shared<Mersenne61>, rest: Shared<Mersenne61>) {
        let product = try self["product"].multiply(near, b)
        let rest = a - product
        let multiples = (-3...3).map { rest - b.scaled(by: Mersenne61(signed: $0)) }
        let isBelow = try self["below"].isNegative(.concatenating(multiples))
        let below = try self["field"].toField(isBelow).split(multiples.map(\.count))
        // Of the seven multiples those not above the rest count one each, beginning at -4.
        let correction = below.reduce(Shared.zero(count: a.count)) { $0 - $1 }.adding(3, role: role)
        return (near + correction, rest - (try self["rest"].multiply(correction, b)))
    }

    private static var divisorBits: Int { 29 }
}
