import Fields
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport

/// Rows in cells, with a number each, in the clear and as the parties hold them.
struct JointInputs: Sendable {
    static let sizes = [0, 1, 2, 3, 7, 8, 9, 63, 64, 65, 130]

    /// For each row its cell, nil where it counts in none.
    let groups: [Int?]
    /// x - minimum.
    let numbers: [UInt64]
    let minimum: Int
    /// For each cell 1 where a row is in it.
    let cells: [Parts<Shared<Mersenne61>>]
    let planes: Parts<SharedPlanes>
    /// x, 0 where a row counts in no cell.
    let value: Parts<Shared<Mersenne61>>

    /// Random rows, some of them in no cell.
    init(_ count: Int, cells: Int, largest: Int, width: Int, minimum: Int = 0, noCell: Bool = false) {
        var dealer = Dealer(seed: UInt64(1 + count) &+ UInt64(largest) &* 1000)
        let groups = dealer.random(count, in: 0...cells).map { noCell || $0 == cells ? nil : $0 }
        let numbers = dealer.random(count, in: 0...largest).map { UInt64($0) }
        self.init(groups: groups, numbers: numbers, cells: cells, width: width, minimum: minimum)
    }

    init(groups: [Int?], numbers: [UInt64], cells: Int, width: Int, minimum: Int = 0) {
        var dealer = Dealer(seed: UInt64(groups.count))
        self.groups = groups
        self.numbers = numbers
        self.minimum = minimum
        self.cells = (0..<cells).map { cell in dealer.numbers(groups.map { $0 == cell ? 1 : 0 }) }
        planes = dealer.planes(numbers, width: width)
        value = dealer.numbers(zip(numbers, groups).map { $1 == nil ? 0 : Int($0) + minimum })
    }

    /// x in the clear.
    var values: [Int] { numbers.map { Int($0) + minimum } }

    func cells(_ role: Role) -> [Shared<Mersenne61>] { cells.map { $0[role] } }

    /// The rows that count in a cell.
    func rows(of cell: Int) -> [Int] { groups.indices.filter { groups[$0] == cell } }
}

/// What three candidates have in common.
enum Joint {
    static func values(_ candidates: Parts<Candidate>) throws -> [Int] {
        try Parts { candidates[$0].values }.reconstructed()
    }

    static func sizes(_ candidates: Parts<Candidate>) throws -> [Int] {
        try Parts { candidates[$0].evidence.groupSizes }.reconstructed()
    }

    /// The values after a verification, in either mode.
    static func run(
        _ mode: SecurityMode, _ program: @escaping @Sendable (Session) throws -> Candidate
    ) throws -> Parts<Candidate> {
        try runThreeParties(mode: mode) { session in
            let candidate = try program(session["statistic"])
            try session["end"].verify()
            return candidate
        }
    }

    /// Hops and bytes of the second party, passive.
    static func cost(_ program: @escaping @Sendable (Session) throws -> Void) throws -> [Int] {
        let metrics = try runThreeParties { session in
            try program(session)
            return session.metrics
        }
        return [metrics[.second].hops, metrics[.second].bytesSent]
    }

    /// Opens a candidate, as an engine without rules would.
    static func open(in session: Session) -> (Candidate) throws -> [Int64] {
        { try session["open"].reveal($0.values).map(\.signedValue) }
    }
}
