import Fields
import Primitives
import SecretSharing

/// All that must be verified before anything is opened: products and claims, as this party holds their shares.
///
/// Entries are ordered by the digests of their steps, not by arrival, so that the three parties list them alike.
struct Ledger {
    /// One recorded step. The vectors are shares; recording copies nothing.
    enum Entry {
        /// z = sum of x_t y_t, element by element.
        case products(terms: [(x: Shared<Mersenne61>, y: Shared<Mersenne61>)], z: Shared<Mersenne61>)
        /// z_k = <x_k, y_k>, one entry a pair of vectors.
        case innerProducts(terms: [(x: Shared<Mersenne61>, y: Shared<Mersenne61>)], z: Shared<Mersenne61>)
        /// z_rc = <row r, column c>; the outputs of row 0 come first.
        case matrix(rows: [Shared<Mersenne61>], columns: [Shared<Mersenne61>], z: Shared<Mersenne61>)
        /// z = x & y, word by word.
        case ands(x: Shared<BitWord>, y: Shared<BitWord>, z: Shared<BitWord>)
        /// v = 0.
        case zeros(Shared<Mersenne61>)
        /// v = 0, every bit.
        case bitZeros(Shared<BitWord>)
        /// Columns were reordered as two parties agreed.
        case permutation(PermutationClaim)
    }

    /// The claim that columns were reordered as two parties agreed: after[i] = before[permutation[i]].
    struct PermutationClaim {
        /// The component j that the permutation is tied to: parties j - 1 and j know it.
        var component: Int
        /// The permutation; nil at the party that must not know it.
        var permutation: [UInt32]?
        /// The columns of numbers, before and after.
        var columns: [(before: Shared<Mersenne61>, after: Shared<Mersenne61>)]
        /// The columns of words, before and after.
        var words: [(before: Shared<BitWord>, after: Shared<BitWord>)]
    }

    /// The size beyond which the ledger is verified at once, so that memory stays bounded: entries hold at most this
    /// many elements and those of one more step, 48 bytes a product.
    static let bound = 1 << 22

    private var entries: [(place: KeyStreamSource.Place, step: String, entry: Entry)] = []
    /// How many elements wait: terms of products, words of ANDs, claims.
    private(set) var size = 0
    /// Whether messages that travelled to the right are among what is to be verified.
    private(set) var needsBarrier = false

    /// How many steps wait for verification.
    var count: Int { entries.count }

    /// The recorded steps in the order of their digests.
    var ordered: [(step: String, entry: Entry)] {
        entries.sorted { $0.place < $1.place }.map { (step: $0.step, entry: $0.entry) }
    }

    /// What the parties must agree on before they verify: the steps in their order, what kind each is, and how long its
    /// vectors are.
    var shape: [UInt64] {
        entries.sorted { $0.place < $1.place }.flatMap { $0.place.words + $0.entry.shape }
    }

    /// Adds what happened at a step, which happens once.
    mutating func record(_ entry: Entry, at step: Step) {
        entries.append((step.place, step.path, entry))
        size += entry.size
        if case .permutation = entry { needsBarrier = true }
    }
}

extension Ledger.Entry {
    /// The number of elements: terms of products, words of ANDs, claims.
    var size: Int {
        switch self {
        case .products(let terms, let z): terms.count * z.count
        case .innerProducts(let terms, _): terms.reduce(0) { $0 + $1.x.count }
        case .matrix(let rows, let columns, _): (rows + columns).reduce(0) { $0 + $1.count }
        case .ands(_, _, let z): z.count
        case .zeros(let v): v.count
        case .bitZeros(let v): v.count
        case .permutation(let claim):
            claim.columns.reduce(0) { $0 + $1.after.count } + claim.words.reduce(0) { $0 + $1.after.count }
        }
    }

    /// What kind of entry it is and how long its vectors are.
    var shape: [UInt64] {
        switch self {
        case .products(let terms, let z): [1, UInt64(terms.count), UInt64(z.count)]
        case .innerProducts(let terms, _): [2, UInt64(terms.count)] + terms.map { UInt64($0.x.count) }
        case .matrix(let rows, let columns, _):
            [3, UInt64(rows.count), UInt64(columns.count)] + (rows + columns).map { UInt64($0.count) }
        case .ands(_, _, let z): [4, UInt64(z.count)]
        case .zeros(let v): [5, UInt64(v.count)]
        case .bitZeros(let v): [6, UInt64(v.count)]
        case .permutation(let claim):
            [7, UInt64(claim.component), UInt64(claim.columns.count), UInt64(claim.words.count)]
                + claim.columns.map { UInt64($0.after.count) } + claim.words.map { UInt64($0.after.count) }
        }
    }
}
