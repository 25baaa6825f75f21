import Language
import Study
import Wire

/// A private table as the session knows it: rows of the study, its columns and those derived from them.
struct PrivateTable {
    /// The rows.
    let source: TableExpression
    /// Columns made in the session, in order; each has the rows of the source.
    private(set) var derived: [(name: String, vector: VectorExpression)] = []
    /// The columns that are shown, where some were picked.
    private(set) var picked: [String]?

    init(_ source: TableExpression) { self.source = source }

    /// The names of the columns.
    func names(in codebook: Codebook) -> [String] {
        if let picked { return picked }
        var names = codebook.names
        if case .rbind = source.base, !names.contains("site") { names.append("site") }
        return names + derived.map(\.name).filter { !names.contains($0) }
    }

    /// Whether there is a column of this name.
    func has(_ name: String, in codebook: Codebook) -> Bool { names(in: codebook).contains(name) }

    /// A column.
    ///
    /// - Throws: `Problem` "unknown-column" with the nearest name.
    func column(named name: String, in codebook: Codebook) throws(Problem) -> VectorExpression {
        if picked?.contains(name) ?? true {
            if let own = derived.last(where: { $0.name == name }) { return own.vector }
            if has(name, in: codebook) { return try source.column(named: name, in: codebook) }
        }
        throw Problem(
            "unknown-column", "there is no column \(name.quotedForPeople)",
            mend: NearestName.mend(for: name, among: names(in: codebook)))
    }

    /// All columns.
    func vectors(in codebook: Codebook) throws(Problem) -> [VectorExpression] {
        var vectors: [VectorExpression] = []
        for name in names(in: codebook) { vectors.append(try column(named: name, in: codebook)) }
        return vectors
    }

    /// The rows where the condition is true.
    func selecting(_ condition: LogicalExpression) throws(Problem) -> PrivateTable {
        var result = PrivateTable(try source.selecting(condition))
        result.picked = picked
        result.derived = derived.map { ($0.name, $0.vector.moved(from: source, to: result.source)) }
        return result
    }

    /// The table with a column added or replaced; nil takes it away.
    func setting(_ name: String, to vector: VectorExpression?, in codebook: Codebook) throws(Problem) -> PrivateTable {
        var result = self
        result.derived.removeAll { $0.name == name }
        guard let vector else {
            result.picked = names(in: codebook).filter { $0 != name }
            return result
        }
        guard vector.rows == .table(source) else {
            throw Problem(
                "different-rows", "\(name) has other rows than the table it is put into",
                mend: "derive it from columns of the same table, as in d$x2 <- d$x * 2")
        }
        result.derived.append((name, vector))
        if let picked, !picked.contains(name) { result.picked = picked + [name] }
        return result
    }

    /// The table with these columns only.
    func picking(_ names: [String], in codebook: Codebook) throws(Problem) -> PrivateTable {
        for name in names { _ = try column(named: name, in: codebook) }
        var result = self
        result.picked = names
        return result
    }

    /// `rbind`: the rows of each. Columns derived alike in all of them stay.
    static func pooling(_ tables: [(label: String, table: PrivateTable)]) throws(Problem) -> PrivateTable {
        let parts = tables.map { TablePart(label: $0.label, table: $0.table.source) }
        var result = PrivateTable(try .pooling(parts))
        guard let first = tables.first?.table else { return result }
        for own in first.derived {
            let moved = tables.map { part in
                part.table.derived.last { $0.name == own.name }?.vector.moved(
                    from: part.table.source, to: result.source)
            }
            guard let vector = moved[0], moved.allSatisfy({ $0 == vector }) else {
                throw Problem(
                    "bad-rbind", "the derived column \(own.name.quotedForPeople) is not made alike in all tables",
                    mend: "pool the tables first and derive the column then")
            }
            result.derived.append((own.name, vector))
        }
        result.picked = first.picked
        return result
    }
}
