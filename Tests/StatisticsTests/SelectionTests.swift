import Fields
import MPC
import SecretSharing
import TestSupport
import Testing

@testable import Statistics

/// Every way to select, with and without a mask in either form, against the cleartext twin.
@Suite struct SelectionTests {
    static let methods: [SelectionWay.Method] = [.allPairs] + (1...4).map { .descent(digit: $0) }

    private static func way(_ method: SelectionWay.Method, rows: Int, width: Int, ranks: Int) throws -> SelectionWay {
        try #require(SelectionWay.ways(rows: rows, width: width, ranks: ranks).first { $0.method == method })
    }

    @Test(arguments: methods, [1, 2, 3, 7, 8, 9, 63, 64, 65, 100]) func everyWay(
        _ method: SelectionWay.Method, count: Int
    ) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = dealer.random(count, in: 0...40).map(UInt64.init)
        let selected = [true] + dealer.randomBits(count - 1)
        let (all, size) = (Array(repeating: true, count: count), selected.count { $0 })
        let x = dealer.planes(plain, width: 6)
        let elements = dealer.numbers(selected.map { $0 ? 1 : 0 })
        let bits = dealer.bits(selected)
        let ranks = [1, (size + 1) / 2, size]
        let shared = dealer.numbers(ranks)
        let way = try Self.way(method, rows: count, width: 6, ranks: 3)
        let outcome = try runThreeParties { session in
            let (x, role) = (x[session.role], session.role)
            func select(_ mask: RowMask, _ label: String) throws -> Shared<Mersenne61> {
                try OrderStatistics.select(planes: x, mask: mask, ranks: shared[role], by: way, in: session[label])
            }
            return [
                try select(.all, "all"), try select(.elements(elements[role]), "elements"),
                try select(.bits(bits[role]), "bits"),
            ]
        }
        let twin = OrderStatistics.plain(plain, mask: selected, ranks: ranks).map(Int.init)
        let whole = OrderStatistics.plain(plain, mask: all, ranks: ranks).map(Int.init)
        #expect(try Parts { outcome[$0][0] }.reconstructed() == whole)
        #expect(try Parts { outcome[$0][1] }.reconstructed() == twin)
        #expect(try Parts { outcome[$0][2] }.reconstructed() == twin)
    }

    @Test func fewRowsInPairsManyByBits() throws {
        let methods = try runThreeParties { session in
            func method(_ rows: Int, _ width: Int) throws -> SelectionWay.Method {
                try session.quickest(of: SelectionWay.ways(rows: rows, width: width, ranks: 3), rows: rows).method
            }
            return [try method(48, 12), try method(48, 32), try method(1_000_000, 32)]
        }
        #expect(methods[.third] == [.allPairs, .allPairs, .descent(digit: 1)])
    }

    /// The hops that a way tells are those it takes, or one more where nothing is left to add in threes.
    @Test(arguments: methods) func hops(_ method: SelectionWay.Method) throws {
        var dealer = Dealer(seed: 1)
        let plain = dealer.random(80, in: 0...4095).map(UInt64.init)
        let x = dealer.planes(plain, width: 12)
        let way = try Self.way(method, rows: 80, width: 12, ranks: 2)
        let ranks = dealer.numbers([20, 60])
        let metrics = try runThreeParties { session in
            let role = session.role
            _ = try OrderStatistics.select(planes: x[role], mask: .all, ranks: ranks[role], by: way, in: session)
            return session.metrics
        }
        #expect(abs(metrics[.first].hops - way.hops) <= 4)
    }
}
