public import Fields
public import SecretSharing

extension Session {
    /// Whether x < 0, for -2^59 <= x < 2^59.
    ///
    /// The sign is bit 60 of u = 2x+1, which is never 0 modulo 2^61 - 1. The components of u make two summands s and c; bit
    /// 60 is s_60 ^ c_60 ^ carry, and the carry into place 60 is the one that the places 60, 0, 1, ..., 59, taken in this
    /// order, send out.
    ///
    /// - Communication: an element takes 206 ANDs (26 bytes) in 8 hops where there are few, down to 122 ANDs (15 bytes) in
    ///   62 hops where ANDs weigh more than hops; 2^19 elements at once.
    /// - Leakage: none.
    public func isNegative(_ x: Shared<Mersenne61>) throws(MPCError) -> SharedBits {
        try inBatches(of: x.count) { session, rows throws(MPCError) in
            let u = Planes(ofComponents: x, rows: rows, width: Mersenne61.bitWidth, role: role) { element, j in
                (element + element + (j == 0 ? .one : .zero)).value
            }
            let c = try session["carry-save"].carrySave(u)
            let order = [60] + Array(0..<60)
            let carry = try session["carry"].carryOut(
                order.map { Factor(u[$0]) }, order.map { Factor(c[$0]) }, rows: rows.count)
            return [.sum(u[60], c[60], carry)]
        }[0]
    }

    /// Whether x < y. The *difference* must be in -2^59 ..< 2^59, not only x and y.
    ///
    /// - Communication: see ``isNegative(_:)``.
    /// - Leakage: none.
    public func isLess(_ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>) throws(MPCError) -> SharedBits {
        try isNegative(x - y)
    }

    /// Whether each row of a column of bit planes is below each of several public thresholds, all in the same hops.
    ///
    /// x < t if x - t borrows: place j makes a borrow where t has a bit that x lacks, and passes one on where they are
    /// equal; the lowest that counts is the lowest bit of t. A threshold beyond the planes is above every row.
    ///
    /// - Returns: one vector a threshold.
    /// - Communication: for w planes down to the lowest bit of t 2 (w - 1) - ceil(log2 w) ANDs a row and threshold,
    ///   ceil(log2 w) hops; w - 1 ANDs in w - 1 hops where ANDs weigh more than hops.
    /// - Leakage: none.
    public func isLess(_ x: SharedPlanes, thanEach thresholds: [UInt64]) throws(MPCError) -> [SharedBits] {
        let inside = thresholds.filter { $0 > 0 && x.holds($0) }
        let batchCount = max(1, inside.count)
        var found = try inBatches(of: inside.isEmpty ? 0 : x.count, outcomes: inside.count) {
            session, rows throws(MPCError) in
            try session.isBelow(x.list(rows), inside, rows: rows.count * batchCount)
        }[...]
        return thresholds.map { threshold in
            guard threshold > 0 && x.holds(threshold) else {
                return .constant(threshold > 0, count: x.count, role: role)
            }
            return found.removeFirst()
        }
    }

    private func isBelow(_ x: [Plane], _ thresholds: [UInt64], rows: Int) throws(MPCError) -> [Plane] {
        let lacking = x.map { plane(Factor($0, complement: true)) }
        let lowest = thresholds.map(\.trailingZeroBitCount)
        let longest = x.count - (lowest.min() ?? 0)
        if try quickest(of: ThresholdWay.ways(places: longest), rows: rows).isSerial {
            var borrows = lowest.map { lacking[$0] }
            for j in 1..<max(1, x.count) {
                let chains = thresholds.indices.filter { lowest[$0] < j }
                guard !chains.isEmpty else { continue }
                // A bit of t: the borrow stays or x lacks it, 1 ^ x (1 ^ borrow). No bit: it passes where x has none.
                let isSet = chains.map { thresholds[$0] >> UInt64(j) & 1 == 1 }
                let products = try self["place"][j].and(
                    isSet.map { Factor($0 ? x[j] : lacking[j]) },
                    zip(chains, isSet).map { Factor(borrows[$0], complement: $1) })
                for (k, (chain, set)) in zip(chains, isSet).enumerated() {
                    borrows[chain] = set ? plane(Factor(products[k], complement: true)) : products[k]
                }
            }
            return borrows
        }
        let none = Plane(.zero(count: lacking.first?.count ?? 0))
        func isSet(_ t: UInt64, _ j: Int) -> Bool { t >> UInt64(j) & 1 == 1 }
        return try carryOut(
            generate: zip(thresholds, lowest).map { t, low in
                (low..<x.count).map { isSet(t, $0) ? lacking[$0] : none }
            },
            propagate: zip(thresholds, lowest).map { t, low in
                (low + 1..<max(low + 1, x.count)).map { isSet(t, $0) ? x[$0] : lacking[$0] }
            })
    }

    /// Whether x < y, row by row, for two columns of bit planes of the same width.
    ///
    /// x < y if x - y borrows, and the borrow is the carry of the complement of x and y.
    ///
    /// - Communication: for w planes about 5/2 w ANDs a row in 1 + ceil(log2 w) hops where there are few rows, down to w
    ///   ANDs in w hops where ANDs weigh more than hops; see ``CarryChain``.
    /// - Leakage: none.
    public func isLess(_ x: SharedPlanes, _ y: SharedPlanes) throws(MPCError) -> SharedBits {
        precondition(x.width == y.width && x.count == y.count, "columns of the same shape")
        guard x.width > 0 else { return .constant(false, count: x.count, role: role) }
        return try inBatches(of: x.count) { session, rows throws(MPCError) in
            let lacking = x.list(rows).map { Factor($0, complement: true) }
            return [try session.carryOut(lacking, y.list(rows).map { Factor($0) }, rows: rows.count)]
        }[0]
    }
}

/// How to compare planes with a public number of n bits: by a tree, or one place a hop.
private struct ThresholdWay: CircuitCost {
    let places: Int
    let isSerial: Bool

    static func ways(places: Int) -> [ThresholdWay] {
        [false, true].map { ThresholdWay(places: places, isSerial: $0) }
    }

    var gates: Int { isSerial ? max(0, places - 1) : CarryTree.gates(places) }
    var hops: Int { isSerial ? max(0, places - 1) : CarryTree.hops(places) }
}

extension SharedPlanes {
    /// Whether a row of this width can have that value.
    func holds(_ value: UInt64) -> Bool { width >= 64 || value >> UInt64(width) == 0 }
}
