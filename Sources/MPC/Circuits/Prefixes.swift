import Fields
import SecretSharing

/// For each place whether the places up to it make a carry, and whether they pass one on.
struct Prefixes {
    /// Whether places 0 ... j make a carry.
    var generate: [Plane]
    /// Whether places 0 ... j pass a carry on.
    var propagate: [Plane]

    /// ANDs a row of Sklansky's tree over n places, with those of the places themselves.
    static func gates(_ n: Int) -> Int {
        (0..<CarryTree.hops(n)).reduce(n) { $0 + 2 * upper(n, level: $1).count }
    }

    /// Hops over n places.
    static func hops(_ n: Int) -> Int { n == 0 ? 0 : 1 + CarryTree.hops(n) }

    /// The places that are joined at a level with the last place of the half before.
    static func upper(_ n: Int, level: Int) -> [Int] { (0..<n).filter { $0 >> level & 1 == 1 } }

    /// The last place of the half before.
    static func lower(_ place: Int, level: Int) -> Int { (place >> level) << level - 1 }
}

extension Session {
    /// The prefixes of the carries of s + t (Sklansky's tree), with a count of wraps beside.
    ///
    /// - Communication: see ``Prefixes``.
    func prefixCarries(
        _ s: [Factor], _ t: [Factor], beside wraps: inout WrapCount
    ) throws(MPCError) -> Prefixes {
        var g = try self["generate"].and(s, t, beside: &wraps)
        var p = zip(s, t).map { plane($0 ^ $1) }
        for level in 0..<CarryTree.hops(s.count) {
            let upper = Prefixes.upper(s.count, level: level)
            let lower = upper.map { Prefixes.lower($0, level: level) }
            let products = try self["level"][level].and(
                (upper + upper).map { Factor(p[$0]) },
                lower.map { Factor(g[$0]) } + lower.map { Factor(p[$0]) }, beside: &wraps)
            for (k, place) in upper.enumerated() {
                g[place] = .sum(g[place], products[k])
                p[place] = products[upper.count + k]
            }
        }
        return Prefixes(generate: g, propagate: p)
    }

    /// For each plane whether it or a plane above it has a 1; planes lowest first.
    ///
    /// - Communication: for n planes about n / 2 ceil(log2 n) ANDs a row, ceil(log2 n) hops.
    /// - Leakage: none.
    func prefixOr(_ planes: [Plane]) throws(MPCError) -> [Plane] {
        let n = planes.count
        // De Morgan, with the planes turned round: none[i] = no 1 in planes n - 1 - i ... n - 1.
        var none = planes.reversed().map { plane(Factor($0, complement: true)) }
        for level in 0..<CarryTree.hops(n) {
            let upper = Prefixes.upper(n, level: level)
            let products = try self["level"][level].and(
                upper.map { Factor(none[$0]) },
                upper.map { Factor(none[Prefixes.lower($0, level: level)]) })
            for (k, place) in upper.enumerated() { none[place] = products[k] }
        }
        return none.reversed().map { plane(Factor($0, complement: true)) }
    }
}
