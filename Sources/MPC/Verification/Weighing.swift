import Fields
import Primitives
import SecretSharing

/// Everything in the ledger, weighed by coins and ready for the first fold.
struct Weighing {
    var numbers: FirstFold<Mersenne61>
    var words: FirstFold<BitWord>
    var gates: GateFold
    private let role: Role

    /// - Parameters:
    ///   - entries: the ledger in the order of its steps, alike at all parties.
    ///   - coins: where the weights of either field come from.
    init(_ entries: [Ledger.Entry], coins: (numbers: KeyStream, words: KeyStream), role: Role, _ workers: Workers) {
        numbers = FirstFold(coin: coins.numbers, workers)
        words = FirstFold(coin: coins.words, workers)
        gates = GateFold(coin: coins.words, workers)
        self.role = role
        for entry in entries { add(entry) }
        numbers.joinShort()
        gates.joinShort()
    }

    private mutating func add(_ entry: Ledger.Entry) {
        switch entry {
        case .products(let terms, let z): numbers.add(terms: terms, z: z)
        case .innerProducts(let terms, let z):
            let weights = numbers.draw(z.count)
            numbers.add(claim: z.combined(weights))
            for ((x, y), weight) in zip(terms, weights) { numbers.add(innerProduct: x, y, weight: weight) }
        case .matrix(let rows, let columns, let z): add(rows, columns, z)
        case .ands(let x, let y, let z): gates.add(x, y, z: z)
        case .zeros(let v): numbers.add(claim: v.combined(numbers.draw(v.count)))
        case .bitZeros(let v): words.add(claim: v.combined(words.draw(v.count)))
        case .permutation(let claim):
            Self.add(claim, claim.columns, to: &numbers, role: role)
            Self.add(claim, claim.words, to: &words, role: role)
        }
    }

    /// Z = A B is checked as (r A) (B s) = r Z s, for random r and s (Freivalds 1977).
    private mutating func add(_ rows: [Shared<Mersenne61>], _ columns: [Shared<Mersenne61>], _ z: Shared<Mersenne61>) {
        let (r, s) = (numbers.draw(rows.count), numbers.draw(columns.count))
        numbers.add(claim: z.combined(r.flatMap { r in s.map { r * $0 } }))
        numbers.add(innerProduct: .combination(of: rows, r), .combination(of: columns, s), weight: .one)
    }

    /// after[i] = before[permutation[i]] is checked as <r, after> = <s, before> for random r, where s is r in the order
    /// before. The two parties that know the permutation know s, so it is a share held in one component.
    private static func add<Field: CheckField & ShareElement>(
        _ claim: Ledger.PermutationClaim, _ columns: [(before: Shared<Field>, after: Shared<Field>)],
        to fold: inout FirstFold<Field>, role: Role
    ) {
        guard let count = columns.first?.after.count else { return }
        let weights = fold.draw(columns.count)
        let r = fold.draw(count)
        var s = [Field](repeating: .zero, count: count)
        if let permutation = claim.permutation { Permuting.scatter(r, by: permutation, into: &s) }
        let known = Shared(own: s, next: s).keeping(component: claim.component, role: role)
        fold.add(claim: Shared.combination(of: columns.map(\.after), weights).combined(r))
        fold.add(innerProduct: known, .combination(of: columns.map(\.before), weights), weight: .one)
    }
}

/// Reordering of local columns.
enum Permuting {
    /// z[permutation[i]] = x[i].
    static func scatter<Element>(_ x: [Element], by permutation: [UInt32], into z: inout [Element]) {
        precondition(x.count == permutation.count && z.count == x.count)
        for i in x.indices { z[Int(permutation[i])] = x[i] }
    }
}

extension Shared where Element: CheckField {
    /// The sum of vectors times public factors.
    static func combination(of vectors: [Shared], _ factors: [Element]) -> Shared {
        var sum = vectors[0].times(factors[0])
        for (vector, factor) in zip(vectors, factors).dropFirst() { sum = sum + vector.times(factor) }
        return sum
    }
}
