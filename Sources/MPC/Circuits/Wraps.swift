import Fields
import SecretSharing

// How often the components of a number wrap round: x_0 + x_1 + x_2 = x + k (2^61 - 1) with k = 0, 1 or 2.
//
// Where x is below 2^60 the top three bits t_j of the components tell: with 2^58 as the unit the sum is 8 k + (x - k) / 2^58,
// and the low parts make up less than three units, so S = t_0 + t_1 + t_2 lies in 8 k - 2 ... 8 k + 3. Hence the bits of weight 8
// and 16 of S + 2 say whether k = 1 and whether k = 2. For x below 2^59 two bits do likewise, with weights 4 and 8.
//
// Modulo 2^61 then x = x_0 + x_1 + x_2 + k, and for low bits of x only as many low bits of the components are added.

/// How the words look whose planes a circuit with wraps begins with: the bit of weight 2^m of t_0 + 2, the m bits of t_j
/// (t_0 + 2 in component 0), then low bits of the components.
struct WrapWord {
    /// How many top bits are looked at, m.
    let topBits: Int
    /// How many low bits there are, w.
    let lowBits: Int

    /// The number of planes.
    var width: Int { topBits + 1 + lowBits }
    /// Where the low bits begin.
    var lowStart: Int { topBits + 1 }

    /// The word of a component.
    func word(_ element: Mersenne61, _ component: Int) -> UInt64 {
        let top = (element.value &>> UInt64(61 &- topBits)) &+ (component == 0 ? 2 : 0)
        let rotated = ((top &<< 1) | (top &>> UInt64(topBits))) & ((1 &<< UInt64(topBits &+ 1)) &- 1)
        return (element.value & ((1 &<< UInt64(lowBits)) &- 1)) &<< UInt64(lowStart) | rotated
    }
}

/// The circuit that finds k, one AND a hop beside whatever else goes on.
struct WrapCount {
    /// The summands of the top bits, the lowest first; the last is the place of weight 2^m.
    private let summands: [(s: Plane, c: Plane)]
    /// The carries found so far, into place 1, 2, ...
    private var carries: [Plane] = []
    /// How many carries are wanted.
    private let wanted: Int

    /// Begins with the planes u of wrap words and the majorities of the places of t.
    ///
    /// - Parameter parityOnly: whether only k = 1 is asked for, and k = 2 is not.
    init(_ u: Planes, majorities: ArraySlice<Plane>, parityOnly: Bool = false) {
        let m = majorities.count
        // Place 0 has no carry from below and makes none but its majority; so places 1 ... m are left.
        summands = zip(1...m, majorities).map { (s: u[$0 == m ? 0 : $0 + 1], c: $1) }
        wanted = parityOnly ? m - 1 : m
    }

    /// Whether all hops are done.
    var isDone: Bool { carries.count == wanted }

    /// The factors of the next AND.
    var factors: (x: Factor, y: Factor) {
        let (s, c) = summands[carries.count]
        return (Factor(s, carries.last), Factor(c, carries.last))
    }

    /// Takes the product of the factors.
    mutating func take(_ product: Plane) { carries.append(carries.last.map { .sum($0, product) } ?? product) }

    /// Whether k = 1.
    var isOne: Plane {
        let m = summands.count
        return m == 1 ? .sum(summands[0].s, summands[0].c) : .sum(summands[m - 1].s, summands[m - 1].c, carries[m - 2])
    }

    /// Whether k = 2.
    var isTwo: Plane { carries[summands.count - 1] }
}

extension Session {
    /// The conjunctions of a hop, and beside them the next one of a count of wraps.
    func and(
        _ x: [Factor], _ y: [Factor], beside wraps: inout WrapCount
    ) throws(MPCError) -> [Plane] {
        guard !wraps.isDone else { return try and(x, y) }
        var products = try and(x + [wraps.factors.x], y + [wraps.factors.y])
        wraps.take(products.removeLast())
        return products
    }

    /// Does what is left of a count of wraps.
    func finish(_ wraps: inout WrapCount) throws(MPCError) {
        var hop = 0
        while !wraps.isDone {
            _ = try self["wraps"][hop].and([], [], beside: &wraps)
            hop += 1
        }
    }
}
