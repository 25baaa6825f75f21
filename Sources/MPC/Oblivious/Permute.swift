public import Fields
public import SecretSharing

// Secret permutations as shared destinations: Laud and Willemson, Universally Composable Privacy Preserving Finite
// Automata Execution with Low Online and Offline Complexity / Composable Oblivious Extended Permutations (2013-2014), in the
// form of Chida et al. (2019): a permutation that was shuffled is uniform and may be opened.

extension Session {
    /// Moves row i to place d_i, for secret destinations that are a permutation.
    ///
    /// The destinations are shuffled along with the rows, verified and opened; then each row goes where it says.
    ///
    /// - Parameters:
    ///   - destinations: each of 0 ..< n once. Anything else ends the job once it is opened, and tells about it.
    /// - Communication: a shuffle of the records with one column more, 16 bytes a row and 1 hop to open it, and the
    ///   verification.
    /// - Leakage: none; what is opened is a uniform permutation.
    public func permute(_ records: Records, to destinations: Shared<Mersenne61>) throws(MPCError) -> Records {
        precondition(destinations.count == records.count, "a destination for each row")
        guard records.count > 1 else { return records }
        var moving = records
        moving.columns.append(destinations)
        var shuffled = try self["shuffle"].shuffle(moving)
        let places = try self["open"].revealPermutation(shuffled.columns.removeLast())
        return shuffled.scattered(to: places)
    }

    /// Moves row d_i to place i, for secret d that is a permutation: what ``permute(_:to:)`` undoes.
    ///
    /// The destinations are shuffled and opened, the rows are picked by them and come back in the order before the
    /// shuffle.
    ///
    /// - Communication: a shuffle of one column and one of the records, 16 bytes a row and 1 hop to open, and the
    ///   verification.
    /// - Leakage: none; what is opened is a uniform permutation.
    public func unpermute(_ records: Records, from destinations: Shared<Mersenne61>) throws(MPCError) -> Records {
        precondition(destinations.count == records.count, "a destination for each row")
        guard records.count > 1 else { return records }
        let order = try self["order"].shuffleOrder(count: records.count)
        let shuffled = try self["shuffle"].shuffle(Records(count: records.count, columns: [destinations]), by: order)
        let places = try self["open"].revealPermutation(shuffled.columns[0])
        return try self["back"].unshuffle(records.gathered(places), by: order)
    }

    /// Opens numbers that are each of 0 ..< n once.
    private func revealPermutation(_ values: Shared<Mersenne61>) throws(MPCError) -> [UInt32] {
        guard let permutation = Permutation.checked(try reveal(values)) else {
            throw .notAPermutation(step: step.path)
        }
        return permutation
    }
}
