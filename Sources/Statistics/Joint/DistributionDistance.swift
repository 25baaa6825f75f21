public import Fields
public import MPC
public import SecretSharing

/// The largest differences between the distribution functions of two groups (Kolmogorov and Smirnov).
public enum DistributionDistance {
    /// The numbers of rows, and the largest values of n2 A - n1 B and of n1 B - n2 A, where A and B count the rows of the first
    /// and second cell up to a value.
    ///
    /// Divided by n1 n2 these are D+ and D-; D is the larger. The differences are taken behind all rows with a value only; the
    /// last of them is 0, so that what stands elsewhere may be 0.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the number.
    ///   - first: 1 where a row counts in the first cell and 0 elsewhere.
    ///   - second: likewise; a row is in one cell at most.
    /// - Releases: two counts and two distances, up to n1 n2. R: the statistic of `ks.test` with two samples, of either
    ///   alternative.
    /// - Communication: for w planes and n rows 3 ANDs a row, 2 hops; a sort of w + 1 planes with 2 columns; w + 2 ANDs a row in
    ///   1 + ceil(log2 (w + 1)) hops; 32 bytes a row, 4 hops; 2 n - 2 comparisons of F_p and 24 bytes for each, 11 hops for
    ///   each of ceil(log2 n) levels.
    /// - Leakage: none.
    public static func candidate(
        planes: SharedPlanes, first: Shared<Mersenne61>, second: Shared<Mersenne61>, in session: Session
    ) throws(MPCError) -> Candidate {
        let sizes = [first.sum(), second.sum()]
        let ordered = try OrderedRows(
            planes, counting: first + second, columns: [first, second], in: session["order"])
        let running = ordered.columns.map { $0.prefixSums() }
        let scaled = try session["scale"].multiplyAdding([
            (running[0], sizes[1].repeated(planes.count)), (running[1], -sizes[0].repeated(planes.count)),
        ])
        let isLast = try session["ends"].toField(ordered.last)
        let differences = try session["differences"].multiply(scaled, isLast)
        let largest = try session["largest"].largest(ofEach: [differences, -differences])
        let total = sizes[0] + sizes[1]
        return Candidate(
            values: .concatenating(sizes + largest), releases: [.count, .count, .distance, .distance],
            evidence: Evidence(groups: .concatenating(sizes + [total]), places: [0, 1, 2, 2]))
    }

    /// The cleartext twin; rows in group 0 and 1 count.
    public static func plain(_ values: [UInt64], groups: [Int?]) -> [Int] {
        let parts = [0, 1].map { group in zip(values, groups).filter { $0.1 == group }.map(\.0) }
        let differences = Set(parts[0] + parts[1]).map { value in
            parts[1].count * parts[0].count { $0 <= value } - parts[0].count * parts[1].count { $0 <= value }
        }
        return [parts[0].count, parts[1].count, differences.max() ?? 0, -(differences.min() ?? 0)]
    }
}

extension Session {
    /// The largest element of each of several vectors of equal length, all in the same hops; 0 for no elements.
    ///
    /// Differences must be in -2^59 ..< 2^59.
    ///
    /// - Communication: for k vectors of n elements k (n - 1) comparisons and 24 bytes for each, 11 hops a level.
    fileprivate func largest(ofEach vectors: [Shared<Mersenne61>]) throws(MPCError) -> [Shared<Mersenne61>] {
        var rest = vectors
        var level = 0
        while let length = rest.first?.count, length > 1 {
            let half = length / 2
            let larger = try self[level].maximum(
                .concatenating(rest.map { $0[0..<half] }), .concatenating(rest.map { $0[half..<2 * half] }))
            rest = zip(larger.split(rest.map { _ in half }), rest).map {
                Shared.concatenating([$0, $1[2 * half..<length]])
            }
            level += 1
        }
        return rest.map { $0.count == 0 ? .zero(count: 1) : $0 }
    }
}
