import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

/// A claim is not made up for by another, and all parties verify the same claims; see ``AttackTrial``.
@Suite struct AttackClaimTests {
    // MARK: Two claims in one message

    /// Products are known one by one, but their sums are sent together with those of claims where only the sum is known.
    private static func attackOnCorners(sentToo: Bool) -> Int {
        AttackTrial.successes { session, inputs in
            let errors = AttackTrial.errors([.one, -.one], session.role)
            let z = try session["product"].multiply(inputs.x, inputs.y, addingToMessage: errors)
            var verification = SmallVerification(cornersAreSentToo: sentToo)
            if session.role == AttackTrial.attacker {
                verification.alteringFold = { weights, _, parts in parts[0] += weights[0] }
            }
            try verification.check(session["check"], shape: []) { weights in
                // One weight for the block of both.
                SmallVerification.Claim(
                    x: inputs.x.scaled(by: weights[0]), y: inputs.y, z: .zero(count: 1),
                    corners: z.scaled(by: weights[0]))
            }
        }
    }

    @Test func valuesKnownAtCornersAreNotSentAgain() {
        #expect(Self.attackOnCorners(sentToo: true) == AttackTrial.tries)
        #expect(Self.attackOnCorners(sentToo: false) == 0)
    }

    /// The same against the real verification: errors that cancel within a block of 8 products, or 64 equal ones in a block
    /// of words of gates, and then what would make up for them among the values of the inner products or permutations.
    @Test(arguments: [true, false]) func oneClaimDoesNotMakeUpForAnother(ofProducts: Bool) {
        let work = Step(path: ofProducts ? "product" : "and").tag
        let (coin, message) = (Step(path: "/verification 0/weights/open").tag, Step(path: "/verification 0/sums").tag)
        for seed in 0..<UInt64(AttackTrial.tries / 5) {
            let inputs = AttackTrial.Inputs.dealt(seed)
            let forger = Forger()
            let parties = ThreeParties(mode: .active, seed: seed) { role, link in
                guard role == AttackTrial.attacker else { return link }
                let hostile = AdversaryLink(link)
                hostile.onReceive = { tag, _, payload in
                    if tag == coin { forger.share = payload }
                    return (payload, [])
                }
                hostile.onSend = { sent in
                    var sent = sent
                    if sent.tag == work { forger.alterProducts(&sent.payload, areGates: !ofProducts) }
                    if sent.tag == message { forger.alterSums(&sent.payload, areGates: !ofProducts) }
                    return [sent]
                }
                return hostile
            }
            let outcomes = parties.outcomes { session in
                if session.role == AttackTrial.attacker { forger.session = session }
                let (x, y) = (inputs[session.role].x, inputs[session.role].y)
                if ofProducts {
                    _ = try session["product"].multiply(x, y)
                    _ = try session["then"].innerProducts([(x, y)])
                } else {
                    let words = Shared<BitWord>.zero(count: 64)
                    _ = try session["and"].and(words, words)
                    _ = try session["then"].shuffle(Records(count: 2, words: [words[0..<2]]))
                }
                try session.verify()
            }
            #expect(forger.altered == 2)
            #expect(throws: MPCError.verificationFailed(step: "/verification 0/zero")) {
                try outcomes[AttackTrial.attacker.left].get()
            }
        }
    }

    // MARK: Ledgers that differ

    /// The third party lists other claims than the two others.
    @Test func ledgersThatDifferAreFoundBeforeAnythingIsOpened() {
        let outcomes = ThreeParties(mode: .active).outcomes { session in
            try session["claim"].claimZero(Shared<Mersenne61>.zero(count: session.role == .third ? 2 : 1))
            try session.verify()
        }
        let error = MPCError.viewsDiffer(step: "/verification 0/compare/coins")
        #expect(outcomes.failures().count == 3)
        #expect(outcomes.failures().contains { $0 as? MPCError == error })
        #expect(Self.opensWithOtherClaims(.noShape))
        #expect(!Self.opensWithOtherClaims(.none))
    }

    private static func opensWithOtherClaims(_ mistake: SmallVerification.Mistake) -> Bool {
        let inputs = AttackTrial.Inputs.dealt(1)
        let opened = try? ThreeParties().run { session in
            let verification = SmallVerification(mistake: mistake)
            let shape: [UInt64] = session.role == .third ? [1] : [2]
            let z = try session["product"].multiply(inputs[session.role].x, inputs[session.role].y)
            try? verification.check(session["check"], shape: shape, AttackTrial.claim(inputs[session.role], z))
            return verification.journal.masked != nil
        }
        return Role.allCases.contains { opened?[$0] ?? false }
    }
}
