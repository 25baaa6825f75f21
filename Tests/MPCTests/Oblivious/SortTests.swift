import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

@Suite struct SortTests {
    static let plans: [SortingPlan] = [.comparisons] + (1...4).map { SortingPlan.digits(bits: $0) }

    /// Sorts and compares with the sort of the cleartext, in keys, row numbers and what moves along.
    static func expectSorted(
        _ plain: [UInt64], width: Int, plan: SortingPlan, mode: SecurityMode,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var dealer = Dealer(seed: UInt64(plain.count + width))
        let (count, keys) = (plain.count, dealer.planes(plain, width: width))
        let (x, words) = (
            dealer.numbers(plain.indices.map { -$0 }), dealer.share(plain.map { BitWord(value: ~$0) })
        )
        let outcome = try runThreeParties(mode: mode) { session in
            let role = session.role
            let records = Records(count: count, columns: [x[role]], words: [words[role]])
            let sorted = try session["sort"].sort(keys: keys[role], records: records, plan: plan)
            try session["end"].verify()
            return sorted
        }
        let order = plain.indices.sorted { (plain[$0], $0) < (plain[$1], $1) }
        let sorted = order.map { plain[$0] }
        #expect(try Parts { outcome[$0].keys }.reconstructed() == sorted, sourceLocation: sourceLocation)
        #expect(
            try Parts { outcome[$0].rows }.reconstructed() == order.map { UInt64($0) }, sourceLocation: sourceLocation)
        #expect(
            try Parts { outcome[$0].records.columns[0] }.reconstructed() == order.map { -$0 },
            sourceLocation: sourceLocation)
        let moved = try reconstruct(from: Parts { outcome[$0].records.words[0] }.byRole)
        #expect(moved.map { ~$0.value } == sorted, sourceLocation: sourceLocation)
    }

    @Test(arguments: plans, [0, 1, 2, 3, 7, 8, 9, 64, 129]) func likeTheCleartext(plan: SortingPlan, count: Int) throws
    {
        var generator = SeededGenerator(seed: UInt64(count))
        let plain = (0..<count).map { _ in generator.next() & 31 }
        try Self.expectSorted(plain, width: 5, plan: plan, mode: .passive)
    }

    @Test(arguments: [0, 1, 2, 9, 65]) func likeTheCleartextWhenActive(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let plain = (0..<count).map { _ in generator.next() & 7 }
        try Self.expectSorted(plain, width: 3, plan: .comparisons, mode: .active)
        try Self.expectSorted(plain, width: 3, plan: .digits(bits: 2), mode: .active)
    }

    @Test(arguments: [SortingPlan.comparisons, .digits(bits: 2)]) func equalKeysSortedKeysAndNoKeys(
        plan: SortingPlan
    ) throws {
        try Self.expectSorted(Array(repeating: 5, count: 70), width: 3, plan: plan, mode: .passive)
        try Self.expectSorted((0..<70).map { $0 }, width: 7, plan: plan, mode: .passive)
        try Self.expectSorted((0..<70).reversed(), width: 7, plan: plan, mode: .passive)
        try Self.expectSorted(Array(repeating: 0, count: 5), width: 0, plan: plan, mode: .passive)
    }

    /// Keys and row numbers of more than 64 bits together.
    @Test(arguments: [SortingPlan.comparisons, .digits(bits: 4)]) func wideKeys(plan: SortingPlan) throws {
        var generator = SeededGenerator(seed: 6)
        let plain = (0..<40).map { _ in generator.next() }
        try Self.expectSorted(plain + plain, width: 64, plan: plan, mode: .passive)
    }

    /// Samples, descents and pairs on several levels.
    @Test func manyRowsByComparisons() throws {
        var generator = SeededGenerator(seed: 7)
        try Self.expectSorted(
            (0..<3000).map { _ in generator.next() & 1023 }, width: 10, plan: .comparisons, mode: .passive)
    }

    @Test func thePlanFollowsTheLink() {
        func plan(_ n: Int, _ width: Int, _ hop: Duration, _ mode: SecurityMode) -> SortingPlan {
            .choose(n: n, width: width, hopTime: hop, mode: mode)
        }
        for mode in SecurityMode.allCases {
            #expect(plan(1_000_000, 32, .microseconds(25), mode) == .comparisons)
            #expect(plan(50, 32, .microseconds(25), mode) == .comparisons)
            #expect(plan(1_000_000, 1, .microseconds(25), mode) == .digits(bits: 1))
        }
        #expect(plan(10_000, 32, .milliseconds(8), .passive) == .digits(bits: 4))
    }

    /// What is opened of sixty equal keys is a uniform permutation of them, so the first row to be compared is
    /// above the second one in half of the runs.
    @Test func whatIsOpenedDoesNotTellTies() throws {
        var dealer = Dealer(seed: 8)
        let keys = dealer.planes(Array(repeating: 3, count: 2), width: 2)
        let runs = 400
        let orders = try runThreeParties(seed: 9) { session in
            try (0..<runs).map { k in
                let rows = SharedPlanes.rowNumbers(count: 2, role: session.role).planes + keys[session.role].planes
                let moved = try session[k]["shuffle"].shuffle(
                    Records(count: 2).joined(RowWords(planes: rows, count: 2)))
                var order = OpenedOrder(
                    rows: RowWords(words: moved.words, width: 3, count: 2),
                    times: StepTimes(hopTime: .microseconds(30), mode: .passive))
                try order.sort(in: session[k]["opened"])
                return order.order == [0, 1]
            }
        }
        let kept = orders[.first].filter { $0 }.count
        #expect(ChiSquared.statistic([kept, runs - kept]) < ChiSquared.limit(cells: 2))
    }
}
