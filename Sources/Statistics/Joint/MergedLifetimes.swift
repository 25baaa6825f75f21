public import Fields
public import MPC
public import SecretSharing

/// Events and numbers at risk on a public grid, in steps that each hold enough rows: what survival curves are finished from
/// where no event may be shown at its exact time.
///
/// Neighbouring intervals of the grid are merged from the left. A step ends at the first tick at which it holds no event and
/// enough censored rows, or else enough events; at its beginning enough rows are at risk. The curve ends with the last
/// whole step. Rows that are censored in a step with events count as at risk through all of these: the estimate is R's for times
/// that are moved up to the end of their step. It lies above R's for the times themselves, the more the more rows are
/// censored in a step before its events; a life table takes half of these away.
public enum MergedLifetimes {
    /// What a policy demands of a step.
    public struct Minimum: Sendable, Hashable {
        /// The least number of events in a step that has any; at least 1.
        public let events: Int
        /// The least number of rows at risk at the beginning of a step, of censored rows in a step without events, and of
        /// rows left at the end of the curve unless there are none; at least 1.
        public let rows: Int

        /// Takes both; less than one row makes no step.
        public init(events: Int, rows: Int) {
            self.events = max(1, events)
            self.rows = max(1, rows)
        }
    }

    /// The steps of each cell's curve.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the time.
    ///   - ticks: public times, ascending, in the units of the planes; rows up to and at a tick lie before the next one.
    ///   - events: 1 where the row has the event and 0 where it is censored.
    ///   - cells: for each cell, a group in a stratum, 1 where a row counts in it and 0 elsewhere.
    ///   - minimum: what each step must hold.
    /// - Releases: for each cell and K ticks 1 + 2 K counts: the rows of the cell; then for each tick that ends a step one
    ///   more than the events so far, and 0 for others; then for each tick that ends a step the rows still at risk behind
    ///   it, and 0 for others. A number of rows that is not 0 and below the minimum is -1. So a step shows its events and
    ///   the number at risk at its beginning, and nothing is shown between or behind the steps. R: `survival::survfit`
    ///   with each time moved up to the end of its step; with a minimum of 1 and a tick at each value that occurs,
    ///   `survfit` itself.
    /// - Communication: for n rows, w planes and c cells that of ``GridLifetimes`` with K thresholds; with v the bits of
    ///   n + minimum four numbers a tick become v planes in 4 + ceil(log2 v) hops; three comparisons a pair of ticks, 5/2 v
    ///   ANDs each in 1 + ceil(log2 v) hops, and 3 ANDs in 2 hops; ``GridSteps/ends(_:in:)`` with as many steps as the rows
    ///   allow; 56 bytes a tick in 4 hops. `MergedLifetimeCostTests` has the sums.
    /// - Leakage: none.
    public static func candidate(
        planes: SharedPlanes, ticks: [UInt64], events: Shared<Mersenne61>, cells: [Shared<Mersenne61>],
        minimum: Minimum, in session: Session
    ) throws(MPCError) -> Candidate {
        let (role, width, all) = (session.role, ticks.count + 1, cells.count)
        let total = cells.reduce(.zero(count: planes.count), +).sum()
        let running = try GridLifetimes.running(
            planes, thresholds: ticks.map { $0 + 1 }, events: events, cells: cells, in: session["grid"])
        // Tick 0 is the beginning of the curve.
        let (died, left) = split(running, cells, ticks: ticks.count)
        let steps = GridSteps(
            ticks: width, curves: all,
            mostSteps: min(ticks.count, planes.count / min(minimum.events, minimum.rows)))
        let found = try comparisons(died, left, steps, minimum, rows: planes.count, in: session["compare"])
        let ends = try steps.ends(found.next, in: session["ends"])

        let elements = try session["field"].toField([ends, found.isHidden])
        let (isEnd, isHidden) = (elements[0], elements[1])
        let products = try session["products"].multiply([
            (isEnd, died.adding(.one, role: role)), (isHidden, left.adding(.one, role: role)),
        ])
        let shown = left - products[1]
        let atEnds = try session["shown"].multiply(isEnd, shown)
        let values = (0..<all).flatMap { cell in
            let (start, range) = (cell * width, cell * width + 1..<(cell + 1) * width)
            return [shown[start], products[0][range], atEnds[range]]
        }
        return Candidate(
            .concatenating(values), Array(repeating: .mergedCount, count: all * (2 * width - 1)), groupSize: total)
    }

    /// Events up to each tick and rows behind it, of one cell after the other, the beginning first.
    private static func split(
        _ running: Shared<Mersenne61>, _ cells: [Shared<Mersenne61>], ticks: Int
    ) -> (died: Shared<Mersenne61>, left: Shared<Mersenne61>) {
        let table = Records(count: running.count, columns: [running])
        func column(_ mark: Int) -> Shared<Mersenne61> {
            let places = (0..<ticks).map { UInt32($0 * 2 * cells.count + mark) }
            return .concatenating([.zero(count: 1), table.gathered(places).columns[0]])
        }
        let died = cells.indices.map { column(2 * $0) }
        let left = zip(cells, died).enumerated().map { index, pair in
            pair.0.sum().repeated(ticks + 1) - pair.1 - column(2 * index + 1)
        }
        return (.concatenating(died), .concatenating(left))
    }

    /// For each pair of ticks whether the one is the next end behind the other, and for each tick whether the number of rows
    /// behind it is to be hidden.
    private static func comparisons(
        _ died: Shared<Mersenne61>, _ left: Shared<Mersenne61>, _ steps: GridSteps, _ minimum: Minimum, rows: Int,
        in session: Session
    ) throws(MPCError) -> (next: SharedBits, isHidden: SharedBits) {
        let (role, count) = (session.role, died.count)
        let largest = UInt64(rows + max(minimum.events, minimum.rows))
        let width = UInt64.bitWidth - largest.leadingZeroBitCount
        let enough = [
            died, died.adding(Mersenne61(UInt64(minimum.events)), role: role), left,
            left.adding(Mersenne61(UInt64(minimum.rows)), role: role),
        ]
        let bits = try session["bits"].toBits(.concatenating(enough), width: width)
        let (later, earlier) = (steps.later, steps.earlier)
        // Too few events; some events; too few rows that left: all of a pair of ticks. Then too few rows, and none.
        let sides = (0..<width).map { j -> (SharedBits, SharedBits) in
            let plane = bits.planes[j]
            let (all, behind) = (LooseBits(plane), plane[2 * count..<3 * count])
            func picked(_ column: Int, _ ticks: [Int]) -> SharedBits { all.picked(ticks.map { column * count + $0 }) }
            var (x, y) = (picked(0, later), picked(1, earlier))
            x.append(picked(0, earlier))
            y.append(picked(0, later))
            x.append(picked(2, earlier))
            y.append(picked(3, later))
            for bound in [minimum.rows, 1] {
                x.append(behind)
                y.append(.constant(bound >> j & 1 == 1, count: count, role: role))
            }
            return (x, y)
        }
        let (pairs, all) = (later.count, 3 * later.count + 2 * count)
        let isBelow = try session["below"].isLess(
            SharedPlanes(planes: sides.map(\.0), count: all), SharedPlanes(planes: sides.map(\.1), count: all))
        let withEvents = steps.firsts(isBelow[0..<pairs].not(role: role))
        let hasNone = isBelow[pairs..<2 * pairs].not(role: role)
        let withRows = steps.firsts(isBelow[2 * pairs..<3 * pairs].not(role: role))
        let isFew = isBelow[3 * pairs..<3 * pairs + count]
        // Where the events of a step are rows enough at its beginning, nothing is looked at there.
        let begins =
            minimum.rows > minimum.events
            ? LooseBits(isFew.not(role: role)).picked(earlier) : SharedBits.constant(true, count: pairs, role: role)
        let found = try session["found"].and([(withRows, hasNone), (withEvents, begins)])
        let others = try session["others"].and(found[1], steps.sums(found[0]).not(role: role))
        return (found[0] ^ others, isFew ^ isBelow[3 * pairs + count..<all])
    }

    /// The cleartext twin; a row in group nil does not count.
    public static func plain(
        _ times: [UInt64], ticks: [UInt64], events: [Bool], groups: [Int?], cells: Int, minimum: Minimum
    ) -> [Int] {
        (0..<cells).flatMap { cell -> [Int] in
            let own = groups.indices.filter { groups[$0] == cell }
            func shown(_ rows: Int) -> Int { rows == 0 || rows >= minimum.rows ? rows : -1 }
            var (died, left) = ([Int](), [Int]())
            var (before, atRisk) = (0, own.count)
            for tick in ticks {
                let events = own.count { events[$0] && times[$0] <= tick }
                let behind = own.count { times[$0] > tick }
                let ends =
                    events == before
                    ? atRisk - behind >= minimum.rows
                    : events - before >= minimum.events && atRisk >= minimum.rows
                if ends { (before, atRisk) = (events, behind) }
                died.append(ends ? 1 + events : 0)
                left.append(ends ? shown(atRisk) : 0)
            }
            return [shown(own.count)] + died + left
        }
    }
}
