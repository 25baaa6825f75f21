import Fields
import SecretSharing

/// Where the top bit of numbers is, as elements of F_p.
struct LeadingOne {
    /// For each place from the lowest up 1 where that is the top bit of the number, and 0 elsewhere.
    let indicators: [Shared<Mersenne61>]

    /// 1 where the number is not 0.
    var isPositive: Shared<Mersenne61> { weighted { _ in 1 } }

    /// A public weight for each place, at the place of the top bit; 0 for the number 0.
    func weighted(_ weight: (Int) -> Mersenne61) -> Shared<Mersenne61> {
        indicators.enumerated().reduce(.zero(count: indicators[0].count)) {
            $0 + $1.element.scaled(by: weight($1.offset))
        }
    }
}

extension Session {
    /// The top bit of numbers 0 <= x < 2^w.
    ///
    /// - Communication: ``toBits(_:width:)``, about w / 2 ceil(log2 w) ANDs in ceil(log2 w) hops, and 16 w bytes in 2 hops.
    func leadingOne(_ x: Shared<Mersenne61>, width w: Int) throws(MPCError) -> LeadingOne {
        let bits = try self["bits"].toBits(x, width: w)
        let or = try self["or"].prefixOr(bits.planes.map { Plane($0.words) })
        let tops = or.indices.map { $0 + 1 < or.count ? Plane.sum(or[$0], or[$0 + 1]) : or[$0] }
        return LeadingOne(
            indicators: try self["field"].toField(tops.map { SharedBits(words: $0.words, count: x.count) }))
    }
}
