import Fields
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

@Suite struct CrossTableTests {
    private static func factor(_ levels: [Int?], _ count: Int, _ dealer: inout Dealer) -> [Parts<Shared<Mersenne61>>] {
        (0..<count).map { level in dealer.numbers(levels.map { $0 == level ? 1 : 0 }) }
    }

    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func againstTheTwin(
        mode: SecurityMode, count: Int
    ) throws {
        var dealer = Dealer(seed: UInt64(count))
        let sizes = [3, 2, 4]
        let plain = sizes.map { levels in dealer.random(count, in: 0...levels).map { $0 == levels ? nil : $0 } }
        let factors = zip(plain, sizes).map { Self.factor($0, $1, &dealer) }
        let selected = dealer.randomBits(count)
        let mask = dealer.numbers(selected.map { $0 ? 1 : 0 })
        let all = selected.map { _ in true }
        for used in 1...3 {
            for masked in [true, false] {
                let outcome = try Joint.run(mode) { session in
                    try CrossTable.candidate(
                        factors: factors.prefix(used).map { $0.map { $0[session.role] } },
                        mask: masked ? mask[session.role] : nil, rows: count, in: session)
                }
                let twin = CrossTable.plain(
                    Array(plain.prefix(used)), levels: Array(sizes.prefix(used)), mask: masked ? selected : all)
                #expect(try Joint.values(outcome) == twin)
                #expect(
                    try Joint.sizes(outcome).allSatisfy { $0 == (masked ? selected.count { $0 } : count) })
            }
        }
    }

    /// The first factor is the fastest, as in R's `table(a, b)`.
    @Test func order() {
        #expect(
            CrossTable.plain([[0, 1, 1], [2, 0, 2]], levels: [2, 3], mask: [true, true, true]) == [0, 1, 0, 0, 1, 1])
    }

    @Test func costs() throws {
        var dealer = Dealer()
        let factors = [3, 2, 4].map { Self.factor([0, 1, 1, nil, 0], $0, &dealer) }
        let mask = dealer.numbers([1, 1, 0, 1, 1])
        func cost(_ used: Int, masked: Bool) throws -> [Int] {
            try Joint.cost { session in
                _ = try CrossTable.candidate(
                    factors: factors.prefix(used).map { $0.map { $0[session.role] } },
                    mask: masked ? mask[session.role] : nil, rows: 5, in: session)
            }
        }
        #expect(try cost(1, masked: false) == [0, 0])
        #expect(try cost(2, masked: false) == [1, 8 * 6])
        #expect(try cost(2, masked: true) == [2, 8 * 5 * 2 + 8 * 6])
        #expect(try cost(3, masked: true) == [3, 8 * 5 * (2 + 6) + 8 * 24])
    }
}
