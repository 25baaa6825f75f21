public import Fields
public import SecretSharing

extension Session {
    /// The low bits of signed numbers in two's complement, for -2^59 <= x < 2^59.
    ///
    /// With 2^59 added x is not negative; then it is the sum of the components and of the number of wraps k (see
    /// `Wraps.swift`), and only the low bits are added: k = [k > 0] + [k = 2] are the bit that is free in the carries and
    /// the carry-in.
    ///
    /// - Parameters:
    ///   - x: the numbers.
    ///   - width: how many planes are wanted, w, at most 60.
    /// - Communication: where there are few elements about w (3 + ceil(log2 w)) ANDs an element (w = 12: 68, w = 60: 508) in
    ///   4 + ceil(log2 (w - 2)) hops, at least 6; 2 w + 4 ANDs in w + 3 hops where ANDs weigh more than hops; 2^19
    ///   elements at once.
    /// - Leakage: none.
    public func toBits(_ x: Shared<Mersenne61>, width: Int) throws(MPCError) -> SharedPlanes {
        precondition((0..<Mersenne61.bitWidth).contains(width), "60 planes hold every number in range")
        let shape = WrapWord(topBits: 3, lowBits: width)
        let offset = Mersenne61(1 << 59)
        guard width > 0 else { return SharedPlanes(planes: [], count: x.count) }
        let planes = try inBatches(of: x.count, outcomes: width) { session, rows throws(MPCError) in
            let u = Planes(ofComponents: x, rows: rows, width: shape.width, role: role) { element, j in
                shape.word(j == 0 ? element + offset : element, j)
            }
            let majorities = try session["carry-save"].majority(u, 1..<shape.lowStart + width - 1)
            var wraps = WrapCount(u, majorities: majorities[..<3])
            let s = (0..<width).map { u[shape.lowStart + $0] }
            var bits = try session["add"].added(
                s, Array(majorities[3...]), &wraps, rows: rows.count)
            if width == 60 { bits[59] = plane(Factor(bits[59], complement: true)) }
            return bits
        }
        return SharedPlanes(planes: planes, count: x.count)
    }

    /// The bits of s + 2 c + k, as many as s has.
    ///
    /// - Parameters:
    ///   - s: one plane a place.
    ///   - c: one plane a place but the highest.
    private func added(
        _ s: [Plane], _ c: [Plane], _ wraps: inout WrapCount, rows: Int
    ) throws(MPCError) -> [Plane] {
        let way = try quickest(of: AdderWay.ways(places: s.count), rows: rows)
        let inner = s.count - 2
        var prefixes: Prefixes?
        if way.isPrefix && inner > 0 {
            prefixes = try prefixCarries(
                s[1...inner].map { Factor($0) }, c[..<inner].map { Factor($0) }, beside: &wraps)
        }
        try finish(&wraps)
        let (isTwo, isPositive) = (wraps.isTwo, Plane.sum(wraps.isOne, wraps.isTwo))
        var sums = [Plane.sum(s[0], isPositive, isTwo)]
        guard s.count > 1 else { return sums }
        let first = try self["first"].and(Factor(s[0], isTwo), Factor(isPositive, isTwo))
        var carry = Plane.sum(first, isTwo)
        sums.append(.sum(s[1], c[0], carry))
        guard inner > 0 else { return sums }
        if let prefixes {
            let passed = try self["pass"].and(
                prefixes.propagate.map { Factor($0) }, prefixes.propagate.map { _ in Factor(carry) })
            for j in 0..<inner { sums.append(.sum(s[j + 2], c[j + 1], prefixes.generate[j], passed[j])) }
            return sums
        }
        for j in 1...inner {
            carry = .sum(carry, try self["place"][j].and(Factor(s[j], carry), Factor(c[j - 1], carry)))
            sums.append(.sum(s[j + 1], c[j], carry))
        }
        return sums
    }

    /// Elements 0 and 1 of F_p as bits.
    ///
    /// The bit is the lowest bit of x_0 + x_1 + x_2 + k for the number of wraps k; see `Wraps.swift`.
    ///
    /// - Communication: 3 ANDs an element, 2 hops; 2^19 elements at once.
    /// - Leakage: none. Elements other than 0 and 1 give some bit.
    public func toBit(_ x: Shared<Mersenne61>) throws(MPCError) -> SharedBits {
        let shape = WrapWord(topBits: 2, lowBits: 1)
        return try inBatches(of: x.count) { session, rows throws(MPCError) in
            let u = Planes(ofComponents: x, rows: rows, width: shape.width, role: role) { shape.word($0, $1) }
            let majorities = try session["carry-save"].majority(u, 1..<3)
            var wraps = WrapCount(u, majorities: majorities[...], parityOnly: true)
            try session.finish(&wraps)
            return [.sum(u[shape.lowStart], wraps.isOne)]
        }[0]
    }
}

/// How to add: by prefixes, or one place a hop.
private struct AdderWay: CircuitCost {
    let places: Int
    let isPrefix: Bool

    static func ways(places: Int) -> [AdderWay] { [true, false].map { AdderWay(places: places, isPrefix: $0) } }

    /// Without what both ways have in common.
    var gates: Int {
        let inner = max(0, places - 2)
        return isPrefix ? Prefixes.gates(inner) + inner : inner
    }

    var hops: Int {
        let inner = max(0, places - 2)
        return isPrefix ? max(3, Prefixes.hops(inner)) + 2 : inner + 4
    }
}
