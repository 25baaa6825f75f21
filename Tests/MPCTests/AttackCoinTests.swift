import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

/// Coins come from the party that waits for what they test, are fresh, and are opened last; see ``AttackTrial``.
@Suite struct AttackCoinTests {
    // MARK: The direction of the coin

    /// The attacker holds its products back until it knows the weights, and then makes errors that cancel.
    private static func attackWithWeights(_ mistake: SmallVerification.Mistake) -> Int {
        AttackTrial.successes { session, inputs in
            guard session.role == AttackTrial.attacker else {
                let z = try session["product"].multiply(inputs.x, inputs.y)
                return try SmallVerification(mistake: mistake).check(
                    session["check"], shape: [], AttackTrial.claim(inputs, z))
            }
            let product = session["product"]
            let own = product.ownProducts(inputs.x, inputs.y)
            var z = Shared(own: own, next: try product.receive(2, tag: product.step.tag, from: .right))
            var verification = SmallVerification(mistake: mistake)
            verification.knowingWeights = { weights in
                z.own[0] += .one
                z.own[1] -= weights[0] * (weights[1].inverse ?? .zero)
                try product.send(z.own, tag: product.step.tag, to: .left)
            }
            try verification.check(session["check"], shape: []) { AttackTrial.claim(inputs, z)($0) }
        }
    }

    @Test func aCoinFromTheWrongSideLetsErrorsCancel() {
        #expect(Self.attackWithWeights(.coinsFromTheRight) == AttackTrial.tries)
        #expect(Self.attackWithWeights(.none) == 0)
    }

    @Test func theWeightsAreNotOpenedBeforeTheProductsAreSent() {
        let successes = AttackTrial.successes(mode: .active) { session, inputs in
            guard session.role == AttackTrial.attacker else {
                _ = try session["product"].multiply(inputs.x, inputs.y)
                return try session.verify()
            }
            let product = session["product"]
            let _: [Mersenne61] = try product.receive(2, tag: product.step.tag, from: .right)
            _ = try session.state.nextVerification()["weights"].coins()
            Issue.record("the weights are known")
        }
        #expect(successes == 0)
    }

    // MARK: The coin of a fold

    /// The attacker changes a product and makes up for it in the message of the fold, if it knows the point.
    private static func attackInFold(_ mistake: SmallVerification.Mistake) -> Int {
        AttackTrial.successes { session, inputs in
            let z = try session["product"].multiply(
                inputs.x, inputs.y, addingToMessage: AttackTrial.errors([1, 0], session.role))
            var verification = SmallVerification(mistake: mistake)
            if session.role == AttackTrial.attacker {
                verification.alteringFold = { weights, point, parts in
                    // An error e in Z and f in the value at 1 leave e (1 - r) + f (2 r - 1).
                    let r = point ?? 12345
                    let denominator: Mersenne61 = r + r - .one
                    parts[0] += weights[0] * (r - .one) * (denominator.inverse ?? .zero)
                }
            }
            try verification.check(session["check"], shape: [], AttackTrial.claim(inputs, z))
        }
    }

    @Test(arguments: [SmallVerification.Mistake.coinReused, .coinBeforeItsMessage])
    func aPointKnownBeforeTheFoldLetsErrorsCancel(mistake: SmallVerification.Mistake) {
        #expect(Self.attackInFold(mistake) == AttackTrial.tries)
        #expect(Self.attackInFold(.none) == 0)
    }

    // MARK: The barrier

    /// The attacker holds back what it owes its right neighbour in a reordering until it knows the weights.
    private static func attackReordering(withBarrier: Bool) -> Int {
        AttackTrial.successes { session, inputs in
            var verification = SmallVerification()
            var after = Shared<Mersenne61>.zero(count: 2)
            let (hop, component) = (session["hop"], AttackTrial.attacker.right.index)
            if session.role != AttackTrial.attacker { after = try hop.swapRows(inputs.x, component: component) }
            if withBarrier { try session["barrier"].barrier() }
            if session.role == AttackTrial.attacker {
                verification.knowingWeights = { weights in
                    after = try hop.swapRows(inputs.x, component: component, adding: [weights[1], -weights[0]])
                }
            }
            try verification.check(session["check"], shape: []) { weights in
                let swapped = Shared(own: weights.reversed(), next: weights.reversed())
                    .keeping(component: component, role: session.role)
                return SmallVerification.Claim(x: swapped, y: inputs.x, z: after.scaled(by: weights).sum())
            }
        }
    }

    @Test func withoutABarrierErrorsOfAReorderingCancel() {
        #expect(Self.attackReordering(withBarrier: false) == AttackTrial.tries)
        #expect(Self.attackReordering(withBarrier: true) == 0)
    }

    @Test func noCoinComesBeforeTheMessagesOfAShuffle() {
        let lastHop = Step(path: "shuffle/rows/hop/2").tag
        let coin = Step(path: "/verification 0/weights/open").tag
        let parties = ThreeParties(mode: .active) { role, link in
            guard role == AttackTrial.attacker else { return link }
            let hostile = AdversaryLink(link)
            hostile.onSend = { $0.tag == lastHop && $0.to == .right ? [] : [$0] }
            hostile.onReceive = { tag, _, payload in
                if tag == coin { Issue.record("the weights are known") }
                return (payload, [])
            }
            return hostile
        }
        let inputs = AttackTrial.Inputs.dealt(1)
        let outcomes = parties.outcomes { session in
            _ = try session["shuffle"].shuffle(Records(count: 2, columns: [inputs[session.role].x]))
            try session.verify()
        }
        #expect(outcomes.failures().count == 3)
    }
}
