public import Fields
public import SecretSharing

/// The smallest or the largest element of a vector and where it is.
public struct Extreme: Sendable {
    /// The element, one.
    public var value: Shared<Mersenne61>
    /// Its place, from 0; the first of several.
    public var index: Shared<Mersenne61>
}

extension Session {
    /// The smaller of two numbers, element by element; x - y must be in -2^59 ..< 2^59.
    ///
    /// - Communication: a comparison (``isLess(_:_:)``) and 24 bytes an element, 11 hops.
    /// - Leakage: none.
    public func minimum(_ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>) throws(MPCError) -> Shared<Mersenne61> {
        let isLess = try self["less"].isLess(x, y)
        return try self["select"].select(self["field"].toField(isLess), x, y)
    }

    /// The larger of two numbers, element by element; x - y must be in -2^59 ..< 2^59.
    ///
    /// - Communication: a comparison (``isLess(_:_:)``) and 24 bytes an element, 11 hops.
    /// - Leakage: none.
    public func maximum(_ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>) throws(MPCError) -> Shared<Mersenne61> {
        x + y - (try minimum(x, y))
    }

    /// The smallest element of a vector that is not empty, and its place; differences must be in -2^59 ..< 2^59.
    ///
    /// - Communication: for n elements n - 1 comparisons and 32 (n - 1) bytes, 11 ceil(log2 n) hops.
    /// - Leakage: none.
    public func minimum(of x: Shared<Mersenne61>) throws(MPCError) -> Extreme {
        precondition(x.count > 0, "no element is the smallest of none")
        var value = x
        var index = Shared.publicValue((0..<x.count).map { Mersenne61(UInt64($0)) }, role: role)
        var level = 0
        while value.count > 1 {
            let step = self["level"][level]
            let pairs = value.count / 2
            let (first, second) = (value.each(second: 0, pairs), value.each(second: 1, pairs))
            let (place, other) = (index.each(second: 0, pairs), index.each(second: 1, pairs))
            // The later of two wins only where it is smaller, so the first of several smallest stays.
            let bit = try step["field"].toField(step["less"].isLess(second, first))
            let moved = try step["select"].multiply([(bit, second - first), (bit, other - place)])
            value = .concatenating([first + moved[0], value[2 * pairs..<value.count]])
            index = .concatenating([place + moved[1], index[2 * pairs..<index.count]])
            level += 1
        }
        return Extreme(value: value, index: index)
    }

    /// The largest element of a vector that is not empty, and its place; differences must be in -2^59 ..< 2^59.
    ///
    /// - Communication: see ``minimum(of:)``.
    /// - Leakage: none.
    public func maximum(of x: Shared<Mersenne61>) throws(MPCError) -> Extreme {
        var extreme = try minimum(of: -x)
        extreme.value = -extreme.value
        return extreme
    }
}

extension Shared {
    /// Of each of the first `pairs` pairs of neighbours the first (0) or the second (1).
    fileprivate func each(second: Int, _ pairs: Int) -> Shared {
        func picked(_ x: [Element]) -> [Element] { (0..<pairs).map { x[2 * $0 + second] } }
        return Shared(own: picked(own), next: picked(next))
    }
}
