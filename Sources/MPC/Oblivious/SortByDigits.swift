public import Fields
public import SecretSharing

// Radix sort from the lowest digit, each pass stable: Asharov, Hamada, Ikarashi, Kikuchi, Nof, Pinkas, Tomida, Tsuchida,
// Efficient Secure Three-Party Sorting with Applications to Data Analysis and Heavy Hitters (CCS 2022). A row's destination
// in a pass is the number of rows with lower digits, and of earlier rows with the same one.

extension Session {
    /// Sorts rows by the bits at some places.
    func sortByDigits(
        _ rows: RowWords, at places: Range<Int>, bits: Int, _ records: Records
    ) throws(MPCError) -> (RowWords, Records) {
        var (rows, records) = (rows, records)
        for (pass, start) in stride(from: places.lowerBound, to: places.upperBound, by: bits).enumerated() {
            let session = self[pass]
            let digit = rows.column(start..<min(start + bits, places.upperBound))
            let indicators = try session["indicators"].indicators(of: digit)
            let destinations = try session["destinations"].stableDestinations(indicators)
            (rows, records) = try session["move"].permute(records.joined(rows), to: destinations).parted(rows)
        }
        return (rows, records)
    }

    /// The place of each row once rows are in ascending order of their digits; rows with equal digits stay in their order.
    ///
    /// With indicators f_j and the running counts c_j[i] = rows below j + rows before i with j, the destination is
    /// c_0 + sum over j > 0 of f_j (c_j - c_0), since the f_j add up to 1.
    ///
    /// - Parameter indicators: for each digit which rows have it, as 0 or 1.
    /// - Communication: for d digits d - 1 products, which send 8 bytes a row; 1 hop for each 2^18 rows.
    /// - Leakage: none.
    public func stableDestinations(_ indicators: [Shared<Mersenne61>]) throws(MPCError) -> Shared<Mersenne61> {
        let count = indicators[0].count
        var starts: [Shared<Mersenne61>] = [.zero(count: 1)]
        for indicator in indicators { starts.append(starts[starts.count - 1] + indicator.sum()) }
        var destinations = Shared<Mersenne61>.zero(count: 0)
        for (k, start) in stride(from: 0, to: count, by: Self.destinationBatch).enumerated() {
            let range = start..<min(start + Self.destinationBatch, count)
            let part = indicators.map { $0[range] }
            let counts = zip(part, starts).map { $0.runningCounts(from: $1) }
            for (j, indicator) in part.enumerated() { starts[j] = starts[j] + indicator.sum() }
            let terms = (1..<part.count).map { (part[$0], counts[$0] - counts[0]) }
            destinations.append(counts[0] + (try self[k].multiplyAdding(terms)))
        }
        return destinations
    }

    /// The rows whose running counts are held at once, so that memory stays bounded.
    private static var destinationBatch: Int { 1 << 18 }
}

extension Shared<Mersenne61> {
    /// start, start + x_0, start + x_0 + x_1, ...: before each element what came before.
    fileprivate func runningCounts(from start: Shared) -> Shared {
        func run(_ x: [Mersenne61], _ start: Mersenne61) -> [Mersenne61] {
            var total = start
            return [Mersenne61](filled: x.count) { counts in
                for i in 0..<x.count {
                    counts[i] = total
                    total = total + x[i]
                }
            }
        }
        return Shared(own: run(own, start.own[0]), next: run(next, start.next[0]))
    }
}
