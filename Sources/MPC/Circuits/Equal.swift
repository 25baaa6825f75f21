public import Fields
public import SecretSharing

extension Session {
    /// Whether x = 0.
    ///
    /// The summands s and c of the components of x are complements exactly if x = 0, once a zero in component 0 is
    /// written as all ones, the other spelling of 0 modulo 2^61 - 1.
    ///
    /// - Communication: 121 ANDs an element, which is 15 bytes, 7 hops.
    /// - Leakage: none.
    public func isZero(_ x: Shared<Mersenne61>) throws(MPCError) -> SharedBits {
        var spelled = x
        if role.components.own == 0 { spelled.own = x.own.map(\.spelledAsOnes) }
        if role.components.next == 0 { spelled.next = x.next.map(\.spelledAsOnes) }
        let (s, c) = try self["carry-save"].carrySave(spelled.componentPlanes())
        return try self["all"].all(s ^ c).bits(0, count: x.count)
    }

    /// Whether x = y.
    ///
    /// - Communication: 121 ANDs an element, which is 15 bytes, 7 hops.
    /// - Leakage: none.
    public func isEqual(_ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>) throws(MPCError) -> SharedBits {
        try isZero(x - y)
    }

    /// Whether each row of a column of bit planes has each of several public values, all in the same hops.
    ///
    /// - Returns: one vector a value; a value beyond the planes equals no row.
    /// - Communication: for w planes w - 1 ANDs a row and value, ceil(log2 w) hops.
    /// - Leakage: none.
    public func isEqual(_ x: SharedPlanes, toEach values: [UInt64]) throws(MPCError) -> [SharedBits] {
        let inside = values.filter { x.width > 0 && x.holds($0) }
        let lacking = x.planes.map { $0.not(role: role).words }
        let stride = PackedBits.wordCount(x.count)
        let agreeing = Planes(width: x.width, stride: inside.count * stride) { j in
            inside.map { $0 >> UInt64(j) & 1 == 1 ? x.planes[j].words : lacking[j] }
        }
        let found = inside.isEmpty ? nil : try all(agreeing)
        var parts = (found?.words.split(inside.map { _ in stride }) ?? [])[...]
        return values.map { value in
            guard x.width > 0 && x.holds(value) else {
                return .constant(x.holds(value), count: x.count, role: role)
            }
            return SharedBits(words: parts.removeFirst(), count: x.count)
        }
    }

    /// Whether x = y, row by row, for two columns of bit planes of the same width.
    ///
    /// - Communication: for w planes w - 1 ANDs a row, ceil(log2 w) hops.
    /// - Leakage: none.
    public func isEqual(_ x: SharedPlanes, _ y: SharedPlanes) throws(MPCError) -> SharedBits {
        precondition(x.width == y.width && x.count == y.count, "columns of the same shape")
        guard x.width > 0 else { return .constant(true, count: x.count, role: role) }
        return try all((Planes(x) ^ Planes(y)).not(role: role)).bits(0, count: x.count)
    }
}

extension Mersenne61 {
    /// A word with the same residue that is never 0.
    fileprivate var spelledAsOnes: Mersenne61 { value == 0 ? Mersenne61(unchecked: Self.modulus) : self }
}
