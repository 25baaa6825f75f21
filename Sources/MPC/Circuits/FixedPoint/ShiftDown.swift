public import Fields
public import SecretSharing

extension Session {
    /// floor(x / 2^s), exactly, for -2^59 <= x < 2^59.
    ///
    /// With 2^59 added x is not negative, x_0 + x_1 + x_2 = x + k (2^61 - 1) (see `Wraps.swift`). With h_j and l_j the high and
    /// low parts of the components the quotient is the sum of the h_j, less k 2^(61-s), plus the carry of the sum of the l_j
    /// and k out of s bits, which is 0, 1 or 2.
    ///
    /// - Parameters:
    ///   - x: the numbers.
    ///   - s: by how many bits to shift, 1 ... 58.
    /// - Communication: 4 s + 3 ANDs an element (s > 1) and 64 bytes; 5 + max(3, 1 + ceil(log2 (s - 1))) hops.
    /// - Leakage: none.
    public func shiftedDown(_ x: Shared<Mersenne61>, by s: Int) throws(MPCError) -> Shared<Mersenne61> {
        precondition((1...58).contains(s), "a shift leaves at least one bit")
        let shape = WrapWord(topBits: 3, lowBits: s)
        let offset = Mersenne61(1 << 59)
        let counted = try inBatches(of: x.count, outcomes: 4) { session, rows throws(MPCError) in
            let u = Planes(ofComponents: x, rows: rows, width: shape.width, role: role) { element, j in
                shape.word(j == 0 ? element + offset : element, j)
            }
            let majorities = try session["carry-save"].majority(u, 1..<shape.lowStart + s)
            var wraps = WrapCount(u, majorities: majorities[..<3])
            let low = (0..<s).map { u[shape.lowStart + $0] }
            let carry = try session["carry"].carryOut(low, Array(majorities[3...]), beside: &wraps)
            return [wraps.isOne, wraps.isTwo, majorities[s + 2], carry]
        }
        let digits = try self["field"].toField(counted)
        let wraps = digits[0] + digits[1].scaled(by: 2)
        func high(_ component: [Mersenne61], _ j: Int) -> [Mersenne61] {
            component.map { Mersenne61(unchecked: (j == 0 ? $0 + offset : $0).value >> UInt64(s)) }
        }
        let parts = Shared(own: high(x.own, role.components.own), next: high(x.next, role.components.next))
        return (parts - wraps.scaled(by: Mersenne61(1 << UInt64(61 - s))) + digits[2] + digits[3])
            .adding(-Mersenne61(1 << UInt64(59 - s)), role: role)
    }

    /// x / 2^s rounded to the nearest integer, halves upwards: floor((x + 2^(s-1)) / 2^s), for -2^59 <= x < 2^59 - 2^(s-1).
    ///
    /// - Communication: see ``shiftedDown(_:by:)``.
    /// - Leakage: none.
    public func rounded(_ x: Shared<Mersenne61>, by s: Int) throws(MPCError) -> Shared<Mersenne61> {
        try shiftedDown(x.adding(Mersenne61(1 << UInt64(s - 1)), role: role), by: s)
    }

    /// The carry of s + 2 c + k out of the top place of s, where c has the majorities of all places.
    private func carryOut(_ s: [Plane], _ c: [Plane], beside wraps: inout WrapCount) throws(MPCError) -> Plane {
        let inner = s.indices.dropFirst()
        var joined: (generate: Plane, propagate: Plane)?
        if !inner.isEmpty {
            joined = try self["joined"].joined(
                inner.map { Factor(s[$0]) }, inner.map { Factor(c[$0 - 1]) }, beside: &wraps)
        }
        try finish(&wraps)
        let (isTwo, isPositive) = (wraps.isTwo, Plane.sum(wraps.isOne, wraps.isTwo))
        let first = Plane.sum(try self["first"].and(Factor(s[0], isTwo), Factor(isPositive, isTwo)), isTwo)
        guard let joined else { return first }
        return .sum(joined.generate, try self["pass"].and(Factor(joined.propagate), Factor(first)))
    }

    /// Whether all places together make a carry, and whether they pass one on.
    ///
    /// - Communication: for n places 3 n - 2 ANDs a row, 1 + ceil(log2 n) hops.
    private func joined(
        _ s: [Factor], _ t: [Factor], beside wraps: inout WrapCount
    ) throws(MPCError) -> (generate: Plane, propagate: Plane) {
        var g = try self["generate"].and(s, t, beside: &wraps)
        var p = zip(s, t).map { plane($0 ^ $1) }
        var level = 0
        while g.count > 1 {
            let upper = (0..<g.count / 2).map { 2 * $0 + 1 }
            let products = try self["level"][level].and(
                (upper + upper).map { Factor(p[$0]) },
                upper.map { Factor(g[$0 - 1]) } + upper.map { Factor(p[$0 - 1]) }, beside: &wraps)
            let top = Array(g.indices.dropFirst(2 * upper.count))
            g = upper.enumerated().map { .sum(g[$1], products[$0]) } + top.map { g[$0] }
            p = products[upper.count...] + top.map { p[$0] }
            level += 1
        }
        return (g[0], p[0])
    }
}
