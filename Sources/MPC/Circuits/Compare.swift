public import Fields
public import SecretSharing

extension Session {
    /// Whether x < 0, for -2^59 <= x < 2^59.
    ///
    /// The sign is bit 60 of u = 2x+1, which is s_60 ^ c_60 ^ carry; the carry into position 60 is the one that the
    /// positions 60, 0, 1, ..., 59, taken in this order, send out.
    ///
    /// - Communication: 236 ANDs an element, which is 30 bytes, 8 hops.
    /// - Leakage: none.
    public func isNegative(_ x: Shared<Mersenne61>) throws(MPCError) -> SharedBits {
        let (s, c) = try self["carry-save"].carrySave(doubledPlusOne(x).componentPlanes())
        let propagate = s ^ c
        let generate = try self["generate"].and(s, c)
        let carry = try self["carry"].carryOut(
            generate: generate[60..<61] + generate[0..<60], propagate: propagate[0..<60])
        return (propagate[60..<61] ^ carry).bits(0, count: x.count)
    }

    /// Whether x < y. The *difference* must be in -2^59 ..< 2^59, not only x and y.
    ///
    /// - Communication: 236 ANDs an element, which is 30 bytes, 8 hops.
    /// - Leakage: none.
    public func isLess(_ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>) throws(MPCError) -> SharedBits {
        try isNegative(x - y)
    }

    /// Whether each row of a column of bit planes is below each of several public thresholds, all in the same hops.
    ///
    /// x < t if x - t borrows: position j generates a borrow where t has a bit that x lacks, and passes one on
    /// where they are equal. A threshold beyond the planes is above every row.
    ///
    /// - Returns: one vector a threshold.
    /// - Communication: for w planes 2 (w - 1) - ceil(log2 w) ANDs a row and threshold, ceil(log2 w) hops.
    /// - Leakage: none.
    public func isLess(_ x: SharedPlanes, thanEach thresholds: [UInt64]) throws(MPCError) -> [SharedBits] {
        let inside = thresholds.filter { $0 > 0 && x.holds($0) }
        let lacking = x.planes.map { $0.not(role: role).words }
        let stride = PackedBits.wordCount(x.count)
        let none = Shared<BitWord>.zero(count: stride)
        func side(_ choose: (Int, Bool) -> Shared<BitWord>) -> Planes {
            Planes(width: x.width, stride: inside.count * stride) { j in
                inside.map { choose(j, $0 >> UInt64(j) & 1 == 1) }
            }
        }
        let generate = side { j, bit in bit ? lacking[j] : none }
        let propagate = side { j, bit in bit ? x.planes[j].words : lacking[j] }
        guard !inside.isEmpty else { return thresholds.map { .constant($0 > 0, count: x.count, role: role) } }
        let borrow = try carryOut(generate: generate, propagate: propagate[1..<x.width])
        var parts = borrow.words.split(inside.map { _ in stride })[...]
        return thresholds.map { threshold in
            guard threshold > 0 && x.holds(threshold) else {
                return .constant(threshold > 0, count: x.count, role: role)
            }
            return SharedBits(words: parts.removeFirst(), count: x.count)
        }
    }

    /// Whether x < y, row by row, for two columns of bit planes of the same width.
    ///
    /// - Communication: for w planes w + 2 (w - 1) - ceil(log2 w) ANDs a row, 1 + ceil(log2 w) hops.
    /// - Leakage: none.
    public func isLess(_ x: SharedPlanes, _ y: SharedPlanes) throws(MPCError) -> SharedBits {
        precondition(x.width == y.width && x.count == y.count, "columns of the same shape")
        guard x.width > 0 else { return .constant(false, count: x.count, role: role) }
        let (x, y, count) = (Planes(x), Planes(y), x.count)
        let generate = try self["generate"].and(x.not(role: role), y)
        let propagate = (x ^ y).not(role: role)
        let borrow = try self["borrow"].carryOut(generate: generate, propagate: propagate[1..<x.width])
        return borrow.bits(0, count: count)
    }
}

extension SharedPlanes {
    /// Whether a row of this width can have that value.
    func holds(_ value: UInt64) -> Bool { width >= 64 || value >> UInt64(width) == 0 }
}
