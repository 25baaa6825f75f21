public import Fields
public import MPC
public import SecretSharing

/// What a Cox model is fitted to, one row a patient.
public struct CoxRows: Sendable {
    /// The follow-up times.
    public var times: SharedPlanes
    /// 1 where the follow-up ended with the event, else 0.
    public var events: Shared<Mersenne61>
    /// For each stratum 1 where a row counts in it, else 0; a row counts in one stratum or in none.
    public var strata: [Shared<Mersenne61>]
    /// The covariates.
    public var covariates: [Covariate]

    /// Takes columns of equal length.
    public init(
        times: SharedPlanes, events: Shared<Mersenne61>, strata: [Shared<Mersenne61>], covariates: [Covariate]
    ) {
        let count = times.count
        precondition(
            events.count == count && strata.allSatisfy { $0.count == count }
                && covariates.allSatisfy { $0.values.count == count }, "columns of a model are equally long")
        self.times = times
        self.events = events
        self.strata = strata
        self.covariates = covariates
    }

    /// The rows that count, by stratum and time, those with an event before others of their time, and what is public
    /// then.
    ///
    /// - Releases: through `open`, as one candidate: the number of rows of each stratum, then for each row of the
    ///   table, in the order by stratum and time, 1 where it has an event, 2 more where it is the first one of its
    ///   time, 0 behind the last row that counts. So the numbers at risk and of events at each event time, and not the
    ///   times: less than R's `survfit(Surv(time, event) ~ strata)` shows. A client that has the ``LifetimeTable`` of
    ///   the same rows by stratum knows the times: those with an event, ascending, stratum by stratum.
    /// - Communication: 5 ANDs and 32 bytes a row, a sort by w + 2 + ceil(log2 strata) planes for w planes of time with
    ///   a column a covariate, 2 w ANDs a row to compare neighbours; about 45 hops where there are few rows.
    /// - Leakage: none beyond what is released.
    public func sorted(
        in session: Session, open: (Candidate) throws -> [Int64]
    ) throws -> SortedCoxRows {
        let (count, role) = (times.count, session.role)
        guard count > 0, !strata.isEmpty else {
            return SortedCoxRows(pattern: CoxPattern(strata: strata.count), covariates: covariates)
        }
        guard count <= CoxPattern.mostRows else { throw LikelihoodProblem.tooManyRows }
        let indexBits = Covariate.bits(of: Int64(strata.count))
        let index = (0..<indexBits).map { bit in
            strata.enumerated().filter { $0.offset >> bit & 1 == 1 }.reduce(Shared.zero(count: count)) {
                $0 + $1.element
            }
        }
        let counting = strata.reduce(.zero(count: count), +)
        let bits = try session["bits"].toBit(.concatenating([events] + index + [counting]))
        func plane(_ k: Int) -> SharedBits { bits[k * count..<(k + 1) * count] }
        let keys =
            [plane(0).not(role: role)] + times.planes + (0..<indexBits).map { plane(1 + $0) }
            + [plane(1 + indexBits).not(role: role)]
        let sorted = try session["sort"].sort(
            keys: SharedPlanes(planes: keys, count: count),
            records: Records(count: count, columns: covariates.map(\.values)))
        let codes = try Self.codes(sorted.keys, in: session["pattern"])
        let sizes = Shared.concatenating(strata.map { $0.sum() })
        let candidate = Candidate(
            .concatenating([sizes, codes]),
            strata.map { _ in .count } + Array(repeating: .eventPattern, count: count), groupSize: counting.sum())
        let pattern = try CoxPattern(opened: try open(candidate), strata: strata.count, rows: count)
        let columns = zip(covariates, sorted.records.columns).map {
            Covariate(values: $1[0..<pattern.count], bound: $0.bound)
        }
        return SortedCoxRows(pattern: pattern, covariates: columns)
    }

    /// For each sorted row 1 where it has an event, 2 more where that is the first one of its time.
    private static func codes(_ keys: SharedPlanes, in session: Session) throws(MPCError) -> Shared<Mersenne61> {
        let (count, role) = (keys.count, session.role)
        let counting = keys.planes[keys.width - 1].not(role: role)
        let events = try session["events"].and(keys.planes[0].not(role: role), counting)
        let places = SharedPlanes(planes: Array(keys.planes[1..<keys.width - 1]), count: count)
        var isNew = SharedBits.constant(true, count: 1, role: role)
        if count > 1 {
            isNew.append(
                try session["equal"].isEqual(places[0..<count - 1], places[1..<count]).not(role: role))
        }
        let first = try session["first"].and(events, isNew)
        let elements = try session["field"].toField([events, first])
        return elements[0] + elements[1].scaled(by: 2)
    }
}

/// The rows that count in the order of strata and times, with what is public about them.
public struct SortedCoxRows: Sendable {
    /// Where the events are.
    public let pattern: CoxPattern
    /// The covariates of the rows that count.
    public let covariates: [Covariate]
}
