import Fields
import MPC
import SecretSharing
import Study

/// The comparisons of new selections with earlier ones, so that no difference of two releases tells of few rows.
///
/// Of two selections the rows in one and not in the other must be none or enough, both ways. A cell of a table or a group
/// is compared with selections by the rows in which they differ either way; two cells are not compared, as the rules for
/// tables protect them.
struct SelectionComparison {
    let role: Role
    private var pairs: [(Shared<Mersenne61>, Shared<Mersenne61>)] = []
    private var finish: [(first: Shared<Mersenne61>, second: Shared<Mersenne61>, isCell: Bool)] = []

    init(role: Role) { self.role = role }

    /// Adds what has to be compared of a new selection and an earlier one, or another of the same query.
    mutating func add(_ new: RecordedSelection, _ old: RecordedSelection) {
        switch (new.kind, old.kind) {
        case (.cell, .cell): return
        case (.rows, .rows):
            if new.source != old.source { add(new, new.selected, old, old.selected, isCell: false) }
            let isPlain = new.incomplete.isEmpty && old.incomplete.isEmpty
            let isSame = new.source == old.source && new.incomplete == old.incomplete
            if !isPlain, !isSame, !new.columns.isDisjoint(with: old.columns) {
                add(new, new.complete, old, old.complete, isCell: false)
            }
        default: add(new, new.complete, old, old.complete, isCell: true)
        }
    }

    /// Adds the rows that a selection leaves out of its tables.
    mutating func addComplement(of new: RecordedSelection) {
        guard new.kind == .rows, let selected = new.selected else { return }
        add(new, selected, new, nil, isCell: false)
    }

    private mutating func add(
        _ new: RecordedSelection, _ first: Shared<Mersenne61>?, _ old: RecordedSelection,
        _ second: Shared<Mersenne61>?, isCell: Bool
    ) {
        let common = new.tables.map(\.name).filter { name in old.tables.contains { $0.name == name } }
        guard !common.isEmpty, first != nil || second != nil || new.tables.count != old.tables.count else { return }
        pairs.append((new.part(first, of: common, role: role), old.part(second, of: common, role: role)))
        finish.append((new.count(first, role: role), old.count(second, role: role), isCell))
    }

    /// The numbers of rows by which selections differ.
    ///
    /// - Communication: 8 bytes a pair, 1 hop.
    func differences(in session: Session) throws(MPCError) -> Shared<Mersenne61> {
        guard !pairs.isEmpty else { return .zero(count: 0) }
        let both = try session.innerProducts(pairs)
        return .concatenating(
            finish.enumerated().flatMap { index, entry in
                let one = entry.first - both[index]
                let other = entry.second - both[index]
                return entry.isCell ? [one + other] : [one, other]
            })
    }
}
