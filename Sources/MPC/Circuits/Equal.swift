public import Fields
public import SecretSharing

extension Session {
    /// Whether x = 0.
    ///
    /// The summands s and c of the components of x are complements exactly if x = 0, once a zero in component 0 is
    /// written as all ones, the other spelling of 0 modulo 2^61 - 1.
    ///
    /// - Communication: 121 ANDs an element, which is 15 bytes, 7 hops; 2^19 elements at once.
    /// - Leakage: none.
    public func isZero(_ x: Shared<Mersenne61>) throws(MPCError) -> SharedBits {
        try inBatches(of: x.count) { session, rows throws(MPCError) in
            let u = Planes(ofComponents: x, rows: rows, width: Mersenne61.bitWidth, role: role) { element, j in
                element.value == 0 && j == 0 ? Mersenne61.modulus : element.value
            }
            let c = try session["carry-save"].carrySave(u)
            return try session["all"].all([zip(u.list, c).map { Factor($0, $1) }])
        }[0]
    }

    /// Whether x = y.
    ///
    /// - Communication: 121 ANDs an element, which is 15 bytes, 7 hops; 2^19 elements at once.
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
        var found = try inBatches(of: inside.isEmpty ? 0 : x.count, outcomes: inside.count) {
            session, rows throws(MPCError) in
            let planes = x.list(rows)
            return try session.all(
                inside.map { value in
                    planes.indices.map { Factor(planes[$0], complement: value >> UInt64($0) & 1 == 0) }
                })
        }[...]
        return values.map { value in
            guard x.width > 0 && x.holds(value) else {
                return .constant(x.holds(value), count: x.count, role: role)
            }
            return found.removeFirst()
        }
    }

    /// Whether x = y, row by row, for two columns of bit planes of the same width.
    ///
    /// - Communication: for w planes w - 1 ANDs a row, ceil(log2 w) hops.
    /// - Leakage: none.
    public func isEqual(_ x: SharedPlanes, _ y: SharedPlanes) throws(MPCError) -> SharedBits {
        precondition(x.width == y.width && x.count == y.count, "columns of the same shape")
        guard x.width > 0 else { return .constant(true, count: x.count, role: role) }
        return try inBatches(of: x.count) { session, rows throws(MPCError) in
            try session.all([zip(x.list(rows), y.list(rows)).map { Factor($0, $1, complement: true) }])
        }[0]
    }

    /// For each group the conjunction of all its factors; halves the groups level by level, all in the same hops.
    ///
    /// - Communication: for n factors n - 1 ANDs a row, ceil(log2 n) hops.
    func all(_ groups: [[Factor]]) throws(MPCError) -> [Plane] {
        var groups = groups
        var level = 0
        while groups.contains(where: { $0.count > 1 }) {
            let halves = groups.map { $0.count / 2 }
            let products = try self["level"][level].and(
                zip(groups, halves).flatMap { $0[..<$1] }, zip(groups, halves).flatMap { $0[$1..<2 * $1] })
            var rest = products.map { Factor($0) }[...]
            for (k, half) in halves.enumerated() {
                groups[k] = Array(rest.prefix(half) + groups[k][(2 * half)...])
                rest = rest.dropFirst(half)
            }
            level += 1
        }
        return groups.map { plane($0[0]) }
    }
}
