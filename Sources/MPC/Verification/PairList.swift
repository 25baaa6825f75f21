import Fields
import SecretSharing

/// The claim that the sum of X_a Y_a over all positions is Z, which a verification makes shorter step by step.
struct PairList<Field: CheckField & ShareElement> {
    /// The first factors.
    var x: Shared<Field>
    /// The second factors.
    var y: Shared<Field>
    /// Z, one element.
    var claim: Shared<Field>

    /// No pairs, which add up to 0.
    init() {
        x = .zero(count: 0)
        y = .zero(count: 0)
        claim = .zero(count: 1)
    }

    /// The number of variables of the next fold; 0 once at most one pair is left.
    ///
    /// Long lists are folded 8 to 1, where the work counts; short ones in as few hops as possible.
    var variables: Int {
        guard x.count > 1 else { return 0 }
        let bits = Int.bitWidth - (x.count - 1).leadingZeroBitCount
        return bits <= 6 ? bits : bits <= 10 ? (bits + 1) / 2 : 3
    }

    /// This party's parts of the sums of products at all points of the grid but the first, whose value follows from
    /// the claim.
    func gridSums(variables l: Int, _ workers: Workers) -> [Field] {
        guard l > 0 else { return [] }
        return Array(x.gridSums(with: y, variables: l, weights: nil, skippingCorners: false, workers).dropFirst())
    }

    /// Goes on with the list folded at the point r.
    ///
    /// - Parameter sums: shares of the sums, as ``gridSums(variables:)`` lists them.
    mutating func fold(sums: Shared<Field>, at r: [Field], _ workers: Workers) {
        guard !r.isEmpty else { return }
        claim = Self.claim(claim, completing: sums, at: r)
        let coefficients = Grid.cornerCoefficients(at: r)
        x = x.folded(coefficients, weights: nil, workers)
        y = y.folded(coefficients, weights: nil, workers)
    }

    /// The value at r of the polynomial with these values on the grid, the first being what makes the corners add up
    /// to the claim.
    static func claim(_ claim: Shared<Field>, completing sums: Shared<Field>, at r: [Field]) -> Shared<Field> {
        let corners = Grid.corners(r.count).dropFirst()
        let factors = Grid.gridCoefficients(at: r)
        func complete(_ claim: Field, _ sums: [Field]) -> Field {
            let first = corners.reduce(claim) { $0 - sums[$1 - 1] }
            return zip(sums, factors.dropFirst()).reduce(first * factors[0]) { $0 + $1.0 * $1.1 }
        }
        return Shared(own: [complete(claim.own[0], sums.own)], next: [complete(claim.next[0], sums.next)])
    }
}

extension Shared where Element: CheckField {
    /// This party's parts of the sums of products at the points of the grid; see ``CheckField``.
    func gridSums(
        with y: Shared, variables l: Int, weights: [Element]?, skippingCorners: Bool, _ workers: Workers
    ) -> [Element] {
        workers.sums(count, granule: 1 << l, width: Grid.pointCount(l)) { range, sums in
            let blocks = range.lowerBound >> l..<(range.upperBound + (1 << l) - 1) >> l
            Element.addGridSums(
                (own.span.extracting(range), next.span.extracting(range)),
                (y.own.span.extracting(range), y.next.span.extracting(range)), variables: l,
                weights: weights?.span.extracting(blocks), skippingCorners: skippingCorners, into: &sums)
        }
    }

    /// Each block folded into one element; see ``CheckField/fold(_:coefficients:weights:into:)``.
    func folded(_ coefficients: [Element], weights: [Element]?, _ workers: Workers) -> Shared {
        let size = coefficients.count
        func fold(_ x: [Element]) -> [Element] {
            workers.filled((x.count + size - 1) / size, granule: 1) { blocks, target in
                let range = blocks.lowerBound * size..<min(blocks.upperBound * size, x.count)
                Element.fold(
                    x.span.extracting(range), coefficients: coefficients.span,
                    weights: weights?.span.extracting(blocks), into: &target)
            }
        }
        return Shared(own: fold(own), next: fold(next))
    }

    /// The weighted sums of the elements at each corner of the blocks.
    func cornerSums(variables l: Int, weights: [Element], _ workers: Workers) -> Shared {
        func sums(_ z: [Element]) -> [Element] {
            workers.sums(z.count, granule: 1 << l, width: 1 << l) { range, sums in
                let blocks = range.lowerBound >> l..<(range.upperBound + (1 << l) - 1) >> l
                Element.addCornerSums(
                    z.span.extracting(range), variables: l, weights: weights.span.extracting(blocks), into: &sums)
            }
        }
        return Shared(own: sums(own), next: sums(next))
    }

    /// The sum of the products with public factors, one element.
    func combined(_ factors: [Element]) -> Shared {
        func combine(_ x: [Element]) -> [Element] {
            precondition(x.count == factors.count)
            var sum = [Element.zero]
            var target = sum.mutableSpan
            Element.addCornerSums(x.span, variables: 0, weights: factors.span, into: &target)
            return sum
        }
        return Shared(own: combine(own), next: combine(next))
    }

    /// Every element times a public factor.
    func times(_ factor: Element) -> Shared {
        func scale(_ x: [Element]) -> [Element] { x.map { factor * $0 } }
        return Shared(own: scale(own), next: scale(next))
    }
}
