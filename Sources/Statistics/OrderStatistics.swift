public import Fields
public import MPC
public import SecretSharing

/// The values at given ranks among the selected rows, without sorting.
public enum OrderStatistics {
    /// The values at public ranks.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the values.
    ///   - mask: 1 where a row is selected and 0 elsewhere; nil selects all.
    ///   - ranks: 1 for the smallest selected value, N for the largest. The caller knows N; beyond it the outcome is
    ///     some number that fits the planes.
    /// - Releases: one order statistic a rank. R: `sort(x)[ranks]`, and with it `median` and `quantile`.
    /// - Communication: see ``select(planes:mask:ranks:in:)``.
    public static func candidate(
        planes: SharedPlanes, mask: Shared<Mersenne61>?, ranks: [Int], in session: Session
    ) throws(MPCError) -> Candidate {
        let shared = Shared.publicValue(ranks.map { Mersenne61(signed: Int64($0)) }, role: session.role)
        let values = try select(planes: planes, mask: mask, ranks: shared, in: session)
        return Candidate(
            values, ranks.map { .orderStatistic(rank: $0) },
            groupSize: Count.selected(mask: mask, rows: planes.count, role: session.role))
    }

    /// The smallest and the largest selected value; the number of selected rows stays secret.
    ///
    /// - Releases: two extremes. R: `range`, `min`, `max`.
    /// - Communication: see ``select(planes:mask:ranks:in:)``, for two ranks.
    public static func extremes(
        planes: SharedPlanes, mask: Shared<Mersenne61>?, in session: Session
    ) throws(MPCError) -> Candidate {
        let count = Count.selected(mask: mask, rows: planes.count, role: session.role)
        let ranks = Shared.concatenating([.publicValue([1], role: session.role), count])
        let values = try select(planes: planes, mask: mask, ranks: ranks, in: session)
        return Candidate(values, [.extreme, .extreme], groupSize: count)
    }

    /// The values at shared ranks, all ranks side by side.
    ///
    /// Descends the planes from the top. c marks the rows that are still in question and k is the rank among them.
    /// With b the bits of a plane, n0 = sum c - sum c b rows have a 0 there; the wanted value has a 1 if n0 < k,
    /// and then the rows with a 0 drop out and k falls by n0, else the rows with a 1 drop out.
    ///
    /// - Returns: one value a rank, in the units of the planes.
    /// - Communication: 12 hops a plane and 2 more for each batch of planes; 16 bytes a row and plane, and 16 a row,
    ///   plane and rank.
    public static func select(
        planes: SharedPlanes, mask: Shared<Mersenne61>?, ranks: Shared<Mersenne61>, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        var value = Shared<Mersenne61>.zero(count: ranks.count)
        guard planes.count > 0, ranks.count > 0 else { return value }
        let all = Shared.publicValue(Array(repeating: Mersenne61.one, count: planes.count), role: session.role)
        var descent = Descent(rows: (mask ?? all).repeated(ranks.count), ranks: ranks)
        let batch = max(1, largestBatch / planes.count)
        for top in stride(from: planes.width, to: 0, by: -batch) {
            let levels = max(0, top - batch)..<top
            let bits = try session["field"][top].toField(Array(planes.planes[levels]))
            for (level, bit) in zip(levels, bits).reversed() {
                let digit = try descent.take(bit, in: session["plane"][level])
                value = value + digit.scaled(by: Mersenne61(1 << UInt64(level)))
            }
        }
        return value
    }

    /// How many bits are turned into field elements at once.
    private static let largestBatch = 1 << 22

    /// The cleartext twin.
    public static func plain(_ values: [UInt64], mask: [Bool], ranks: [Int]) -> [UInt64] {
        let sorted = zip(values, mask).filter(\.1).map(\.0).sorted()
        return ranks.map { sorted[$0 - 1] }
    }
}

/// How far the descent has come, for all ranks side by side.
private struct Descent {
    /// c, one column of rows a rank.
    var rows: Shared<Mersenne61>
    /// k, one a rank.
    var ranks: Shared<Mersenne61>

    /// Goes down by one plane and gives that plane's bit of each wanted value.
    mutating func take(_ bit: Shared<Mersenne61>, in session: Session) throws(MPCError) -> Shared<Mersenne61> {
        let ones = try session["ones"].multiply(rows, bit.repeated(ranks.count))
        let zeros = rows - ones
        let zeroCounts = zeros.sums(ofEach: bit.count)
        let isOne = try session["rank"].isLess(zeroCounts, ranks)
        let digit = try session["digit"].toField(isOne)
        let products = try session["narrow"].multiply([
            (digit, zeroCounts), (digit.eachRepeated(bit.count), ones - zeros),
        ])
        ranks = ranks - products[0]
        rows = zeros + products[1]
        return digit
    }
}
