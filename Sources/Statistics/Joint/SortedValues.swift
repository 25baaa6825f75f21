public import Fields
public import MPC
public import SecretSharing

/// All values of the rows that count.
public enum SortedValues {
    /// The values in ascending order.
    ///
    /// Only where a policy lets every single value out.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the number.
    ///   - counting: 1 where a row counts and 0 elsewhere.
    ///   - open: opens the number of rows that count to the nodes, which need it to go on; it is the length of what is
    ///     released.
    /// - Releases: N single values, in the units of the planes. R: `sort`.
    /// - Communication: for w planes 3 ANDs a row, 2 hops; a sort of w + 1 planes; what `open` takes; 16 bytes a value and plane, 2
    ///   hops.
    /// - Leakage: the number of rows that count to the three nodes, through `open`.
    public static func candidate(
        planes: SharedPlanes, counting: Shared<Mersenne61>, in session: Session,
        open: (Candidate) throws -> [Int64]
    ) throws -> Candidate {
        let total = counting.sum()
        let count = try Lifetimes.openedCount(
            Candidate(total, [.count], groupSize: total), atMost: planes.count, open: open)
        let absent = try session["absent"].toBit(counting).not(role: session.role)
        let keys = SharedPlanes(planes: planes.planes + [absent], count: planes.count)
        let sorted = try session["sort"].sort(keys: keys).keys
        let wanted = SharedPlanes(planes: Array(sorted.planes.dropLast()), count: sorted.count)[0..<count]
        let values = try session["values"].numbers(of: wanted)
        return Candidate(values, Array(repeating: .singleValue, count: count), groupSize: total)
    }

    /// The cleartext twin.
    public static func plain(_ values: [UInt64], counting: [Bool]) -> [Int] {
        zip(values, counting).filter(\.1).map { Int($0.0) }.sorted()
    }
}
