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
    /// b = b_0 xor b_1 xor b_2, and each b_j is a valid share in F_p already: xor(u, v) = u + v - 2 u v, twice.
    ///
    /// - Communication: 16 bytes a bit, 2 hops.
    /// - Leakage: none.
    public func toField(_ vectors: [SharedBits]) throws(MPCError) -> [Shared<Mersenne61>] {
        let b = Shared.concatenating(
            vectors.map { Shared(own: $0.own.fieldElements, next: $0.next.fieldElements) })
        let b01 = try self["xor01"].xor(b.keeping(component: 0, role: role), b.keeping(component: 1, role: role))
        return try self["xor2"].xor(b01, b.keeping(component: 2, role: role)).split(vectors.map(\.count))
    }

    /// u xor v of elements 0 and 1.
    ///
    /// - Communication: 8 bytes an element, 1 hop.
    /// - Leakage: none.
    public func xor(_ u: Shared<Mersenne61>, _ v: Shared<Mersenne61>) throws(MPCError) -> Shared<Mersenne61> {
        u + v - (try multiply(u, v)).scaled(by: 2)
    }

    /// The low bits of signed numbers in two's complement, for -2^59 <= x < 2^59.
    ///
    /// The planes of u = 2x+1 are the sum modulo 2^61-1 of the planes of its components; x is u without its lowest
    /// bit.
    ///
    /// - Parameters:
    ///   - x: the numbers.
    ///   - width: how many planes are wanted, at most 60.
    /// - Communication: 534 ANDs an element, which is 67 bytes, 9 hops.
    /// - Leakage: none.
    public func toBits(_ x: Shared<Mersenne61>, width: Int) throws(MPCError) -> SharedPlanes {
        precondition((0..<Mersenne61.bitWidth).contains(width), "60 planes hold every number in range")
        let (s, c) = try self["carry-save"].carrySave(doubledPlusOne(x).componentPlanes())
        let u = s ^ c ^ (try self["carry"].endAroundCarries(s, c))
        return SharedPlanes(planes: (0..<width).map { u.bits($0 + 1, count: x.count) }, count: x.count)
    }

    /// u = 2x + 1, which is never 0 for a number in range.
    func doubledPlusOne(_ x: Shared<Mersenne61>) -> Shared<Mersenne61> {
        x.scaled(by: 2).adding(1, role: role)
    }
}

extension PackedBits {
    /// The bits as elements 0 and 1.
    fileprivate var fieldElements: [Mersenne61] {
        let count = count
        let words = words
        return [Mersenne61](filled: count) { elements in
            for i in 0..<count { elements[i] = Mersenne61(unchecked: (words[i &>> 6] &>> UInt64(i & 63)) & 1) }
        }
    }
}
