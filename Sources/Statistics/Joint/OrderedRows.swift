import Fields
import MPC
import SecretSharing

/// Rows in ascending order of a number, those that do not count behind.
struct OrderedRows {
    /// The numbers, and above them a plane that tells which rows do not count.
    var keys: SharedPlanes
    /// What moved along.
    var columns: [Shared<Mersenne61>]
    /// Which rows are the first, and which the last, of those that count and have their number.
    var (first, last): (SharedBits, SharedBits)

    /// The planes of the numbers.
    var numbers: SharedPlanes { SharedPlanes(planes: Array(keys.planes.dropLast()), count: keys.count) }

    /// The number of rows, those that do not count included.
    var count: Int { keys.count }

    /// Sorts.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the number.
    ///   - counting: 1 where a row counts and 0 elsewhere.
    ///   - columns: what moves along.
    /// - Communication: for w planes 3 ANDs a row, 2 hops; a sort of w + 1 planes with the columns; w + 2 ANDs a row in
    ///   1 + ceil(log2 (w + 1)) hops.
    /// - Leakage: none.
    init(
        _ planes: SharedPlanes, counting: Shared<Mersenne61>, columns: [Shared<Mersenne61>], in session: Session
    ) throws(MPCError) {
        let (count, role) = (planes.count, session.role)
        let absent = try session["absent"].toBit(counting).not(role: role)
        let sorted = try session["sort"].sort(
            keys: SharedPlanes(planes: planes.planes + [absent], count: count),
            records: Records(count: count, columns: columns))
        keys = sorted.keys
        self.columns = sorted.records.columns
        let counts = sorted.keys.planes[planes.width].not(role: role)
        let ends = try session["ends"].lastOfEqualRows(sorted.keys)
        var starts = SharedBits.constant(true, count: min(count, 1), role: role)
        starts.append(ends[0..<max(0, count - 1)])
        let bounds = try session["counting"].and([(starts, counts), (ends, counts)])
        (first, last) = (bounds[0], bounds[1])
    }
}

/// Runs of equal numbers, in their order, in as many places as there are rows; how many runs there are stays secret.
///
/// The first row of each run, and one row behind all that count, are brought to the front by one pass of a radix sort;
/// there the next run's start is the next place, so that lengths and mid-ranks are differences and sums of neighbours.
struct Runs {
    /// 1 in the place of each run and 0 behind.
    let isRun: Shared<Mersenne61>
    /// The place of the first row of each run, counted from 1, and the place behind its last row; anything behind the runs.
    let start, next: Shared<Mersenne61>
    /// For each column its sum over the rows of each run; anything behind the runs.
    let sums: [Shared<Mersenne61>]
    /// Where each row went, and the one behind all.
    let destinations: Shared<Mersenne61>

    /// Gathers the runs.
    ///
    /// - Parameters:
    ///   - first: the first rows of the runs.
    ///   - columns: what is summed over each run; 0 in rows that do not count.
    ///   - total: how many rows count; they are in front.
    /// - Communication: 24 bytes a row, 3 hops; a shuffle of three columns and one for each that is summed, 16 bytes a row
    ///   and 1 hop to open where they go, after a verification.
    /// - Leakage: none; what is opened is a uniform permutation.
    init(
        first: SharedBits, summing columns: [Shared<Mersenne61>], total: Shared<Mersenne61>, in session: Session
    ) throws(MPCError) {
        let (count, role) = (first.count, session.role)
        let one = Shared<Mersenne61>.publicValue([1], role: role)
        let marks = try session["marks"].toField(first)
        let kept = Shared.concatenating([marks, one])
        let dropped = (-kept).adding(.one, role: role)
        destinations = try session["destinations"].stableDestinations([kept, dropped])
        let places = Shared.publicValue((0..<UInt64(count)).map { Mersenne61($0 + 1) }, role: role)
        let running = columns.map { column in
            Shared.concatenating([.zero(count: 1), column.prefixSums()])
        }
        let records = Records(
            count: count + 1,
            columns: [
                .concatenating([marks, .zero(count: 1)]), .concatenating([places, total.adding(.one, role: role)]),
            ] + running)
        let moved = try session["front"].permute(records, to: destinations).columns
        isRun = moved[0][0..<count]
        (start, next) = (moved[1][0..<count], moved[1][1..<count + 1])
        sums = moved[2...].map { $0[1..<count + 1] - $0[0..<count] }
    }

    /// How many runs there can be.
    var count: Int { isRun.count }
}
