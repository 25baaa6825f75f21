/// A vector x = x_0 + x_1 + x_2 as one party holds it: two of the three components, each a flat column.
///
/// Addition, subtraction and public factors are operators and free. There is no product of shares here: products need
/// messages, and messages need a session.
public struct Shared<Element: ShareElement>: Sendable {
    /// Component i of party i, known also to its left neighbour.
    public var own: [Element]
    /// Component i+1 of party i, known also to its right neighbour.
    public var next: [Element]

    /// Takes two components of equal length.
    @inlinable
    public init(own: [Element], next: [Element]) {
        precondition(own.count == next.count, "the two components of a share are equally long")
        self.own = own
        self.next = next
    }

    /// The number of elements.
    @inlinable
    public var count: Int { own.count }

    /// The elements at `range`, as a share of its own.
    @inlinable
    public subscript(range: Range<Int>) -> Shared {
        Shared(own: Array(own[range]), next: Array(next[range]))
    }

    /// The element at `index`, as a share of length 1.
    @inlinable
    public subscript(index: Int) -> Shared { self[index..<index + 1] }
}

extension Shared {
    /// A sharing of `count` zeros, the same at every party.
    @inlinable
    public static func zero(count: Int) -> Shared {
        let zeros = [Element](repeating: .zero, count: count)
        return Shared(own: zeros, next: zeros)
    }

    /// A sharing of values that everybody knows: they are component 0.
    @inlinable
    public static func publicValue(_ values: [Element], role: Role) -> Shared {
        Shared(own: values, next: values).keeping(component: 0, role: role)
    }

    /// The sharing of one component alone: x_j in component j and 0 elsewhere.
    ///
    /// The two holders of the component keep it, the third party holds zeros. So x is the sum of its three parts.
    @inlinable
    public func keeping(component: Int, role: Role) -> Shared {
        let zeros = [Element](repeating: .zero, count: count)
        return Shared(
            own: role.components.own == component ? own : zeros,
            next: role.components.next == component ? next : zeros)
    }

    /// Appends the elements of another vector.
    @inlinable
    public mutating func append(_ other: Shared) {
        own.append(contentsOf: other.own)
        next.append(contentsOf: other.next)
    }

    /// All parts, one after the other.
    @inlinable
    public static func concatenating(_ parts: [Shared]) -> Shared {
        var whole = Shared(own: [], next: [])
        let count = parts.reduce(0) { $0 + $1.count }
        whole.own.reserveCapacity(count)
        whole.next.reserveCapacity(count)
        for part in parts { whole.append(part) }
        return whole
    }

    /// The whole vector `times` times in a row.
    @inlinable
    public func repeated(_ times: Int) -> Shared {
        .concatenating(Array(repeating: self, count: times))
    }

    /// Each element `times` times in a row.
    @inlinable
    public func eachRepeated(_ times: Int) -> Shared {
        func stretch(_ x: [Element]) -> [Element] {
            var z: [Element] = []
            z.reserveCapacity(x.count * times)
            for element in x { z.append(contentsOf: repeatElement(element, count: times)) }
            return z
        }
        return Shared(own: stretch(own), next: stretch(next))
    }

    /// Cuts the vector into parts of the given lengths, which add up to its own.
    @inlinable
    public func split(_ lengths: [Int]) -> [Shared] {
        precondition(lengths.reduce(0, +) == count, "the parts make up the whole")
        var start = 0
        return lengths.map { length in
            defer { start += length }
            return self[start..<start + length]
        }
    }
}

extension Shared: CustomStringConvertible, CustomReflectable {
    /// Tells the length only: shares are never printed.
    public var description: String { "Shared(\(count) elements)" }
    /// Nothing: shares are never printed.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
