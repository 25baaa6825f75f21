public import Fields
public import SecretSharing

extension Session {
    /// Bits as elements 0 and 1 of F_p.
    ///
    /// - Communication: 16 bytes a bit, 2 hops.
    /// - Leakage: none.
    public func toField(_ bits: SharedBits) throws(MPCError) -> Shared<Mersenne61> {
        try toField([bits])[0]
    }

    /// Several vectors of bits as elements 0 and 1 of F_p, in the same two hops.
    ///
    /// b = b_0 xor b_1 xor b_2, and each b_j is a valid share in F_p already: xor(u, v) = u + v - 2 u v, twice. Party 0 alone
    /// knows both factors of b_0 b_1; a factor b_2 selects.
    ///
    /// - Communication: 16 bytes a bit, 2 hops.
    /// - Leakage: none.
    public func toField(_ vectors: [SharedBits]) throws(MPCError) -> [Shared<Mersenne61>] {
        let bits = BitRun(vectors)
        let w = try self["xor01"].xorOfFirstComponents(bits)
        return try self["xor2"].xor(w, withLastComponentOf: bits).split(vectors.map(\.count))
    }

    /// w = b_0 xor b_1.
    private func xorOfFirstComponents(_ bits: BitRun) throws(MPCError) -> Shared<Mersenne61> {
        let role = role
        let z: Shared<Mersenne61> = try streamLeft(count: bits.count) { range, mask, target in
            bits.addProducts(range, mask, into: &target) { own, next in role.components.own == 0 ? own & next : 0 }
        }
        state.metrics.products += bits.count
        if mode == .active {
            try record(.products(terms: [(x: bits.component(0, role), y: bits.component(1, role))], z: z))
        }
        return Shared(
            own: BitRun.xor(nil, role.components.own == 2 ? nil : bits.own, z.own),
            next: BitRun.xor(nil, role.components.next == 2 ? nil : bits.next, z.next))
    }

    /// w xor b_2.
    private func xor(
        _ w: Shared<Mersenne61>, withLastComponentOf bits: BitRun
    ) throws(MPCError) -> Shared<Mersenne61> {
        let role = role
        let z: Shared<Mersenne61> = try streamLeft(count: bits.count) { range, mask, target in
            bits.addSelected(w, range, mask, role, into: &target)
        }
        state.metrics.products += bits.count
        if mode == .active { try record(.products(terms: [(x: w, y: bits.component(2, role))], z: z)) }
        return Shared(
            own: BitRun.xor(w.own, role.components.own == 2 ? bits.own : nil, z.own),
            next: BitRun.xor(w.next, role.components.next == 2 ? bits.next : nil, z.next))
    }

    /// u xor v of elements 0 and 1.
    ///
    /// - Communication: 8 bytes an element, 1 hop.
    /// - Leakage: none.
    public func xor(_ u: Shared<Mersenne61>, _ v: Shared<Mersenne61>) throws(MPCError) -> Shared<Mersenne61> {
        u + v - (try multiply(u, v)).scaled(by: 2)
    }
}

/// The components of several vectors of bits, one vector after the other without gaps.
private struct BitRun {
    let own: [UInt64]
    let next: [UInt64]
    let count: Int

    init(_ vectors: [SharedBits]) {
        count = vectors.reduce(0) { $0 + $1.count }
        own = Self.joined(vectors, count: count) { $0.words.own }
        next = Self.joined(vectors, count: count) { $0.words.next }
    }

    private static func joined(_ vectors: [SharedBits], count: Int, _ side: (SharedBits) -> [BitWord]) -> [UInt64] {
        // One word more than needed, so that each word of a vector can reach into the next.
        var words = [UInt64](repeating: 0, count: PackedBits.wordCount(count) + 1)
        var start = 0
        for vector in vectors {
            let (first, shift, beyond) = (start / 64, UInt64(start % 64), UInt64(vector.count % 64))
            let source = side(vector)
            for (k, word) in source.enumerated() {
                let isLast = k == source.count - 1 && beyond > 0
                let value = isLast ? word.value & ((1 << beyond) - 1) : word.value
                words[first + k] |= value &<< shift
                words[first + k + 1] |= shift > 0 ? value &>> (64 - shift) : 0
            }
            start += vector.count
        }
        return words
    }

    /// z = product + f - g for a range that begins on a word, where the product is computed on the bits of both
    /// components.
    func addProducts(
        _ range: Range<Int>, _ mask: (Span<Mersenne61>, Span<Mersenne61>), into target: inout MutableSpan<Mersenne61>,
        _ product: (UInt64, UInt64) -> UInt64
    ) {
        precondition(range.lowerBound % 64 == 0)
        let (f, g) = mask
        for start in stride(from: 0, to: range.count, by: 64) {
            let word = (range.lowerBound + start) / 64
            let bits = product(own[word], next[word])
            for j in 0..<min(64, range.count &- start) {
                let bit = Mersenne61(unchecked: (bits &>> UInt64(truncatingIfNeeded: j)) & 1)
                target[start &+ j] = bit + (f[start &+ j] - g[start &+ j])
            }
        }
    }

    /// z = part of w b_2 + f - g for a range that begins on a word. Party 1 has b_2 as its next component, party 2 as its own.
    func addSelected(
        _ w: Shared<Mersenne61>, _ range: Range<Int>, _ mask: (Span<Mersenne61>, Span<Mersenne61>), _ role: Role,
        into target: inout MutableSpan<Mersenne61>
    ) {
        precondition(range.lowerBound % 64 == 0)
        let (f, g) = mask
        let (w0, w1) = (w.own.span.extracting(range), w.next.span.extracting(range))
        let first: UInt64 = role == .first ? 0 : .max
        let second: UInt64 = role == .third ? .max : 0
        let selector = role == .third ? own : next
        for start in stride(from: 0, to: range.count, by: 64) {
            let bits = selector[(range.lowerBound + start) / 64] & first
            for j in 0..<min(64, range.count &- start) {
                let i = start &+ j
                let all: UInt64 = 0 &- ((bits &>> UInt64(truncatingIfNeeded: j)) & 1)
                let known = w0[i] + Mersenne61(unchecked: w1[i].value & second)
                target[i] = Mersenne61(unchecked: known.value & all) + (f[i] - g[i])
            }
        }
    }

    /// w + bits - 2 z; nothing stands for zeros.
    static func xor(_ w: [Mersenne61]?, _ bits: [UInt64]?, _ z: [Mersenne61]) -> [Mersenne61] {
        let count = z.count
        let doubled = z.withUnsafeBufferPointer { z in
            [Mersenne61](filled: count) { sum in
                guard let bits else {
                    for i in 0..<count { sum[i] = -(z[i] + z[i]) }
                    return
                }
                bits.withUnsafeBufferPointer { bits in
                    for start in stride(from: 0, to: count, by: 64) {
                        let word = bits[start / 64]
                        for j in 0..<min(64, count &- start) {
                            let bit = Mersenne61(unchecked: (word &>> UInt64(truncatingIfNeeded: j)) & 1)
                            sum[start &+ j] = bit - (z[start &+ j] + z[start &+ j])
                        }
                    }
                }
            }
        }
        guard let w else { return doubled }
        return w.withUnsafeBufferPointer { w in
            doubled.withUnsafeBufferPointer { doubled in
                [Mersenne61](filled: count) { sum in
                    for i in 0..<count { sum[i] = w[i] + doubled[i] }
                }
            }
        }
    }

    /// The sharing of one component alone, as elements.
    func component(_ component: Int, _ role: Role) -> Shared<Mersenne61> {
        func elements(_ bits: [UInt64]?) -> [Mersenne61] {
            guard let bits else { return [Mersenne61](repeating: .zero, count: count) }
            return [Mersenne61](filled: count) { elements in
                for i in 0..<count { elements[i] = Mersenne61(unchecked: (bits[i &>> 6] &>> UInt64(i & 63)) & 1) }
            }
        }
        return Shared(
            own: elements(role.components.own == component ? own : nil),
            next: elements(role.components.next == component ? next : nil))
    }
}
