public import Fields
public import SecretSharing

extension Session {
    /// The powers y, y^2, ..., y^n of fixed-point numbers with s fractional bits, |y| <= 1.
    ///
    /// The known powers are doubled at each level; each product is rounded to the nearest. With an error e in y, the error of
    /// y^k is below k (e + 1/2) 2^-s, apart from products of errors.
    ///
    /// - Communication: ceil(log2 n) levels, each a product and a rounding; see ``shiftedDown(_:by:)``.
    /// - Leakage: none.
    public func powers(
        _ y: Shared<Mersenne61>, upTo n: Int, fractionBits s: Int
    ) throws(MPCError) -> [Shared<Mersenne61>] {
        var powers = [y]
        while powers.count < n {
            let known = powers.count
            let more = (0..<min(known, n - known)).map { (powers[known - 1], powers[$0]) }
            let level = self["power"][known]
            let products = Shared.concatenating(try level["product"].multiply(more))
            powers += try level["round"].rounded(products, by: s).split(more.map(\.0.count))
        }
        return powers
    }

    /// c_0 + c_1 y + c_2 y^2 + ... for public integers c and powers with s fractional bits, which the sum has too; free.
    public func polynomial(
        _ coefficients: [Int64], _ powers: [Shared<Mersenne61>], fractionBits s: Int
    ) -> Shared<Mersenne61> {
        zip(powers, coefficients.dropFirst()).reduce(
            Shared.zero(count: powers[0].count).adding(Mersenne61(signed: coefficients[0] << Int64(s)), role: role)
        ) { $0 + $1.0.scaled(by: Mersenne61(signed: $1.1)) }
    }
}
