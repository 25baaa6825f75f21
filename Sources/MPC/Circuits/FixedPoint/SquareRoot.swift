public import Fields
public import SecretSharing

extension Session {
    /// floor(2^f sqrt(x)), exactly: the square root with f fractional bits, rounded down.
    ///
    /// Digit by digit, four bits at a time: with Q the root so far, R = X - Q^2 and s the weight of the digit, the digit is the
    /// number of j in 1 ... 15 with R >= 2 j s Q + j^2 s^2; all fifteen are compared at once.
    ///
    /// - Parameters:
    ///   - x: 0 <= x 4^f < 2^58.
    ///   - fractionBits: f, 0 ... 29.
    /// - Communication: 106 comparisons (``isNegative(_:)``) and 219 products (8 bytes each) an element, 87 hops.
    /// - Leakage: none.
    public func squareRoot(_ x: Shared<Mersenne61>, fractionBits f: Int = 0) throws(MPCError) -> Shared<Mersenne61> {
        precondition((0...29).contains(f))
        var rest = x.scaled(by: Mersenne61(1 << UInt64(2 * f)))
        var root = Shared<Mersenne61>.zero(count: x.count)
        for place in stride(from: 28, through: 0, by: -4) {
            let step = self["digit"][place]
            let s = Int64(1) << Int64(place)
            // The root has 29 bits, so its top digit is 0 or 1.
            let digits = place == 28 ? 1 : 15
            let candidates = (1...Int64(digits)).map { j in
                (rest - root.scaled(by: Mersenne61(signed: 2 * j * s))).adding(
                    -Mersenne61(signed: j * s) * Mersenne61(signed: j * s), role: role)
            }
            let isBelow = try step["below"].isNegative(.concatenating(candidates))
            let below = try step["field"].toField(isBelow).split(candidates.map(\.count))
            let isReached = below.map { (-$0).adding(1, role: role) }
            let digit = isReached.reduce(.zero(count: x.count), +)
            // j^2 is the sum of the first j odd numbers.
            let square = isReached.enumerated().reduce(Shared.zero(count: x.count)) { sum, reached in
                sum + reached.element.scaled(by: Mersenne61(signed: Int64(2 * reached.offset + 1)))
            }
            if place > 0 {
                let moved = try step["move"].multiply(root, digit)
                rest =
                    rest - moved.scaled(by: Mersenne61(signed: 2 * s))
                    - square.scaled(by: Mersenne61(signed: s) * Mersenne61(signed: s))
            }
            root = root + digit.scaled(by: Mersenne61(signed: s))
        }
        return root
    }
}
