import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

/// What a deviating party sees tells it nothing; see ``AttackTrial``.
@Suite struct AttackSecretTests {
    // MARK: A step used twice

    /// Two messages at one step have the same mask; one of a vector of zeros gives the other one away.
    private static func bitRead(
        _ bit: Int,
        _ multiply: @escaping @Sendable (Session, Shared<Mersenne61>, Shared<Mersenne61>) throws -> Mersenne61
    ) -> Int? {
        var dealer = Dealer(seed: UInt64(bit))
        let secret = dealer.numbers([bit])
        let outcomes = ThreeParties().outcomes { session -> Int in
            let (x, one) = (secret[session.role], Shared.publicValue([Mersenne61.one], role: session.role))
            let first = try multiply(session["step"], x, one)
            let second = try multiply(session["step"], .zero(count: 1), one)
            // The third party's right neighbour has sent x_0 + x_1, masked, and the mask.
            return Int((first - second + x.own[0]).signedValue)
        }
        return try? outcomes[.third].get()
    }

    @Test(arguments: [0, 1]) func aStepUsedTwiceGivesABitAway(bit: Int) {
        let read = Self.bitRead(bit) { session, x, y in try session.passLeft(session.ownProducts(x, y))[0] }
        #expect(read == bit)
        #expect(Self.bitRead(bit) { session, x, y in try session.multiply(x, y).next[0] } == nil)
    }

    // MARK: Views

    /// The attacker tells its right neighbour another challenge than its left one. Where the masked value is opened before
    /// the views are compared, the digest of what the right neighbour holds then tells which guess of a bit is right.
    private static func bitGuessed(_ bit: Int, seed: UInt64, _ mistake: SmallVerification.Mistake) -> Int? {
        var dealer = Dealer(seed: seed)
        let (x, y) = (dealer.numbers([bit, 0]), dealer.numbers([7, -4]))
        let challenge = Step(path: "check/challenge/open").tag
        let comparison = Step(path: "check/compare/opened").tag
        nonisolated(unsafe) var digest: [UInt8] = []
        let parties = ThreeParties(seed: seed) { role, link in
            guard role == AttackTrial.attacker else { return link }
            let hostile = AdversaryLink(link)
            hostile.onSend = { message in
                var message = message
                if message.tag == challenge { message.payload[0] ^= 1 }
                return [message]
            }
            hostile.onReceive = { tag, from, payload in
                if tag == comparison && from == .right { digest = payload }
                return (payload, [])
            }
            return hostile
        }
        let guesses = try? parties.outcomes { session -> [[UInt8]] in
            let verification = SmallVerification(mistake: mistake)
            let (x, y) = (x[session.role], y[session.role])
            let z = try session["product"].multiply(x, y)
            let check = session["check"]
            try? verification.check(check, shape: [], AttackTrial.claim(AttackTrial.Inputs(x: x, y: y), z))
            guard session.role == AttackTrial.attacker else { return [] }
            return verification.journal.digests(ofGuesses: [0, 1], in: check)
        }[AttackTrial.attacker].get()
        return guesses?.firstIndex(of: digest)
    }

    @Test func viewsAreComparedBeforeAnythingMaskedIsOpened() {
        for seed in 0..<UInt64(AttackTrial.tries) {
            let bit = Int(seed % 2)
            #expect(Self.bitGuessed(bit, seed: seed, .noViewsBeforeOpening) == bit)
            #expect(Self.bitGuessed(bit, seed: seed, .none) == nil)
        }
    }
}
