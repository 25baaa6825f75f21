public import Fields
public import MPC
public import SecretSharing

/// How many rows are selected.
public enum Count {
    /// The number of selected rows, as one shared element.
    ///
    /// - Parameters:
    ///   - mask: 1 where a row is selected and 0 elsewhere; nil selects all.
    ///   - rows: the number of rows, selected or not.
    /// - Communication: none.
    public static func selected(mask: Shared<Mersenne61>?, rows: Int, role: Role) -> Shared<Mersenne61> {
        mask?.sum() ?? .publicValue([Mersenne61(UInt64(rows))], role: role)
    }

    /// The number of selected rows.
    ///
    /// - Releases: one count. R: `length`, `nrow`.
    /// - Communication: none.
    public static func candidate(mask: Shared<Mersenne61>?, rows: Int, in session: Session) -> Candidate {
        let count = selected(mask: mask, rows: rows, role: session.role)
        return Candidate(count, [.count], groupSize: count)
    }

    /// The cleartext twin.
    public static func plain(mask: [Bool]) -> Int { mask.count { $0 } }
}
