import Fields
import MPC
import SecretSharing

/// The margins of a table, from which suppressed cells could be found.
///
/// Whoever knows a margin can subtract the cells that are shown; what remains is the sum of the suppressed ones. So in each
/// slice that a margin sums over, and in the table as a whole, these must hold 0 rows together or enough.
struct TableMargins {
    /// For each margin the cells that it is the sum of.
    let slices: [[Int]]

    /// - Parameter levels: the numbers of levels, the first factor fastest.
    init(levels: [Int]) {
        let cells = levels.reduce(1, *)
        var strides = [1]
        for count in levels { strides.append(strides[strides.count - 1] * count) }
        // Each set of factors but that of all has a margin.
        slices = (0..<max(1, 1 << levels.count - 1)).flatMap { kept -> [[Int]] in
            var margin: [Int: [Int]] = [:]
            for cell in 0..<cells {
                let key = levels.indices.reduce(0) { key, factor in
                    kept >> factor & 1 == 1 ? key + cell / strides[factor] % levels[factor] * strides[factor] : key
                }
                margin[key, default: []].append(cell)
            }
            return margin.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// Beyond so many factors of a polynomial a comparison is quicker.
    private static let mostFactors = 40

    /// Elements that are 0 where no slice's suppressed cells hold 1 to `minimum` - 1 rows, and random otherwise.
    ///
    /// A sum T of s amounts below the minimum k is at most (k - 1) s, and T (T - k) (T - k - 1) ... is 0 exactly where T is
    /// none of 1 ... k - 1. Where there are too many factors T is compared instead.
    ///
    /// - Parameters:
    ///   - amounts: for each cell its count where it is suppressed, else 0.
    ///   - minimum: k.
    /// - Communication: 8 bytes a factor, ceil(log2 (factors + 1)) hops; or two signs and 32 bytes a slice, 11 hops.
    func failures(
        _ amounts: Shared<Mersenne61>, minimum: Int, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        guard minimum > 1, !slices.isEmpty else { return .zero(count: 0) }
        let sums = slices.map { slice in
            Shared(
                own: [slice.reduce(.zero) { $0 + amounts.own[$1] }],
                next: [slice.reduce(.zero) { $0 + amounts.next[$1] }])
        }
        let largest = (slices.map(\.count).max() ?? 0) * (minimum - 1)
        guard largest - minimum + 2 <= Self.mostFactors else {
            let all = Shared.concatenating(sums)
            let below = try session["margins"].isNegative(
                .concatenating([minimum, 1].map { all.adding(-Mersenne61(UInt64($0)), role: session.role) }))
            let bits = try session["margin bits"].toField(below).split([sums.count, sums.count])
            return bits[0] - bits[1]
        }
        let random: Shared<Mersenne61> = try session["random"].random(count: sums.count)
        var products = sums.indices.map { index in
            let top = slices[index].count * (minimum - 1)
            let others = minimum <= top ? Array(minimum...top) : []
            return [random[index], sums[index]]
                + others.map { sums[index].adding(-Mersenne61(UInt64($0)), role: session.role) }
        }
        var level = 0
        while products.contains(where: { $0.count > 1 }) {
            let pairs = products.map { $0.count / 2 }
            let (left, right) = (
                products.flatMap { list in (0..<list.count / 2).map { list[2 * $0] } },
                products.flatMap { list in (0..<list.count / 2).map { list[2 * $0 + 1] } }
            )
            let found = try session["level"][level].multiply(.concatenating(left), .concatenating(right))
            var place = 0
            for index in products.indices {
                let own = (place..<place + pairs[index]).map { found[$0] }
                place += pairs[index]
                products[index] = own + (products[index].count % 2 == 1 ? [products[index][2 * pairs[index]]] : [])
            }
            level += 1
        }
        return .concatenating(products.map { $0[0] })
    }
}
