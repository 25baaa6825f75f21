public import Study
public import Wire

/// A codebook guessed from data files, each guess with its reason, for a person to review.
///
/// A study's codebook is public. The draft therefore tells no extreme value, no count of missing values and no text that
/// looks like it names single persons; what it does tell (levels, decimals) is what a codebook must tell.
public struct CodebookDraft: Sendable {
    /// One column of the draft.
    public struct Entry: Sendable, Equatable {
        /// What the column would be in the codebook.
        public let column: Column
        /// Why, a line each.
        public let reasons: [String]
        /// Whether the draft leaves the column out and only mentions it.
        public let isLeftOut: Bool
    }

    /// The columns in the order of the first file that has them.
    public let entries: [Entry]
    /// The names of the files.
    public let files: [String]

    /// Guesses from the tables of one study; their rows are looked at together.
    public init(_ tables: [RawTable]) {
        files = tables.map(\.file)
        var names: [String] = []
        for table in tables { names += table.names.filter { !names.contains($0) } }
        entries = names.map { ColumnEvidence(name: $0, tables: tables).entry }
    }

    /// The codebook of the columns that are not left out, for programs.
    ///
    /// - Parameter withAll: takes the columns that are left out too, as far as they can be columns at all.
    /// - Throws: `Problem` "bad-codebook" where none remains.
    public func codebook(withAll: Bool = false) throws(Problem) -> Codebook {
        let columns = entries.filter { entry in
            !entry.isLeftOut || withAll && (try? Codebook(columns: [entry.column])) != nil
        }
        return try Codebook(columns: columns.map(\.column))
    }
}

extension CodebookDraft {
    /// The draft as the `codebook:` part of a study file; what is left out and all reasons are comments.
    public var yaml: String {
        var lines = [
            "# Drafted from \(files.map(\.quotedForPeople).joined(separator: ", ")).",
            "# Review every line. A codebook is public: all parties read its levels and bounds, and no value may lie outside.",
            "codebook:",
        ]
        for entry in entries {
            lines += entry.reasons.map { "  # \($0)" }
            lines.append(
                entry.isLeftOut ? "  # left out: \(entry.column.name.quotedForPeople)" : "  \(entry.column.yaml)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
