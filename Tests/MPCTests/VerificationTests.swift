import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

/// In active mode honest parties get the same results as in passive mode, and nothing is opened unverified.
@Suite struct VerificationTests {
    static let sizes = [0, 1, 2, 3, 7, 8, 9, 63, 64, 65, 129, 1000]

    @Test(arguments: sizes) func productsAreVerified(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let (a, b) = (dealer.random(count, in: -1000...1000), dealer.random(count, in: -1000...1000))
        let (x, y) = (dealer.numbers(a), dealer.numbers(b))
        let opened = try runThreeParties(mode: .active) { session in
            let (x, y) = (x[session.role], y[session.role])
            let z = try session["product"].multiply(x, y)
            let w = try session["sum"].multiplyAdding([(x, y), (z, z), (y, y)])
            let inner = try session["inner"].innerProducts([(x, y), (z, w)])
            let matrix = try session["matrix"].matrixProduct(rows: [x, y, z], columns: [y, w])
            try session["claim"].claimZero(z - z)
            let opened = try session["open"].reveal(.concatenating([z, w, inner, matrix]))
            #expect(session.unverified == 0)
            return opened.map(\.signedValue)
        }
        let z = zip(a, b).map { $0 * $1 }
        let w = zip(zip(a, b), z).map { $0.0 * $0.1 + $1 * $1 + $0.1 * $0.1 }
        func inner(_ x: [Int], _ y: [Int]) -> Int { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
        let expected = z + w + [inner(a, b), inner(z, w)] + [a, b, z].flatMap { [inner($0, b), inner($0, w)] }
        for role in Role.allCases {
            #expect(opened[role] == expected.map { Mersenne61(signed: Int64($0)).signedValue })
        }
    }

    @Test(arguments: sizes) func conjunctionsAreVerified(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let (a, b) = (dealer.randomBits(count), dealer.randomBits(count))
        let (x, y) = (dealer.bits(a), dealer.bits(b))
        let opened = try runThreeParties(mode: .active) { session in
            let (x, y) = (x[session.role], y[session.role])
            let z = try session["and"].and(x, y)
            let w = try session["more"].and([(z, x ^ y), (x ^ z, y)])
            try session["claim"].claimZero((w[0] ^ w[0]).words)
            return [try session["z"].reveal(z), try session["w"].reveal(w[1])].map(\.bools)
        }
        let z = zip(a, b).map { $0 && $1 }
        let w = zip(zip(a, z), b).map { ($0.0 != $0.1) && $1 }
        for role in Role.allCases { #expect(opened[role] == [z, w]) }
    }

    @Test func falseClaimsOfZeroAreFound() throws {
        var dealer = Dealer()
        let x = dealer.numbers([0, 0, 1, 0])
        let bits = dealer.bits([false, true])
        let claims: [@Sendable (Session) throws -> Void] = [
            { try $0["claim"].claimZero(x[$0.role]) },
            { try $0["claim"].claimZero(bits[$0.role].words) },
        ]
        for claim in claims {
            let outcomes = ThreeParties(mode: .active).outcomes { session in
                try claim(session)
                try session.verify()
            }
            #expect(
                outcomes.failures().map { $0 as? MPCError }
                    == Array(repeating: .verificationFailed(step: "/verification 0/zero"), count: 3))
        }
    }

    @Test(arguments: 0..<3) func permutationsAreVerified(component: Int) throws {
        var dealer = Dealer()
        let before = dealer.numbers([10, 20, 30, 40])
        let words = dealer.share([1, 2, 3, 4].map { BitWord(value: $0) })
        for (after, isTrue) in [([30, 10, 40, 20], true), ([30, 10, 20, 40], false)] {
            let shared = dealer.numbers(after)
            let sharedWords = dealer.share(after.map { BitWord(value: UInt64($0 / 10)) })
            for which in 0..<2 {
                let outcomes = ThreeParties(mode: .active).outcomes { session in
                    let role = session.role
                    let knows = [role.components.own, role.components.next].contains(component)
                    let claim = Ledger.PermutationClaim(
                        component: component, permutation: knows ? [2, 0, 3, 1] : nil,
                        columns: which == 0 ? [(before[role], shared[role]), (before[role], shared[role])] : [],
                        words: which == 1 ? [(words[role], sharedWords[role])] : [])
                    try session["permute"].record(.permutation(claim))
                    try session.verify()
                }
                #expect(outcomes.failures().count == (isTrue ? 0 : 3))
            }
        }
    }

    @Test func aFullLedgerIsVerifiedAtOnce() throws {
        let counts = try runThreeParties(mode: .active) { session in
            session.state.ledgerBound = 400
            let x = Shared<BitWord>.zero(count: 100)
            return try (0..<5).map { k in
                _ = try session[k].and(x, x)
                return session.unverified
            }
        }
        for role in Role.allCases { #expect(counts[role] == [1, 2, 3, 0, 1]) }
    }

    /// Parties may have different numbers of cores; nothing that they send depends on it.
    @Test(arguments: [1, 2, 3]) func workSpreadOverCoresIsTheSame(cores: Int) throws {
        let count = 40_000
        var dealer = Dealer(seed: 7)
        let (a, b) = (dealer.random(count, in: -1000...1000), dealer.random(count, in: -1000...1000))
        let (x, y) = (dealer.numbers(a), dealer.numbers(b))
        let words = dealer.share((0..<count).map { BitWord(value: UInt64($0)) })
        var parties = ThreeParties(mode: .active)
        parties.cores = cores
        let opened = try parties.run { session in
            let (x, y, words) = (x[session.role], y[session.role], words[session.role])
            let z = try session["product"].multiply(x, y)
            let inner = try session["inner"].innerProducts([(z, x)])
            let low = try session["and"].and(words, words)
            try session["same"].claimZero(low - words)
            return try session["open"].reveal(.concatenating([z, inner])).map { Int($0.signedValue) }
        }
        let z = zip(a, b).map { $0 * $1 }
        #expect(opened[.second] == z + [zip(z, a).reduce(0) { $0 + $1.0 * $1.1 }])
    }
}
