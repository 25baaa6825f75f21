import Fields
import Primitives
import SecretSharing
import TestSupport
import Testing

@testable import MPC

@Suite struct BasicsTests {
    @Test(arguments: CircuitTests.sizes) func products(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let (a, b) = (dealer.random(count, in: -9999...9999), dealer.random(count, in: -9999...9999))
        let (x, y) = (dealer.numbers(a), dealer.numbers(b))
        let outcome = try runThreeParties { session in
            let (x, y) = (x[session.role], y[session.role])
            return (
                one: try session["one"].multiply(x, y), many: try session["many"].multiply([(x, x), (x, y)]),
                inner: try session["inner"].innerProducts([(x, y), (y, y)])
            )
        }
        #expect(try Parts { outcome[$0].one }.reconstructed() == zip(a, b).map(*))
        #expect(try Parts { outcome[$0].many[0] }.reconstructed() == zip(a, a).map(*))
        #expect(try Parts { outcome[$0].many[1] }.reconstructed() == zip(a, b).map(*))
        let inner = [zip(a, b).map(*).reduce(0, +), zip(b, b).map(*).reduce(0, +)]
        #expect(try Parts { outcome[$0].inner }.reconstructed() == inner)
    }

    @Test(arguments: CircuitTests.sizes) func conjunctions(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let (a, b) = (dealer.randomBits(count), dealer.randomBits(count))
        let (x, y) = (dealer.bits(a), dealer.bits(b))
        let outcome = try runThreeParties { session in
            try session["and"].and([(x[session.role], y[session.role]), (y[session.role], y[session.role])])
        }
        #expect(try outcome.reconstructed() == [zip(a, b).map { $0 && $1 }, b])
    }

    @Test(arguments: CircuitTests.sizes) func revealedValuesAreTheValues(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let (a, b) = (CircuitTests.numbers(count, &dealer), dealer.randomBits(count))
        let (x, y) = (dealer.numbers(a), dealer.bits(b))
        let outcome = try runThreeParties { session in
            let numbers = try session["numbers"].reveal(x[session.role])
            let bits = try session["bits"].reveal(y[session.role].not(role: session.role))
            return (numbers.map { Int($0.signedValue) }, bits.bools)
        }
        for role in Role.allCases {
            #expect(outcome[role].0 == a)
            #expect(outcome[role].1 == b.map { !$0 })
        }
    }

    @Test func whatIsHandedOverReconstructs() throws {
        var dealer = Dealer()
        let x = dealer.numbers([3, -4])
        let outcome = try runThreeParties { session in
            let square = try session["square"].multiply(x[session.role], x[session.role])
            return try session["result"].handOver(square)
        }
        #expect(try outcome.reconstructed() == [9, 16])
    }

    @Test func aStepServesOnce() throws {
        var dealer = Dealer()
        let x = dealer.numbers([1])
        #expect(throws: MPCError.stepReused("square")) {
            try runThreeParties { session in
                let x = x[session.role]
                _ = try session["square"].multiply(x, x)
                return try session["square"].multiply(x, x)
            }
        }
    }

    @Test func coinsAreCommonFreshAndBoundToTheJob() throws {
        func coins(seed: UInt64) throws -> Parts<[UInt64]> {
            try runThreeParties(seed: seed) { session in
                let coins = [try session["a"].coin().next(), try session["b"].coin().next()]
                try session["views"].compareViews()
                try session["barrier"].barrier()
                return coins
            }
        }
        let (once, other) = (try coins(seed: 1), try coins(seed: 2))
        #expect(once[.first] == once[.second] && once[.second] == once[.third])
        #expect(once[.first][0] != once[.first][1])
        #expect(once[.first] != other[.first])
    }

    @Test func masksDifferFromStepToStep() throws {
        let zeros = Shared<Mersenne61>.zero(count: 4)
        let outcome = try runThreeParties { session in
            [try session["a"].multiply(zeros, zeros), try session["b"].multiply(zeros, zeros)]
        }
        for role in Role.allCases {
            #expect(outcome[role][0].own != outcome[role][1].own)
            #expect(outcome[role][0].own != zeros.own)
        }
        #expect(try Parts { outcome[$0][0] }.reconstructed() == [0, 0, 0, 0])
    }

    /// What a party receives in a product, over 64 cells, for two secrets; a false alarm has probability 10^-6 in
    /// each of the six tests, and the seeds are fixed.
    @Test(arguments: [0, 1 << 58]) func messagesDoNotDependOnTheSecret(secret: Int) throws {
        var dealer = Dealer(seed: 23)
        let x = dealer.numbers(Array(repeating: secret, count: 3200))
        let outcome = try runThreeParties { try $0["square"].multiply(x[$0.role], x[$0.role]) }
        for role in Role.allCases {
            var observed = Array(repeating: 0, count: 64)
            for element in outcome[role].next { observed[Int(element.value >> 55)] += 1 }
            #expect(ChiSquared.statistic(observed) < ChiSquared.limit(cells: 64))
        }
    }
}
