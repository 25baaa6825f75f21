import Fields
import SecretSharing

extension Session {
    /// The majority of the three components of each bit: u_0 u_1 + u_1 u_2 + u_2 u_0 over F_2.
    ///
    /// Each term is known to one party, so a party's part is own & next. To the ledger it is the product
    /// (u_0 + u_2)(u_1 + u_2) = majority + u_2 of sharings that are at hand.
    ///
    /// - Parameters:
    ///   - u: words of bits.
    ///   - range: which of the words to take.
    /// - Communication: 1 AND a bit, 1 hop.
    func majority(_ u: Shared<BitWord>, _ range: Range<Int>) throws(MPCError) -> Shared<BitWord> {
        state.metrics.ands += 64 * range.count
        let z: Shared<BitWord> = try streamLeft(count: range.count) { part, mask, target in
            let places = part.lowerBound + range.lowerBound..<part.upperBound + range.lowerBound
            let (own, next) = (u.own.span.extracting(places), u.next.span.extracting(places))
            for i in 0..<places.count {
                let bits = own[i].value & next[i].value ^ mask.0[i].value ^ mask.1[i].value
                target[i] = BitWord(value: bits)
            }
        }
        if mode == .active {
            let part = u[range]
            let (u0, u1, u2) = (
                part.keeping(component: 0, role: role), part.keeping(component: 1, role: role),
                part.keeping(component: 2, role: role)
            )
            try record(.ands(x: u0 + u2, y: u1 + u2, z: z + u2))
        }
        return z
    }

    /// The majorities at a range of planes, as planes; see ``majority(_:_:)``.
    ///
    /// - Communication: 1 AND a row and plane, 1 hop.
    func majority(_ u: Planes, _ places: Range<Int>) throws(MPCError) -> [Plane] {
        let words = try majority(u.words, places.lowerBound * u.stride..<places.upperBound * u.stride)
        return Planes(words: words, stride: u.stride, width: places.count).list
    }

    /// The three components of a sum modulo 2^61 - 1 as two summands s and c: s is u itself, c the majorities moved up
    /// by one place, since the carry out of the top place counts 1.
    ///
    /// - Parameter u: 61 planes of components.
    /// - Communication: 61 ANDs a row, 1 hop.
    func carrySave(_ u: Planes) throws(MPCError) -> [Plane] {
        let majorities = try majority(u, 0..<u.width)
        return [majorities[u.width - 1]] + majorities[..<(u.width - 1)]
    }
}
