public import Fields
import Language
import MPC
public import Primitives
public import SecretSharing

/// What is known of earlier queries that were about the same selections as one that is asked now.
public enum EarlierOutcome: Sendable {
    /// There is none.
    case new
    /// A number in shares that is 0 where one of them was answered.
    case known(Shared<Mersenne61>)
    /// One may have been answered.
    case unknown
}

/// The rows that a query was about, as one node holds them in shares, so that later ones can be compared with it.
public struct RecordedSelection: Sendable {
    /// What a selection is by.
    enum Kind: Sendable, Equatable {
        /// By tables, conditions and missing values.
        case rows
        /// By a level, or a combination of levels, too.
        case cell(Int, of: [String])
    }

    /// The canonical text of tables and conditions.
    let source: String
    /// What decides which rows are complete.
    let incomplete: [String]
    /// The columns whose values were released in some form.
    let columns: Set<String>
    let kind: Kind
    /// The tables and their numbers of rows, in the order of the masks.
    let tables: [(name: String, rows: Int)]
    /// 1 where a row was selected; nil where all were.
    private(set) var selected: Shared<Mersenne61>?
    /// 1 where a row counted; nil where all did.
    private(set) var complete: Shared<Mersenne61>?
    /// 0 where the query was answered, something else where a rule failed; nil where that is no longer asked.
    ///
    /// A query that failed has told nothing, and must not stand in the way of later ones.
    public var failures: Shared<Mersenne61>?

    /// The query that it is of, where a node keeps it.
    public private(set) var owner: Digest?

    /// The same selection of a query.
    public func owned(by query: Digest) -> RecordedSelection {
        var result = self
        result.owner = query
        return result
    }

    /// What tells it from others.
    public var key: Digest {
        var text = [source] + incomplete + columns.sorted()
        if case .cell(let index, let groups) = kind { text += ["cell \(index)"] + groups }
        return Digest(of: "trefoil selection 1\n" + text.joined(separator: "\n"))
    }

    var rows: Int { tables.reduce(0) { $0 + $1.rows } }

    /// The number of rows of a mask, as a share.
    func count(_ mask: Shared<Mersenne61>?, role: Role) -> Shared<Mersenne61> {
        mask?.sum() ?? .publicValue([Mersenne61(UInt64(rows))], role: role)
    }

    /// How many rows counted that are in none of some tables.
    func count(outside own: Set<String>, role: Role) -> Shared<Mersenne61> {
        part(complete, of: tables.map(\.name).filter { !own.contains($0) }, role: role).sum()
    }

    /// The entries of a mask for tables that another selection has too.
    func part(_ mask: Shared<Mersenne61>?, of names: [String], role: Role) -> Shared<Mersenne61> {
        var (start, parts) = (0, [String: Shared<Mersenne61>]())
        for table in tables {
            let range = start..<start + table.rows
            if names.contains(table.name) {
                parts[table.name] = mask.map { $0[range] } ?? .ones(table.rows, role: role)
            }
            start = range.upperBound
        }
        return .concatenating(names.compactMap { parts[$0] })
    }

    /// The same selection, and no row where its query failed.
    ///
    /// - Parameter passed: 1 where the query was answered, else 0.
    func settled(
        _ passed: Shared<Mersenne61>, selected: Shared<Mersenne61>?, complete: Shared<Mersenne61>?
    ) -> RecordedSelection {
        var result = self
        result.selected = selected ?? passed.repeated(rows)
        result.complete = complete ?? passed.repeated(rows)
        result.failures = nil
        return result
    }
}

extension Session {
    /// Selections in which no row is left whose query failed.
    ///
    /// - Communication: an equality test and 16 bytes a query that has not been looked at, 8 bytes a row and mask; 10 hops
    ///   where there is one.
    /// - Leakage: none.
    func settled(_ selections: [RecordedSelection]) throws(MPCError) -> [RecordedSelection] {
        let open = selections.indices.filter { selections[$0].failures != nil }
        guard !open.isEmpty else { return selections }
        let passed = try self["bits"].toField(
            try self["passed"].isZero(.concatenating(open.compactMap { selections[$0].failures })))
        var factors: [(Shared<Mersenne61>, Shared<Mersenne61>)] = []
        for (place, index) in open.enumerated() {
            for mask in [selections[index].selected, selections[index].complete].compactMap(\.self) {
                factors.append((mask, passed[place].repeated(mask.count)))
            }
        }
        var masks = try factors.isEmpty ? [] : self["masks"].multiply(factors)[...]
        var result = selections
        for (place, index) in open.enumerated() {
            let selection = selections[index]
            let selected = selection.selected.map { _ in masks.removeFirst() }
            let complete = selection.complete.map { _ in masks.removeFirst() }
            result[index] = selection.settled(passed[place], selected: selected, complete: complete)
        }
        return result
    }
}
