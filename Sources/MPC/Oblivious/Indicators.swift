public import Fields
public import SecretSharing

extension Session {
    /// For each value of a narrow column whether a row has it, as 0 or 1 in F_p.
    ///
    /// Products of the bits of each subset S, M_S, then f_j = sum over S containing j of (-1)^(|S| - |j|) M_S, where j is
    /// read as the set of its bits.
    ///
    /// - Parameter column: at most 8 planes.
    /// - Returns: 2^w vectors for w planes.
    /// - Communication: 2 w + 2^w - w - 1 products a row, 2 + ceil(log2 w) hops.
    /// - Leakage: none.
    public func indicators(of column: SharedPlanes) throws(MPCError) -> [Shared<Mersenne61>] {
        precondition(column.width <= 8, "at most 256 values have indicators")
        let one = Shared.publicValue([Mersenne61](repeating: .one, count: column.count), role: role)
        guard column.width > 0 else { return [one] }
        let bits = try self["bits"].toField(column.planes)
        var monomials: [Int: Shared<Mersenne61>] = [0: one]
        for (j, bit) in bits.enumerated() { monomials[1 << j] = bit }
        // Subsets of up to 2, 4, 8 bits, each from two of half the size.
        for size in [1, 2, 4] where size < column.width {
            let sets = (0..<1 << column.width).filter { (size + 1...2 * size).contains($0.nonzeroBitCount) }
            let pairs = sets.map { set -> (Shared<Mersenne61>, Shared<Mersenne61>) in
                let low = Self.lowestBits(of: set, count: size)
                guard let a = monomials[low], let b = monomials[set ^ low] else {
                    preconditionFailure("products of smaller subsets are there")
                }
                return (a, b)
            }
            for (set, product) in zip(sets, try self["subsets"][size].multiply(pairs)) { monomials[set] = product }
        }
        var vectors = (0..<1 << column.width).map { monomials[$0] ?? one }
        monomials = [:]
        for j in 0..<column.width {
            for set in vectors.indices where set >> j & 1 == 0 { vectors[set] = vectors[set] - vectors[set | 1 << j] }
        }
        return vectors
    }

    private static func lowestBits(of set: Int, count: Int) -> Int {
        var (rest, low) = (set, 0)
        for _ in 0..<count {
            low |= rest & -rest
            rest &= rest - 1
        }
        return low
    }
}
