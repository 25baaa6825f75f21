public import Fields
public import SecretSharing

extension Session {
    /// The rows that are to be kept, in their order.
    ///
    /// One pass of a radix sort by the bit "not kept" brings them to the front; how many there are is then opened.
    ///
    /// - Parameters:
    ///   - records: the rows.
    ///   - kept: for each row whether it is to be kept.
    /// - Communication: 3 products a row, 3 hops; a shuffle of the records with one column more; 2 openings, each after a
    ///   verification.
    /// - Leakage: how many rows are kept, to the three nodes, and nothing else. Only where the caller may disclose it.
    public func compact(_ records: Records, keeping kept: SharedBits) throws(MPCError) -> Records {
        let moved = try self["front"].broughtToFront(records, keeping: kept)
        let count = try self["count"].reveal(moved.kept)[0].value
        guard count <= records.count else { throw .notAPermutation(step: step.path) }
        return moved.records.prefix(Int(count))
    }

    /// All rows, with those that are to be kept in front in their order, and the others behind in theirs.
    ///
    /// - Returns: the rows and how many were to be kept, as a share of length 1.
    /// - Communication: 3 products a row, 3 hops; a shuffle of the records with one column more; 1 opening after a
    ///   verification.
    /// - Leakage: none; what is opened is a uniform permutation.
    public func broughtToFront(
        _ records: Records, keeping kept: SharedBits
    ) throws(MPCError) -> (records: Records, kept: Shared<Mersenne61>) {
        precondition(kept.count == records.count, "a bit for each row")
        let dropped = SharedPlanes(planes: [kept.not(role: role)], count: kept.count)
        let indicators = try self["indicators"].indicators(of: dropped)
        let destinations = try self["destinations"].stableDestinations(indicators)
        return (try self["move"].permute(records, to: destinations), indicators[0].sum())
    }
}
