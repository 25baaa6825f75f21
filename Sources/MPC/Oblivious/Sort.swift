import Fields
public import SecretSharing

/// Rows in the order of their keys.
public struct SortedRecords: Sendable {
    /// The keys, ascending.
    public var keys: SharedPlanes
    /// The number that each row had before, secret.
    public var rows: SharedPlanes
    /// The records that came with the keys.
    public var records: Records
}

extension Session {
    /// The rows in ascending order of their keys; rows with equal keys stay in their order.
    ///
    /// - Parameters:
    ///   - keys: a column of unsigned numbers.
    ///   - records: what moves with the keys; nil for nothing but the row numbers.
    /// - Communication: see ``sort(keys:records:plan:)``; the plan is ``SortingPlan/choose(n:width:hopTime:mode:)``.
    /// - Leakage: none.
    public func sort(keys: SharedPlanes, records: Records? = nil) throws(MPCError) -> SortedRecords {
        let plan = SortingPlan.choose(n: keys.count, width: keys.width, hopTime: try hopTime(), mode: mode)
        return try sort(keys: keys, records: records, plan: plan)
    }

    /// The rows in ascending order of their keys by a given plan; rows with equal keys stay in their order.
    ///
    /// - Communication: for n rows and w planes, with v = w + ceil(log2 n):
    ///   - comparisons: one shuffle of the rows' bits (8 bytes for each 64 of v) and the records; then about n log2 n
    ///     comparisons of v to 5/2 v ANDs, in up to about 60 levels, each with the hops of a comparison, one hop to open
    ///     and a verification.
    ///   - digits of m bits: for each of the w / m digits 2 m + 2^m - m elements of products, one shuffle of a column,
    ///     the rows' bits and the records, and 16 bytes a row to open, in 6 + ceil(log2 m) hops (one more when active)
    ///     and a verification.
    /// - Leakage: none. What is opened is the order of rows that are distinct, by their numbers, and were shuffled, or the
    ///   destinations of shuffled rows: in either case a uniform permutation, whatever the keys.
    public func sort(
        keys: SharedPlanes, records: Records? = nil, plan: SortingPlan
    ) throws(MPCError) -> SortedRecords {
        let count = keys.count
        let numbers = SharedPlanes.rowNumbers(count: count, role: role)
        let rows = RowWords(planes: numbers.planes + keys.planes, count: count)
        let payload = records ?? Records(count: count)
        precondition(payload.count == count, "keys and records have as many rows")
        let places = numbers.width..<rows.width
        let sorted =
            switch plan {
            case _ where count < 2 || keys.width == 0: (rows, payload)
            case .comparisons: try self["comparisons"].sortByComparisons(rows, payload)
            case .digits(let bits): try self["digits"].sortByDigits(rows, at: places, bits: bits, payload)
            }
        return SortedRecords(
            keys: sorted.0.column(places), rows: sorted.0.column(0..<numbers.width), records: sorted.1)
    }

    /// Sorts distinct rows by all their bits.
    private func sortByComparisons(_ rows: RowWords, _ records: Records) throws(MPCError) -> (RowWords, Records) {
        let shuffled = try self["shuffle"].shuffle(records.joined(rows))
        let (moved, payload) = shuffled.parted(rows)
        var opened = OpenedOrder(rows: moved, times: StepTimes(hopTime: try hopTime(), mode: mode))
        try opened.sort(in: self)
        return (moved.gathered(opened.order), payload.gathered(opened.order))
    }
}

extension Records {
    /// The records with the words of rows behind.
    func joined(_ rows: RowWords) -> Records {
        Records(count: count, columns: columns, words: words + rows.words)
    }

    /// The inverse of ``joined(_:)`` after rows were moved.
    func parted(_ rows: RowWords) -> (RowWords, Records) {
        let own = words.count - rows.words.count
        return (
            RowWords(words: Array(words[own...]), width: rows.width, count: count),
            Records(count: count, columns: columns, words: Array(words[..<own]))
        )
    }
}
