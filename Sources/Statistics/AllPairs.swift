import Fields
import MPC
import SecretSharing

/// Selection among few rows: the rank of each row is the number of rows before it, ties broken by position.
///
/// For rows j < i row i comes first if x_i < x_j, else row j. So the ranks of the selected rows are 0, 1, ..., and the
/// value at rank k is the sum of x_i over the selected rows whose rank is k - 1, of which there is one.
///
/// - Communication: for n rows of w planes and r ranks n (n - 1) / 2 comparisons (2.5 w ANDs), 16 bytes for each pair and each
///   bit, r n equalities, 16 r n + 8 r bytes; 13 + ceil(log2 w) hops, with a mask 8 bytes a row twice and 1 hop more.
enum AllPairs {
    static func select(
        planes: SharedPlanes, mask: RowMask, ranks: Shared<Mersenne61>, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        let selected = try mask.elements(in: session["mask"])
        return try select(planes: planes, groups: [(selected, ranks)], in: session)
    }

    /// The values at ranks in each of several groups, one group after the other; all pairs are compared once.
    ///
    /// - Parameter groups: for each group 1 where a row is in it and 0 elsewhere, nil for all rows; and the ranks wanted.
    static func select(
        planes: SharedPlanes, groups: [(mask: Shared<Mersenne61>?, ranks: Shared<Mersenne61>)], in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        let n = planes.count
        let (upper, lower) = (
            planes.rows((0..<n).flatMap { i in repeatElement(i, count: i) }),
            planes.rows((0..<n).flatMap { i in 0..<i })
        )
        let later = try session["compare"].isLess(upper, lower)
        let elements = try session["field"].toField([later] + planes.planes)
        let isLater = PairTable(elements[0], rows: n, role: session.role)
        var values = Shared<Mersenne61>.zero(count: n)
        for (j, plane) in elements.dropFirst().enumerated() {
            values = values + plane.scaled(by: Mersenne61(1 << UInt64(j)))
        }
        let before = (0..<n).map { isLater.before($0) }
        var ranked = groups.map { _ in (ranks: Shared.concatenating(before.map { $0.sum() }), values: values) }
        let masked = groups.enumerated().compactMap { k, group in group.mask.map { (k, $0) } }
        if !masked.isEmpty {
            let pairs = masked.flatMap { _, mask in
                before.map { (mask, $0) } + (0..<n).map { (mask[$0], values[$0]) }
            }
            let products = try session["selected"].innerProducts(pairs)
            for (place, (k, _)) in masked.enumerated() {
                let start = 2 * n * place
                ranked[k] = (products[start..<start + n], products[start + n..<start + 2 * n])
            }
        }
        let distances = zip(groups, ranked).map { group, ranked in
            let wanted = group.ranks.adding(-1, role: session.role)
            return ranked.ranks.repeated(wanted.count) - wanted.eachRepeated(n)
        }
        let isFound = try session["found"].isZero(.concatenating(distances))
        let found = try session["indicator"].toField(isFound)
        let sources = zip(groups, ranked).flatMap { group, ranked in
            repeatElement(ranked.values, count: group.ranks.count)
        }
        let terms = sources.enumerated().map { k, values in (found[k * n..<(k + 1) * n], values) }
        return try session["value"].innerProducts(terms)
    }
}

/// For each pair of rows j < i whether row i comes first, as elements of F_p.
private struct PairTable {
    private let pairs: Shared<Mersenne61>
    private let rows: Int
    private let role: Role

    init(_ pairs: Shared<Mersenne61>, rows: Int, role: Role) {
        self.pairs = pairs
        self.rows = rows
        self.role = role
    }

    /// For each row whether it comes before row i.
    func before(_ i: Int) -> Shared<Mersenne61> {
        func column(_ pairs: [Mersenne61], _ component: Int) -> [Mersenne61] {
            let one: Mersenne61 = component == 0 ? 1 : 0
            return (0..<rows).map { j in
                j < i ? one - pairs[i * (i - 1) / 2 + j] : j == i ? .zero : pairs[j * (j - 1) / 2 + i]
            }
        }
        return Shared(own: column(pairs.own, role.components.own), next: column(pairs.next, role.components.next))
    }
}

extension SharedPlanes {
    /// The rows at the given places, for at most 64 planes.
    fileprivate func rows(_ places: [Int]) -> SharedPlanes {
        func gathered(_ side: (SharedBits) -> [BitWord]) -> [PackedBits] {
            let flat = planes.flatMap { side($0) }
            let column = Transpose.column(of: flat.span, count: count)
            let picked = places.map { column[$0] }
            let words = Transpose.planes(of: picked.span, width: width)
            let stride = PackedBits.wordCount(places.count)
            return (0..<width).map { j in
                PackedBits(words: words[j * stride..<(j + 1) * stride].map(\.value), count: places.count)
            }
        }
        let (own, next) = (gathered { $0.words.own }, gathered { $0.words.next })
        return SharedPlanes(planes: zip(own, next).map { SharedBits(own: $0, next: $1) }, count: places.count)
    }
}
