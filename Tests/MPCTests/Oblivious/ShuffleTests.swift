import Fields
import Primitives
import SecretSharing
import TestSupport
import Testing

@testable import MPC

@Suite struct ShuffleTests {
    static let sizes = [0, 1, 2, 3, 5, 64, 65]

    /// Rows stay together, none is lost, and the way back leads to the rows as they were.
    @Test(arguments: SecurityMode.allCases, sizes) func rowsMoveTogetherAndComeBack(
        mode: SecurityMode, count: Int
    ) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = Array(0..<count)
        let (x, y) = (dealer.numbers(plain), dealer.numbers(plain.map { 7 * $0 }))
        let words = dealer.share(plain.map { BitWord(value: UInt64($0) << 40) })
        let outcome = try runThreeParties(mode: mode) { session in
            let role = session.role
            let records = Records(count: count, columns: [x[role], y[role]], words: [words[role]])
            let order = try session["order"].shuffleOrder(count: count)
            let there = try session["there"].shuffle(records, by: order)
            let back = try session["back"].unshuffle(there, by: order)
            try session["verify"].verify()
            return [there, back]
        }
        for (k, expected) in [nil, plain].enumerated() {
            let x = try Parts { outcome[$0][k].columns[0] }.reconstructed()
            #expect(try Parts { outcome[$0][k].columns[1] }.reconstructed() == x.map { 7 * $0 })
            let words = try reconstruct(from: Parts { outcome[$0][k].words[0] }.byRole)
            #expect(words.map(\.value) == x.map { UInt64($0) << 40 })
            #expect(expected == nil ? x.sorted() == plain : x == plain)
        }
    }

    /// All 24 orders of four rows are equally likely; 2400 shuffles under fixed seeds. A false alarm has probability 10^-6.
    @Test(arguments: SecurityMode.allCases) func ordersAreUniform(mode: SecurityMode) throws {
        var dealer = Dealer(seed: 3)
        let x = dealer.numbers([0, 1, 2, 3])
        let shuffles = 2400
        let outcome = try runThreeParties(seed: 4, mode: mode) { session in
            var orders = Shared<Mersenne61>.zero(count: 0)
            for k in 0..<shuffles {
                let records = Records(count: 4, columns: [x[session.role]])
                orders.append(try session[k].shuffle(records).columns[0])
            }
            return orders
        }
        let orders = try outcome.reconstructed()
        var observed: [[Int]: Int] = [:]
        for k in 0..<shuffles { observed[Array(orders[4 * k..<4 * k + 4]), default: 0] += 1 }
        #expect(observed.count == 24)
        #expect(ChiSquared.statistic(Array(observed.values)) < ChiSquared.limit(cells: 24))
    }

    /// What each party holds of shuffled rows, by its top bits over 64 cells, for two secrets. A false alarm has
    /// probability 10^-6 in each of the 24 tests.
    @Test(arguments: SecurityMode.allCases, [0, 1 << 58]) func sharesDoNotDependOnTheSecret(
        mode: SecurityMode, secret: Int
    ) throws {
        var dealer = Dealer(seed: 23)
        let x = dealer.numbers(Array(repeating: secret, count: 3200))
        let outcome = try runThreeParties(mode: mode) { session in
            try session["s"].shuffle(Records(count: 3200, columns: [x[session.role]])).columns[0]
        }
        for role in Role.allCases {
            for component in [outcome[role].own, outcome[role].next] {
                var observed = Array(repeating: 0, count: 64)
                for element in component { observed[Int(element.value >> 55)] += 1 }
                #expect(ChiSquared.statistic(observed) < ChiSquared.limit(cells: 64))
            }
        }
    }

    /// The permutations themselves, of five places, and their inverses.
    @Test func permutationsAreUniformAndInvertible() {
        let stream = KeyStream(key: [UInt8](1...16))
        var observed: [[UInt32]: Int] = [:]
        for _ in 0..<12000 {
            let permutation = Permutation.uniform(count: 5, from: stream)
            observed[permutation, default: 0] += 1
            #expect(Permutation.inverse(of: permutation).gathered(permutation) == [0, 1, 2, 3, 4])
        }
        #expect(observed.count == 120)
        #expect(ChiSquared.statistic(Array(observed.values)) < ChiSquared.limit(cells: 120))
        #expect(Permutation.uniform(count: 10000, from: stream).sorted() == Array(0..<10000))
    }

    @Test func whatNamesAPlaceTwiceIsNoPermutation() {
        #expect(Permutation.checked([2, 0, 1]) == [2, 0, 1])
        #expect(Permutation.checked([]) == [])
        #expect(Permutation.checked([0, 1, 1]) == nil)
        #expect(Permutation.checked([0, 1, 3]) == nil)
        #expect(Permutation.checked([0, -1]) == nil)
    }
}
