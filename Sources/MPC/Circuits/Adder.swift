import Fields
import SecretSharing

extension Session {
    /// The three components of u as two summands: s, and c, the carries, already in their places.
    ///
    /// s = u_0 ^ u_1 ^ u_2 and c = majority rotated left by one, since the carry out of the top position counts 1
    /// modulo 2^61 - 1. majority = ((u_0 ^ u_2)(u_1 ^ u_2)) ^ u_2.
    ///
    /// - Parameter u: the planes of the components.
    /// - Communication: 61 ANDs an element, 1 hop.
    func carrySave(_ u: Planes) throws(MPCError) -> (s: Planes, c: Planes) {
        let (u0, u1, u2) = (
            u.keeping(component: 0, role: role), u.keeping(component: 1, role: role),
            u.keeping(component: 2, role: role)
        )
        let majority = try and(u0 ^ u2, u1 ^ u2) ^ u2
        let top = u.width - 1
        return (s: u, c: majority[top..<u.width] + majority[0..<top])
    }

    /// Whether positions, lowest first, send out a carry when none comes in, as one plane.
    ///
    /// Neighbours are joined level by level, (g, p) o (g', p') = (g ^ p g', p p'). The lowest needs no p, so the
    /// planes of `propagate` begin with position 1.
    ///
    /// - Parameters:
    ///   - generate: for each position whether it makes a carry.
    ///   - propagate: for each position but the lowest whether it passes one on.
    /// - Communication: for n positions 2 (n - 1) - ceil(log2 n) ANDs a row, ceil(log2 n) hops.
    func carryOut(generate: Planes, propagate: Planes) throws(MPCError) -> Planes {
        var (g, p) = (generate, propagate)
        var level = 0
        while g.width > 1 {
            let pairs = g.width / 2
            let lower = (0..<pairs).map { 2 * $0 }
            let upper = lower.map { $0 + 1 }
            let products = try self["level"][level].and(
                p[upper.map { $0 - 1 } + upper.dropFirst().map { $0 - 1 }],
                g[lower] + p[lower.dropFirst().map { $0 - 1 }])
            g = (g[upper] ^ products[0..<pairs]) + g[2 * pairs..<g.width]
            p = products[pairs..<products.width] + p[2 * pairs - 1..<p.width]
            level += 1
        }
        return g
    }

    /// The carry into each position of s + c modulo 2^61 - 1, whose carry-in is its own carry-out.
    ///
    /// Prefixes by Sklansky's tree, then the carry out of the whole comes round once. Not for sums that are 0, where
    /// every position propagates and the carry is not determined.
    ///
    /// - Communication: 473 ANDs an element, 8 hops.
    func endAroundCarries(_ s: Planes, _ c: Planes) throws(MPCError) -> Planes {
        let places = Array(0..<s.width)
        var (g, p) = (try self["generate"].and(s, c), s ^ c)
        for level in 0..<6 {
            let upper = places.filter { $0 >> level & 1 == 1 }
            let lower = upper.map { (($0 >> level) << level) - 1 }
            let products = try self["level"][level].and(p[upper + upper], g[lower] + p[lower])
            // Each place stays or takes its new value from behind the old ones.
            let source = places.map { place in upper.firstIndex(of: place).map { s.width + $0 } ?? place }
            g = (g + (g[upper] ^ products[0..<upper.count]))[source]
            p = (p + products[upper.count..<products.width])[source]
        }
        let around = g[s.width - 1..<s.width]
        let inner = 0..<s.width - 1
        let passed = try self["around"].and(p[inner], around[inner.map { _ in 0 }])
        return around + (g[inner] ^ passed)
    }
}
