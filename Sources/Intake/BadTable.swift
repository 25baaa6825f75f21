public import Wire

/// Why a table was not accepted: one problem for each bad cell, row or column, up to a limit, and how many there were.
///
/// The problems name places and what was expected, never the content of a cell.
public struct BadTable: Error, Sendable, Equatable {
    /// The problems in the order of the file, as many as are listed.
    public let problems: [Problem]
    /// How many there were in all; at least `problems.count`, at least 1.
    public let total: Int

    /// One problem alone.
    public init(_ problem: Problem) {
        problems = [problem]
        total = 1
    }

    init(problems: [Problem], total: Int) {
        self.problems = problems
        self.total = total
    }

    /// All of them as text, with a closing line that counts those that are not listed.
    public var text: String {
        let listed = problems.map(\.text).joined(separator: "\n")
        return total > problems.count ? "\(listed)\n... and \(total - problems.count) more" : listed
    }

    /// The one problem, or a summary of several; its `what` tells how many there are.
    public var problem: Problem {
        guard total > 1, let first = problems.first else {
            return problems.first ?? Problem("bad-table", "the table cannot be used")
        }
        return Problem(
            "bad-table", "\(total) faults in the table; the first: \(first.what) [\(first.code)]", at: first.place,
            mend: first.mend, kind: first.kind)
    }
}

/// Gathers problems up to a limit and counts the rest.
struct FaultList {
    private(set) var problems: [Problem] = []
    private(set) var total = 0
    let limit: Int

    init(limit: Int) { self.limit = max(1, limit) }

    mutating func append(_ problem: @autoclosure () -> Problem) {
        total += 1
        if problems.count < limit { problems.append(problem()) }
    }

    /// Throws if anything was gathered.
    func check() throws(BadTable) {
        if total > 0 { throw BadTable(problems: problems, total: total) }
    }
}
