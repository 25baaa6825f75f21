import Fields
import SecretSharing

// Hamada, Kikuchi, Ikarashi, Chida, Takahashi: Practically Efficient Multi-party Sorting Protocols from Comparison Sort
// Algorithms (ICISC 2012). Rows that are distinct and in a uniform order nobody knows may be sorted by comparisons whose
// outcomes are opened: the outcomes are a function of the ranks of the rows, and the ranks are a uniform permutation whatever
// the rows hold. So which rows are compared, and when, is free to choose, also by what was opened before.
//
// Here every segment draws a sample (any fixed places do, since the order is uniform), sorts it by the same method and lets
// every other row descend among the sorted sample, one comparison a level: about log2 n comparisons a row in all. Segments
// of all sizes go side by side, so that a level is one batch. Short segments compare all pairs.

/// The order of rows that are distinct and were shuffled, found by opened comparisons.
struct OpenedOrder {
    /// The rows, as they came.
    let rows: RowWords
    /// The time of an AND and of a hop, the same at all parties.
    let times: StepTimes
    /// The row at each place so far.
    private(set) var order: [UInt32]

    init(rows: RowWords, times: StepTimes) {
        self.rows = rows
        self.times = times
        order = (0..<UInt32(rows.count)).map { $0 }
    }

    /// Sorts all rows.
    ///
    /// - Communication: about n log2 n comparisons, each of w to 5/2 w ANDs for w planes, in batches: about 12 levels for
    ///   10^3 rows, 20 for 10^4, 40 for 10^5 and 60 for 10^6, each with the hops of a comparison, one to open and a
    ///   verification.
    /// - Leakage: none if the rows are distinct and their order uniform and unknown; else everything.
    mutating func sort(in session: Session) throws(MPCError) {
        try sort([0..<rows.count], in: session)
    }

    /// Sorts each of several segments of places.
    private mutating func sort(_ segments: [Range<Int>], in session: Session) throws(MPCError) {
        let limit = times.longestPairing(rows: segments.reduce(0) { $0 + $1.count }, width: rows.width)
        var short = segments.filter { (2...limit).contains($0.count) }
        var long = segments.filter { $0.count > limit }
        var round = 0
        while !long.isEmpty {
            let descents = long.map { Descent(places: $0) }
            try sort(descents.map(\.sample), in: session["sample"][round])
            let parts = try descend(descents, in: session["descent"][round])
            short += parts.filter { (2...limit).contains($0.count) }
            long = parts.filter { $0.count > limit }
            round += 1
        }
        try sortByPairs(short, in: session["pairs"])
    }

    /// Lets the rows of each segment descend among its sorted sample, and puts them between.
    ///
    /// - Returns: the segments between the members of the samples.
    private mutating func descend(
        _ descents: [Descent], in session: Session
    ) throws(MPCError) -> [Range<Int>] {
        // The deepest first, so that those still under way are always the first ones.
        let descents = descents.sorted { ($0.levels, $1.places.lowerBound) > ($1.levels, $0.places.lowerBound) }
        let pivots = rows.gathered(descents.flatMap { order[$0.sample] })
        let planes = rows.planes(at: descents.flatMap { order[$0.rest] })
        var buckets = [UInt32](repeating: 0, count: descents.reduce(0) { $0 + $1.rest.count })
        for level in 0..<(descents.first?.levels ?? 0) {
            let opponents = Descent.opponents(descents, buckets, level: level)
            let less = try openLess(planes, count: opponents.count, pivots, opponents, in: session[level])
            Descent.descend(&buckets, count: opponents.count, less)
        }
        var start = 0
        return descents.flatMap { descent in
            defer { start += descent.rest.count }
            return descent.place(&order, buckets[start..<start + descent.rest.count])
        }
    }

    /// Sorts each of several segments by comparing all pairs in it.
    ///
    /// - Communication: m (m - 1) / 2 comparisons for m rows.
    private mutating func sortByPairs(_ segments: [Range<Int>], in session: Session) throws(MPCError) {
        guard !segments.isEmpty else { return }
        var (first, second): ([UInt32], [UInt32]) = ([], [])
        for segment in segments {
            for i in segment.dropLast() {
                first.append(contentsOf: repeatElement(order[i], count: segment.upperBound - i - 1))
                second.append(contentsOf: order[i + 1..<segment.upperBound])
            }
        }
        let less = try openLess(rows.planes(at: first), count: first.count, rows, second, in: session)
        var pair = 0
        for segment in segments {
            var ranks = [Int](repeating: 0, count: segment.count)
            for i in 0..<segment.count {
                for j in i + 1..<max(i + 1, segment.count) {
                    ranks[less[pair >> 6] >> UInt64(pair & 63) & 1 == 1 ? j : i] += 1
                    pair += 1
                }
            }
            let members = Array(order[segment])
            for (row, rank) in zip(members, ranks) { order[segment.lowerBound + rank] = row }
        }
    }

    /// Opens whether x < y for many pairs of rows.
    ///
    /// - Parameters:
    ///   - x: the planes of the rows on the left, of which the first `count` rows count.
    ///   - opponents: for each of them the place of the row on the right.
    /// - Returns: a bit a pair.
    private func openLess(
        _ x: Planes, count: Int, _ rows: RowWords, _ opponents: [UInt32], in session: Session
    ) throws(MPCError) -> [UInt64] {
        var less = Shared<BitWord>.zero(count: 0)
        for (k, start) in stride(from: 0, to: count, by: Self.batch).enumerated() {
            let batch = start..<min(start + Self.batch, count)
            let y = rows.planes(at: Array(opponents[batch]))
            // x < y if x - y borrows, and the borrow is the carry of the complement of x and y.
            let lacking = (0..<x.width).map { j in
                let first = j * x.stride + start / 64
                return Factor(Plane(x.words, first..<first + y.stride), complement: true)
            }
            let borrow = try session["less"][k].carryOut(lacking, y.list.map { Factor($0) }, rows: batch.count)
            less.append(borrow.words)
        }
        return try session["open"].reveal(SharedBits(words: less, count: count)).words
    }

    /// The number of pairs compared at once: the words of a plane stay in the cache, and since their number is no power
    /// of 2, so do the same places of neighbouring planes.
    private static let batch = 64 * 8200
}

/// A segment of places whose rows descend among a sample of them, which is at the front.
private struct Descent {
    let places: Range<Int>
    /// The number of comparisons of each row; the sample has 2^levels - 1 members.
    let levels: Int

    /// A sample of about a 32nd, which leaves parts of about 32 rows.
    init(places: Range<Int>) {
        self.places = places
        levels = max(1, Int.bitWidth - 1 - (places.count / 32 + 1).leadingZeroBitCount)
    }

    var sample: Range<Int> { places.lowerBound..<places.lowerBound + (1 << levels) - 1 }
    var rest: Range<Int> { sample.upperBound..<places.upperBound }

    /// For the rows of all segments that go on at this level, the place of the opponent among all samples.
    ///
    /// After d levels a row is in one of 2^d buckets; the opponent is the middle of its bucket.
    static func opponents(_ descents: [Descent], _ buckets: [UInt32], level: Int) -> [UInt32] {
        let active = descents.prefix { $0.levels > level }
        return [UInt32](filled: active.reduce(0) { $0 + $1.rest.count }) { opponents in
            buckets.withUnsafeBufferPointer { buckets in
                var (i, base): (Int, UInt32) = (0, 0)
                for descent in active {
                    let half = UInt32(1) << UInt32(descent.levels - level - 1)
                    let end = i + descent.rest.count
                    while i < end {
                        opponents[i] = base &+ (2 &* buckets[i] &+ 1) &* half &- 1
                        i &+= 1
                    }
                    base += UInt32(descent.sample.count)
                }
            }
        }
    }

    /// Takes the first rows one level down: to the lower half of the bucket those that are less than its middle.
    static func descend(_ buckets: inout [UInt32], count: Int, _ less: [UInt64]) {
        less.withUnsafeBufferPointer { less in
            buckets.withUnsafeMutableBufferPointer { buckets in
                for i in 0..<count {
                    let isLess = UInt32(truncatingIfNeeded: less[i &>> 6] &>> UInt64(i & 63)) & 1
                    buckets[i] = 2 &* buckets[i] &+ (1 &- isLess)
                }
            }
        }
    }

    /// Puts the rows into their buckets, with the members of the sample between, and keeps their order inside.
    ///
    /// - Returns: the places of the buckets.
    func place(_ order: inout [UInt32], _ buckets: ArraySlice<UInt32>) -> [Range<Int>] {
        let (sorted, rows) = (Array(order[sample]), Array(order[rest]))
        var counts = [Int](repeating: 0, count: sample.count + 1)
        for bucket in buckets { counts[Int(bucket)] += 1 }
        var start = places.lowerBound
        var parts: [Range<Int>] = []
        parts.reserveCapacity(counts.count)
        for (bucket, count) in counts.enumerated() {
            parts.append(start..<start + count)
            start += count
            if bucket < sorted.count {
                order[start] = sorted[bucket]
                start += 1
            }
        }
        var ends = parts.map(\.lowerBound)
        for (row, bucket) in zip(rows, buckets) {
            order[ends[Int(bucket)]] = row
            ends[Int(bucket)] += 1
        }
        return parts
    }
}
