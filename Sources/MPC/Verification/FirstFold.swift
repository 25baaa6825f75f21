import Fields
import Primitives
import SecretSharing

/// The entries of the ledger that are about one field, weighed and folded for the first time, 8 to 1.
///
/// There are two claims. Of element-wise products z = x y the sum at each corner of the cube is known, block by block,
/// from z; parties send the sums at the other points. Of inner products only the sum over all corners is known, and the
/// corners are sent as well. So the two have messages of their own and are joined by a coin drawn after both: were they
/// simply added, the second message could make up for an error in the first claim.
struct FirstFold<Field: CheckField & ShareElement> {
    static var variables: Int { 3 }
    private static var blockSize: Int { 1 << variables }
    private static var batch: Int { 4096 }

    private typealias Pair = (x: Shared<Field>, y: Shared<Field>)

    /// Element-wise products, with one weight a block.
    private var products: [(pair: Pair, weights: [Field])] = []
    /// What is known at the corners of them.
    private var corners: Shared<Field> = .zero(count: 1 << variables)
    private var short: [(x: Shared<Field>, y: Shared<Field>, z: Shared<Field>)] = []
    private var shortCount = 0

    /// Inner products, with one weight each.
    private var innerProducts: [(pair: Pair, weight: Field)] = []
    /// What they add up to.
    private var claim: Shared<Field> = .zero(count: 1)

    private let coin: KeyStream
    private let workers: Workers

    /// - Parameter coin: where the weights come from; opened when all that is to be verified had been received.
    init(coin: KeyStream, _ workers: Workers) {
        self.coin = coin
        self.workers = workers
    }

    /// Uniform weights.
    func draw(_ count: Int) -> [Field] { Field.draw(count, from: coin) }

    /// z = sum of x_t y_t, element by element: one weight a block. Short ones are joined first.
    mutating func add(terms: [(x: Shared<Field>, y: Shared<Field>)], z: Shared<Field>) {
        guard z.count < Self.batch, terms.count == 1 else { return weigh(terms: terms, z: z) }
        short.append((terms[0].x, terms[0].y, z))
        shortCount += z.count
        if shortCount >= Self.batch { joinShort() }
    }

    /// Weighs what is left of the short products; called once after the last one.
    mutating func joinShort() {
        guard shortCount > 0 else { return }
        let terms = [(x: Shared.concatenating(short.map(\.x)), y: Shared.concatenating(short.map(\.y)))]
        weigh(terms: terms, z: .concatenating(short.map(\.z)))
        short = []
        shortCount = 0
    }

    private mutating func weigh(terms: [(x: Shared<Field>, y: Shared<Field>)], z: Shared<Field>) {
        let weights = draw((z.count + Self.blockSize - 1) / Self.blockSize)
        corners = corners + z.cornerSums(variables: Self.variables, weights: weights, workers)
        products += terms.map { ($0, weights) }
    }

    /// The sum of the products of x and y, times the weight, is part of the claims.
    mutating func add(innerProduct x: Shared<Field>, _ y: Shared<Field>, weight: Field) {
        innerProducts.append(((x, y), weight))
    }

    /// Adds a weighed value to what the inner products must add up to.
    mutating func add(claim value: Shared<Field>) { claim = claim + value }

    /// This party's parts of the sums: of element-wise products at the points that are no corners, and of inner
    /// products at all points but the first.
    func gridSums() -> (products: [Field], innerProducts: [Field]) {
        (Grid.inner(Self.variables, of: productSums()), Array(innerProductSums().dropFirst()))
    }

    private func productSums() -> [Field] {
        guard !products.isEmpty else { return [] }
        var sums = [Field](repeating: .zero, count: Grid.pointCount(Self.variables))
        for (pair, weights) in products {
            let parts = pair.x.gridSums(
                with: pair.y, variables: Self.variables, weights: weights, skippingCorners: true, workers)
            for p in sums.indices { sums[p] = sums[p] + parts[p] }
        }
        return sums
    }

    private func innerProductSums() -> [Field] {
        guard !innerProducts.isEmpty else { return [] }
        var sums = [Field](repeating: .zero, count: Grid.pointCount(Self.variables))
        for (pair, weight) in innerProducts {
            let parts = pair.x.gridSums(
                with: pair.y, variables: Self.variables, weights: nil, skippingCorners: false, workers)
            for p in sums.indices { sums[p] = sums[p] + weight * parts[p] }
        }
        return sums
    }

    /// The folded products and what they must add up to.
    ///
    /// - Parameters:
    ///   - sums: shares of the sums, as ``gridSums()`` lists them.
    ///   - r: the point of the fold, drawn after the sums.
    ///   - joining: what the claim about inner products is multiplied by, drawn after the sums.
    func folded(
        products productSums: Shared<Field>, innerProducts innerSums: Shared<Field>, at r: [Field], joining: Field
    ) -> PairList<Field> {
        var list = PairList<Field>()
        let coefficients = Grid.cornerCoefficients(at: r)
        if !products.isEmpty {
            let factors = Grid.inner(Self.variables, of: Grid.gridCoefficients(at: r))
            list.claim = productSums.combined(factors) + corners.combined(coefficients)
        }
        let inner = innerProducts.isEmpty ? claim : PairList.claim(claim, completing: innerSums, at: r)
        list.claim = list.claim + inner.times(joining)
        for (pair, weights) in products {
            list.x.append(pair.x.folded(coefficients, weights: weights, workers))
            list.y.append(pair.y.folded(coefficients, weights: nil, workers))
        }
        for (pair, weight) in innerProducts {
            list.x.append(pair.x.folded(coefficients.map { joining * weight * $0 }, weights: nil, workers))
            list.y.append(pair.y.folded(coefficients, weights: nil, workers))
        }
        return list
    }
}

extension Grid {
    /// Of values at all points those at the points that are no corners; nothing of nothing.
    static func inner<Field>(_ l: Int, of values: [Field]) -> [Field] {
        guard !values.isEmpty else { return [] }
        var isCorner = [Bool](repeating: false, count: values.count)
        for corner in corners(l) { isCorner[corner] = true }
        return values.indices.filter { !isCorner[$0] }.map { values[$0] }
    }
}
