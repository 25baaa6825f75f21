import Fields
import SecretSharing

/// A plane of secret bits, one a row, as a view of words that may lie in a longer vector: to pick, leave out or reorder
/// planes copies nothing.
struct Plane {
    /// The words of component i.
    let own: ArraySlice<BitWord>
    /// The words of component i+1.
    let next: ArraySlice<BitWord>

    /// All words of a vector.
    init(_ words: Shared<BitWord>) {
        own = words.own[...]
        next = words.next[...]
    }

    /// The words of a vector at a range of places.
    init(_ words: Shared<BitWord>, _ range: Range<Int>) {
        own = words.own[range]
        next = words.next[range]
    }

    /// The number of words.
    var count: Int { own.count }

    /// The words as a vector of their own.
    var words: Shared<BitWord> { Shared(own: Array(own), next: Array(next)) }

    /// Exclusive or of two or more planes.
    static func sum(_ planes: Plane...) -> Plane {
        func add(_ parts: [ArraySlice<BitWord>]) -> [BitWord] {
            var sum = Array(parts[0])
            for part in parts.dropFirst() {
                part.withUnsafeBufferPointer { part in
                    sum.withUnsafeMutableBufferPointer { sum in
                        precondition(part.count == sum.count, "planes are equally long")
                        for i in 0..<sum.count { sum[i] = sum[i] + part[i] }
                    }
                }
            }
            return sum
        }
        return Plane(Shared(own: add(planes.map(\.own)), next: add(planes.map(\.next))))
    }
}

/// A factor of a conjunction: a plane, or the exclusive or of two, or the complement of that. It is only written out
/// where it is multiplied.
struct Factor {
    /// The first summand.
    var first: Plane
    /// The second summand, if any.
    var second: Plane?
    /// Whether the complement of the sum is meant.
    var isComplement: Bool

    init(_ first: Plane, _ second: Plane? = nil, complement: Bool = false) {
        self.first = first
        self.second = second
        isComplement = complement
    }

    /// The factor plus a plane; for a factor of one plane.
    func adding(_ plane: Plane?) -> Factor {
        precondition(second == nil || plane == nil, "a factor has two summands at most")
        return Factor(first, plane ?? second, complement: isComplement)
    }

    /// The sum of two factors of one plane each.
    static func ^ (a: Factor, b: Factor) -> Factor {
        precondition(a.second == nil && b.second == nil, "a factor has two summands at most")
        return Factor(a.first, b.first, complement: a.isComplement != b.isComplement)
    }

    /// The number of words.
    var count: Int { first.count }
}

extension Session {
    /// The conjunctions x_k & y_k of several pairs, all in one message.
    ///
    /// - Communication: 1 bit an AND in whole words, 1 hop; nothing at all for no pairs.
    func and(_ x: [Factor], _ y: [Factor]) throws(MPCError) -> [Plane] {
        precondition(zip(x, y).allSatisfy { $0.count == $1.count } && x.count == y.count, "factors are equally long")
        guard !x.isEmpty else { return [] }
        let product = try and(written(x), written(y))
        var start = 0
        return x.map { factor in
            defer { start += factor.count }
            return Plane(product, start..<start + factor.count)
        }
    }

    /// The conjunction of two factors.
    ///
    /// - Communication: 1 bit an AND in whole words, 1 hop.
    func and(_ x: Factor, _ y: Factor) throws(MPCError) -> Plane { try and([x], [y])[0] }

    /// The factors one after the other.
    func written(_ factors: [Factor]) -> Shared<BitWord> {
        let length = factors.reduce(0) { $0 + $1.count }
        func write(_ component: Int, _ side: (Plane) -> ArraySlice<BitWord>) -> [BitWord] {
            [BitWord](filled: length) { target in
                var start = 0
                for factor in factors {
                    let part = UnsafeMutableBufferPointer(rebasing: target[start..<start + factor.count])
                    let ones = BitWord(value: factor.isComplement && component == 0 ? .max : 0)
                    Self.write(side(factor.first), factor.second.map(side), ones, into: part)
                    start += factor.count
                }
            }
        }
        return Shared(own: write(role.components.own) { $0.own }, next: write(role.components.next) { $0.next })
    }

    /// A factor as a plane of its own.
    func plane(_ factor: Factor) -> Plane {
        factor.second == nil && !factor.isComplement ? factor.first : Plane(written([factor]))
    }

    private static func write(
        _ first: ArraySlice<BitWord>, _ second: ArraySlice<BitWord>?, _ ones: BitWord,
        into target: UnsafeMutableBufferPointer<BitWord>
    ) {
        first.withUnsafeBufferPointer { first in
            precondition(first.count == target.count, "a factor has the length of its planes")
            guard let second else {
                for i in 0..<target.count { target[i] = first[i] + ones }
                return
            }
            second.withUnsafeBufferPointer { second in
                precondition(second.count == target.count, "planes are equally long")
                for i in 0..<target.count { target[i] = first[i] + second[i] + ones }
            }
        }
    }
}
