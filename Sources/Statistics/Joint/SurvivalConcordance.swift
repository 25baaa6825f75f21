public import Fields
public import MPC
public import SecretSharing

/// Concordant and discordant pairs of a survival time and a score (Harrell).
public enum SurvivalConcordance {
    /// How many comparable pairs are concordant, discordant and tied, as R's `survival::concordance` counts them.
    ///
    /// A pair is comparable where one row has the event and the other lives longer; who is censored at the same time lives longer.
    /// It is concordant where who lives longer has the higher score. In ascending order of stratum, time, events first, and
    /// score a comparable pair is discordant where the later row has the lower score.
    ///
    /// - Parameters:
    ///   - time: the bit planes of the time.
    ///   - events: 1 where the row has the event and 0 where it is censored.
    ///   - score: the bit planes of the score.
    ///   - strata: for each stratum 1 where a row counts in it and 0 elsewhere; pairs are of one stratum.
    /// - Releases: the number of rows; concordant pairs, discordant ones, those tied in the score only, in the time only (both with
    ///   the event), and in both; over all strata.
    /// - Communication: for n rows one sort of the planes of stratum, time and score; twice the sums over runs, see
    ///   ``Ranks/candidate(planes:cells:in:)``; and n (n + 64) comparisons of the planes of stratum and score, see `PairCounts`.
    /// - Leakage: none.
    public static func candidate(
        time: SharedPlanes, events: Shared<Mersenne61>, score: SharedPlanes, strata: [Shared<Mersenne61>],
        in session: Session
    ) throws(MPCError) -> Candidate {
        let (count, role) = (time.count, session.role)
        let (counting, total) = Ranks.together(strata, rows: count)
        let (stratum, event) = try session["bits"].bits(of: strata, events)
        let (w, s) = (score.width, stratum.count)
        // Below stands what decides last: the score, then events before censored rows, time, stratum.
        let key = SharedPlanes(
            planes: score.planes + [event.not(role: role)] + time.planes + stratum, count: count)
        let last = try session["last"].placesOfLast(strata, rows: count)
        let ordered = try OrderedRows(key, counting: counting, columns: [last], in: session["order"])
        let planes = ordered.keys.planes
        let present = planes[key.width].not(role: role)
        let died = try session["died"].and(present, planes[w].not(role: role))
        // Rows that do not count stand behind, and above all others.
        let scores = SharedPlanes(planes: Array(planes[..<w] + planes[(key.width - s)...]), count: count)
        let times = SharedPlanes(planes: Array(planes[w...]), count: count)
        let pairs = PairCounts(column: scores, first: died)
        let discordant = try pairs.count(.greater, in: session["greater"])
        let equal = try pairs.count(.equal, in: session["equal"])

        let mark = try session["field"].toField(died)
        let first = try session["time"].firstOfEqualRows(times, among: present)
        let tiedTime = try session["tied time"].pairsInRuns(of: mark, first: first, total: total)
        let tiedBoth = try session["tied both"].pairsInRuns(of: mark, first: ordered.first, total: total)
        // Behind each row with the event stand the rows to the end of its stratum.
        let places = Shared.publicValue((0..<UInt64(count)).map { Mersenne61($0 + 1) }, role: role)
        let behind = try session["all"].innerProducts([(mark, ordered.columns[0] - places)])
        let tiedScore = equal - tiedBoth
        let concordant = behind - tiedTime - tiedScore - discordant
        return Candidate(
            .concatenating([total, concordant, discordant, tiedScore, tiedTime - tiedBoth, tiedBoth]),
            [.count] + Array(repeating: .pairCount, count: 5), groupSize: total)
    }

    /// The cleartext twin; a row in stratum nil does not count.
    public static func plain(
        time: [UInt64], events: [Bool], score: [UInt64], strata: [Int?]
    ) -> [Int] {
        var counts = [strata.count { $0 != nil }, 0, 0, 0, 0, 0]
        for i in strata.indices where strata[i] != nil && events[i] {
            for j in strata.indices where strata[j] == strata[i] && j != i {
                if time[j] > time[i] || (time[j] == time[i] && !events[j]) {
                    counts[score[j] > score[i] ? 1 : score[j] < score[i] ? 2 : 3] += 1
                } else if time[j] == time[i] && j > i {
                    counts[score[j] == score[i] ? 5 : 4] += 1
                }
            }
        }
        return counts
    }
}

extension Session {
    /// The bits of the number of the stratum of each row, and whether it has the event.
    ///
    /// - Communication: for k strata 3 ANDs a row and bit of k - 1, and 3 more, 2 hops.
    fileprivate func bits(
        of strata: [Shared<Mersenne61>], _ events: Shared<Mersenne61>
    ) throws(MPCError) -> (stratum: [SharedBits], event: SharedBits) {
        let width = Int.bitWidth - max(0, strata.count - 1).leadingZeroBitCount
        let marks = (0..<width).map { j in
            strata.enumerated().filter { $0.offset >> j & 1 == 1 }.map(\.element)
                .reduce(.zero(count: events.count)) { $0 + $1 }
        }
        let bits = try toBit(.concatenating(marks + [events]))
        let planes = (0...width).map { bits[$0 * events.count..<($0 + 1) * events.count] }
        return (Array(planes[..<width]), planes[width])
    }

    /// For each row the place, counted from 1, of the last row of its stratum once they are in order.
    ///
    /// - Communication: 8 bytes a row, 1 hop.
    fileprivate func placesOfLast(
        _ strata: [Shared<Mersenne61>], rows: Int
    ) throws(MPCError) -> Shared<Mersenne61> {
        guard !strata.isEmpty else { return .zero(count: rows) }
        var end = Shared<Mersenne61>.zero(count: 1)
        let terms = strata.map { stratum in
            end = end + stratum.sum()
            return (stratum, end.repeated(rows))
        }
        return try multiplyAdding(terms)
    }

    /// The number of pairs of marked rows that lie in the same run; in a run all rows that count are marked, or none.
    ///
    /// - Communication: see `Runs`, with one column; 8 bytes a row and 8 more, 2 hops.
    fileprivate func pairsInRuns(
        of mark: Shared<Mersenne61>, first: SharedBits, total: Shared<Mersenne61>
    ) throws(MPCError) -> Shared<Mersenne61> {
        let runs = try Runs(first: first, summing: [mark], total: total, in: self["runs"])
        let lengths = try self["lengths"].multiply(runs.isRun, runs.sums[0])
        let squares = try self["squares"].innerProducts([(lengths, lengths)])
        return (squares - lengths.sum()).scaled(by: Mersenne61(1 << 60))
    }
}
