public import Fields

// What each party computes on its own components, without a message.

extension Shared {
    /// x + y, element by element.
    @inlinable
    public static func + (x: Shared, y: Shared) -> Shared {
        Shared(own: combine(x.own, y.own, Element.add), next: combine(x.next, y.next, Element.add))
    }

    /// x - y, element by element.
    @inlinable
    public static func - (x: Shared, y: Shared) -> Shared {
        Shared(own: combine(x.own, y.own, Element.subtract), next: combine(x.next, y.next, Element.subtract))
    }

    /// -x, element by element.
    @inlinable
    public static prefix func - (x: Shared) -> Shared {
        Shared(own: x.own.map { -$0 }, next: x.next.map { -$0 })
    }

    /// x plus public values, element by element.
    @inlinable
    public func adding(_ values: [Element], role: Role) -> Shared {
        self + .publicValue(values, role: role)
    }

    /// x plus the same public value everywhere.
    @inlinable
    public func adding(_ value: Element, role: Role) -> Shared {
        adding([Element](repeating: value, count: count), role: role)
    }

    @inlinable
    static func combine(
        _ x: [Element], _ y: [Element], _ kernel: (Span<Element>, Span<Element>, inout MutableSpan<Element>) -> Void
    ) -> [Element] {
        precondition(x.count == y.count, "vectors are equally long")
        return [Element](filled: x.count) { z in
            var target = z.mutableSpan
            kernel(x.span, y.span, &target)
        }
    }
}

extension Shared<Mersenne61> {
    /// x times one public factor.
    public func scaled(by factor: Mersenne61) -> Shared {
        func scale(_ x: [Mersenne61]) -> [Mersenne61] {
            [Mersenne61](filled: x.count) { z in
                var target = z.mutableSpan
                Mersenne61.scale(x.span, by: factor, into: &target)
            }
        }
        return Shared(own: scale(own), next: scale(next))
    }

    /// x times public factors, element by element.
    public func scaled(by factors: [Mersenne61]) -> Shared {
        func scale(_ x: [Mersenne61]) -> [Mersenne61] {
            [Mersenne61](filled: x.count) { z in
                var target = z.mutableSpan
                Mersenne61.multiply(x.span, factors.span, into: &target)
            }
        }
        return Shared(own: scale(own), next: scale(next))
    }

    /// The sum of all elements, as a share of length 1.
    public func sum() -> Shared {
        Shared(own: [Mersenne61.sum(own.span)], next: [Mersenne61.sum(next.span)])
    }

    /// The sums of consecutive parts of `length` elements; the count must be a multiple of it.
    public func sums(ofEach length: Int) -> Shared {
        precondition(length > 0 && count % length == 0, "a vector is cut into equal parts")
        func sums(_ x: [Mersenne61]) -> [Mersenne61] {
            let all = x.span
            return (0..<x.count / length).map { Mersenne61.sum(all.extracting($0 * length..<($0 + 1) * length)) }
        }
        return Shared(own: sums(own), next: sums(next))
    }

    /// The running sums x_0, x_0 + x_1, ...
    public func prefixSums() -> Shared {
        func run(_ x: [Mersenne61]) -> [Mersenne61] {
            [Mersenne61](filled: x.count) { z in
                var target = z.mutableSpan
                Mersenne61.prefixSums(x.span, into: &target)
            }
        }
        return Shared(own: run(own), next: run(next))
    }
}
