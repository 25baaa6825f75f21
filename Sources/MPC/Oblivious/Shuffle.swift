import Fields
import SecretSharing

extension Session {
    /// The rows in a uniform order that no party knows.
    ///
    /// - Communication: for rows of l bytes (8 a column): passive 4 l a row over all parties, of which the parties send
    ///   l, l and 2 l, in 2 hops (Chida et al., ePrint 2019/695); active 2 l a row and party in 3 hops, and a claim of
    ///   each of the three reorderings for the verification.
    /// - Leakage: none.
    public func shuffle(_ records: Records) throws(MPCError) -> Records {
        try self["rows"].shuffle(records, by: try self["order"].shuffleOrder(count: records.count))
    }

    /// The rows in an order drawn before. The same order may serve several records.
    ///
    /// - Communication: see ``shuffle(_:)``.
    /// - Leakage: none.
    public func shuffle(_ records: Records, by order: ShuffleOrder) throws(MPCError) -> Records {
        try reorder(records, by: order, inverted: false)
    }

    /// The rows as they were before ``shuffle(_:by:)``.
    ///
    /// - Communication: see ``shuffle(_:)``.
    /// - Leakage: none.
    public func unshuffle(_ records: Records, by order: ShuffleOrder) throws(MPCError) -> Records {
        try reorder(records, by: order, inverted: true)
    }

    private func reorder(
        _ records: Records, by order: ShuffleOrder, inverted: Bool
    ) throws(MPCError) -> Records {
        precondition(records.count == order.count, "an order of as many rows")
        guard records.count > 1 else { return records }
        switch mode {
        case .passive: return try reorderInTwoHops(records, by: order, inverted: inverted)
        case .active: return try reorderInThreeHops(records, by: order, inverted: inverted)
        }
    }
}

extension Records {
    /// Maps every column by functions of one shape; the columns of numbers come first.
    func mapColumns(
        _ number: (Shared<Mersenne61>) throws(MPCError) -> Shared<Mersenne61>,
        _ word: (Shared<BitWord>) throws(MPCError) -> Shared<BitWord>
    ) throws(MPCError) -> Records {
        var moved = self
        for k in columns.indices { moved.columns[k] = try number(columns[k]) }
        for k in words.indices { moved.words[k] = try word(words[k]) }
        return moved
    }
}
