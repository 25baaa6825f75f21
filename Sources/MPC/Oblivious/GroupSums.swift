public import Fields
public import SecretSharing

/// Counts and sums by group, for groups that are listed beforehand.
public struct GroupSums: Sendable {
    /// How many rows are in each group.
    public var counts: Shared<Mersenne61>
    /// For each column of values its sum in each group.
    public var sums: [Shared<Mersenne61>]
}

/// Counts and sums by group, for the groups that occur, in ascending order of their keys.
public struct Groups: Sendable {
    /// The key of each group.
    public var keys: SharedPlanes
    /// How many rows are in each group, and the sums.
    public var totals: GroupSums
}

extension Session {
    /// Counts and sums of the rows that each indicator marks.
    ///
    /// - Parameters:
    ///   - indicators: one vector a group, 0 or 1 in each row; a row may be in no group or in several.
    ///   - values: the columns to be summed.
    /// - Communication: 8 bytes a group and column of values, whatever the number of rows, 1 hop; counts alone are free.
    /// - Leakage: none.
    public func groupSums(
        indicators: [Shared<Mersenne61>], values: [Shared<Mersenne61>]
    ) throws(MPCError) -> GroupSums {
        let counts = Shared.concatenating(indicators.map { $0.sum() })
        guard !values.isEmpty && !indicators.isEmpty else {
            return GroupSums(counts: counts, sums: values.map { _ in counts })
        }
        let sums = try innerProducts(values.flatMap { value in indicators.map { ($0, value) } })
        return GroupSums(counts: counts, sums: sums.split(values.map { _ in indicators.count }))
    }

    /// Counts and sums by key, for keys of any width.
    ///
    /// The rows are sorted by key; the running sums at the last row of each group are kept, and neighbours are subtracted.
    ///
    /// - Parameters:
    ///   - keys: the key of each row.
    ///   - values: the columns to be summed.
    /// - Communication: a sort with the values, w ANDs a row for w planes, and a compaction of the values, the keys and one
    ///   column more.
    /// - Leakage: the number of groups, to the three nodes, and nothing else. Only where the caller may disclose it.
    public func groupSums(
        keys: SharedPlanes, values: [Shared<Mersenne61>]
    ) throws(MPCError) -> Groups {
        let count = keys.count
        guard count > 0 else {
            let none = GroupSums(counts: .zero(count: 0), sums: values)
            return Groups(keys: keys, totals: none)
        }
        let sorted = try self["sort"].sort(keys: keys, records: Records(count: count, columns: values))
        let last = try self["last"].lastOfEqualRows(sorted.keys)
        let ranks = Shared.publicValue((1...UInt64(count)).map { Mersenne61($0) }, role: role)
        let rows = RowWords(planes: sorted.keys.planes, count: count)
        let running = Records(count: count, columns: [ranks] + sorted.records.columns.map { $0.prefixSums() })
        let ends = try self["groups"].compact(running.joined(rows), keeping: last)
        let (words, totals) = ends.parted(rows)
        let sums = totals.columns.map { $0.differences() }
        return Groups(
            keys: words.column(0..<keys.width), totals: GroupSums(counts: sums[0], sums: Array(sums.dropFirst())))
    }

    /// Whether a row is the last of those with its value, for rows in which equal values stand together.
    ///
    /// - Communication: for w planes w - 1 ANDs a row, ceil(log2 w) hops.
    /// - Leakage: none.
    public func lastOfEqualRows(_ column: SharedPlanes) throws(MPCError) -> SharedBits {
        guard column.count > 0 else { return .constant(true, count: 0, role: role) }
        let equal = try isEqual(column[0..<column.count - 1], column[1..<column.count])
        var last = equal.not(role: role)
        last.append(.constant(true, count: 1, role: role))
        return last
    }
}

extension Shared<Mersenne61> {
    /// x_0, x_1 - x_0, x_2 - x_1, ...: what running sums were made of.
    func differences() -> Shared {
        guard count > 1 else { return self }
        return self - Shared.concatenating([.zero(count: 1), self[0..<count - 1]])
    }
}
