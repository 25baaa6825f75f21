import Fields
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Hops and bytes of what sorts, beside those of the sort; seventy rows of ten planes, the second party, passive.
@Suite struct JointCostTests {
    private static let inputs = JointInputs(70, cells: 2, largest: 1000, width: 10)
    private static let other = JointInputs(70, cells: 1, largest: 100, width: 7)

    /// What a sort of so many planes with so many columns takes.
    private static func sort(width: Int, columns: Int) throws -> [Int] {
        let keys = JointInputs(70, cells: 1, largest: 1000, width: width)
        return try Joint.cost { session in
            let role = session.role
            let records = Records(count: 70, columns: Array(repeating: keys.value[role], count: columns))
            _ = try session.sort(keys: keys.planes[role], records: records)
        }
    }

    /// The rows in order: which rows count as bits, the sort, and which rows are the first and last with their value.
    private static func ordered(width: Int, columns: Int) throws -> [Int] {
        let sort = try sort(width: width + 1, columns: columns)
        let levels = Int.bitWidth - width.leadingZeroBitCount
        return [sort[0] + 2 + levels + 1, sort[1] + 16 * (3 + width + 2)]
    }

    /// The runs: their first rows as elements, where they go, a shuffle and an opening of 71 rows.
    private static func runs(columns: Int) -> [Int] {
        [2 + 1 + 2 + 1, 16 * 70 + 8 * 71 + 8 * 71 * (3 + columns) + 16 * 71]
    }

    private static func sum(_ parts: [Int]...) -> [Int] {
        [parts.reduce(0) { $0 + $1[0] }, parts.reduce(0) { $0 + $1[1] }]
    }

    @Test func ranks() throws {
        let inputs = Self.inputs
        let cost = try Joint.cost { session in
            _ = try Ranks.candidate(
                planes: inputs.planes[session.role], cells: inputs.cells(session.role), in: session["ranks"])
        }
        let products = [4, 8 * 70 * 3 + 8 + 8 * 2]
        #expect(try cost == Self.sum(Self.ordered(width: 10, columns: 2), Self.runs(columns: 2), products))
    }

    @Test func midranks() throws {
        let inputs = Self.inputs
        let cost = try Joint.cost { session in
            _ = try Ranks.midranks(
                planes: inputs.planes[session.role], counting: inputs.cells[0][session.role], in: session["ranks"])
        }
        let back = [1 + 2 + 1 + 2, 8 * 70 + 8 * 71 + 16 * 71 + 8 * 71]
        let home = [2 + 1 + 1, 16 * 70 + 16 * 70 + 8 * 70]
        #expect(try cost == Self.sum(Self.ordered(width: 10, columns: 1), Self.runs(columns: 0), back, home))
    }

    @Test func lifetimes() throws {
        let inputs = Self.inputs
        let distinct = Set(zip(inputs.numbers, inputs.groups).filter { $0.1 != nil }.map(\.0)).count
        let cost = try Joint.cost { session in
            _ = try Lifetimes.candidate(
                planes: inputs.planes[session.role], events: inputs.cells[0][session.role],
                cells: inputs.cells(session.role), in: session["times"], open: Joint.open(in: session))
        }
        let front = [3 + 2 + 1, 24 * 70 + 8 * 70 * 6 + 16 * 70]
        let rest = [1 + 1 + 2, 8 * 70 * 2 + 16 + 16 * 10 * distinct]
        #expect(try cost == Self.sum(Self.ordered(width: 10, columns: 4), front, rest))
    }

    @Test func sortedValues() throws {
        let inputs = Self.inputs
        let cost = try Joint.cost { session in
            _ = try SortedValues.candidate(
                planes: inputs.planes[session.role], counting: inputs.cells[0][session.role], in: session["sorted"],
                open: Joint.open(in: session))
        }
        let rest = [1 + 2 + 2, 16 + 3 * 16 + 16 * 10 * inputs.rows(of: 0).count]
        #expect(try cost == Self.sum(Self.sort(width: 11, columns: 0), rest))
    }

    /// Seven levels of comparisons: 35 + 17 + 9 + 4 + 2 + 1 + 1 pairs of each sign, in whole words.
    @Test func distances() throws {
        let inputs = Self.inputs
        let cost = try Joint.cost { session in
            _ = try DistributionDistance.candidate(
                planes: inputs.planes[session.role], first: inputs.cells[0][session.role],
                second: inputs.cells[1][session.role], in: session["distance"])
        }
        let levels = [35, 17, 9, 4, 2, 1, 1]
        let comparisons = levels.reduce(0) { $0 + 206 * 8 * ((2 * $1 + 63) / 64) + 24 * 2 * $1 }
        let rest = [4 + 11 * levels.count, 32 * 70 + comparisons]
        #expect(try cost == Self.sum(Self.ordered(width: 10, columns: 2), rest))
    }

    /// Row i meets the words from its own on: two for the first 64 rows, one for the others but the last.
    @Test func concordance() throws {
        let (x, y) = (Self.inputs, Self.other)
        let cost = try Joint.cost { session in
            let role = session.role
            _ = try Concordance.candidate(
                x.planes[role], y.planes[role], counting: x.cells[0][role], in: session["pairs"])
        }
        let words = 2 * 64 + 5
        let pairs = try Joint.cost { session in
            let column = SharedPlanes(
                planes: (0..<8).map { _ in .constant(true, count: 64 * words, role: session.role) }, count: 64 * words)
            let bits = try session["compare"].isLess(column, column)
            _ = try session["count"].countOnes([bits])
        }
        let ties = Self.sum(Self.runs(columns: 0), [3, 8 * 70 * 2 + 8])
        let selected = [2 + 1, 16 * 3 + 16 * 7]
        let xRuns = [4 + 1, 16 * 10 + 16]
        #expect(
            try cost
                == Self.sum(
                    Self.ordered(width: 17, columns: 0), Self.ordered(width: 7, columns: 0), ties, ties, ties, pairs,
                    selected, xRuns, [1, 8]))
    }
}
