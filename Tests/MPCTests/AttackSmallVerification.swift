import Fields
import Primitives
import SecretSharing

@testable import MPC

/// A verification in miniature, of the claim X_0 Y_0 + X_1 Y_1 = Z over F_p, in the order of the real one or with one
/// mistake in it: what an attack succeeds against, to show that it is an attack.
struct SmallVerification {
    enum Mistake {
        /// None: the order of the real verification.
        case none
        /// Coins are opened by messages to the left, so the share that a party lacks comes from its right neighbour, who is not
        /// the one that waits for its products.
        case coinsFromTheRight
        /// The point of the fold comes from the coin of the weights.
        case coinReused
        /// The point of the fold is opened before the message that it tests.
        case coinBeforeItsMessage
        /// What was opened is compared only once, at the end.
        case noViewsBeforeOpening
        /// Which steps are verified is not compared.
        case noShape
    }

    /// What is claimed once the weights are known.
    struct Claim {
        var x: Shared<Mersenne61>
        var y: Shared<Mersenne61>
        var z: Shared<Mersenne61>
        /// What is known of the two products themselves, not only of their sum; see ``cornersAreSentToo``.
        var corners: Shared<Mersenne61>?
    }

    /// What a party sees; for parties that attack.
    final class Journal {
        /// The share of each coin's seed that came, with the step at which it was opened.
        var seeds: [(opening: Step, received: [BitWord])] = []
        /// The party's share of X after the fold.
        var foldedX: Shared<Mersenne61> = .zero(count: 1)
        /// The share of t X + a that came.
        var masked: Mersenne61?
    }

    var mistake = Mistake.none
    /// Of products known one by one, the product at 1 is sent all the same, and added to the known one.
    var cornersAreSentToo = false
    var journal = Journal()
    /// What an attacker does to the message of the fold, knowing the weights and, by a mistake, the point.
    var alteringFold: ([Mersenne61], Mersenne61?, inout [Mersenne61]) -> Void = { _, _, _ in }

    /// What an attacker does once it knows the weights, before it sends its own share of their seed.
    var knowingWeights: (([Mersenne61]) throws -> Void)?

    /// - Parameters:
    ///   - session: at a step of its own, in passive mode, where nothing else verifies.
    ///   - shape: what is verified.
    ///   - makeClaim: the claim by two weights.
    func check(_ session: Session, shape: [UInt64], _ makeClaim: ([Mersenne61]) -> Claim) throws {
        if mistake != .noShape { session.state.views.add(shape: shape) }
        let coin = try coin(session["weights"], rushing: knowingWeights)
        let weights = Mersenne61.draw(2, from: coin)
        let claim = makeClaim(weights)
        var point: Mersenne61?
        if mistake == .coinReused { point = Mersenne61.draw(1, from: coin)[0] }
        if mistake == .coinBeforeItsMessage { point = Mersenne61.draw(1, from: try self.coin(session["point"]))[0] }

        let (x, y) = (claim.x, claim.y)
        let (dx, dy) = (x[1] - x[0], y[1] - y[0])
        var parts = [Self.part(x[1], y[1]), Self.part(dx, dy)]
        if claim.corners != nil { parts[0] = .zero }
        alteringFold(weights, point, &parts)
        let sums = try session["fold"].passParts(parts, []).numbers
        let r = try point ?? Mersenne61.draw(1, from: self.coin(session["point"]))[0]
        var (first, second) = (claim.z - sums[0], sums[0])
        if let corners = claim.corners {
            if !cornersAreSentToo { (first, second) = (.zero(count: 1), .zero(count: 1)) }
            (first, second) = (first + corners[0], second + corners[1])
        }
        let z = first + (second - first).scaled(by: r) + sums[1].scaled(by: r * r - r)
        try finish(session, x[0] + dx.scaled(by: r), y[0] + dy.scaled(by: r), z)
    }

    private func finish(
        _ session: Session, _ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>, _ z: Shared<Mersenne61>
    ) throws {
        journal.foldedX = x
        let mask: Shared<Mersenne61> = try session["mask"].random(count: 1)
        let c = try session["product"].passParts([Self.part(mask, y)], []).numbers
        let t = Mersenne61.draw(1, from: try coin(session["challenge"]))[0]
        if mistake != .noViewsBeforeOpening { try session["compare"]["coins"].compareViews() }
        let masked = x.scaled(by: t) + mask
        let last = try session["open"].passRight(masked.own)
        journal.masked = last[0]
        session.state.views.add(received: last, expected: masked.next, at: session["open"].step)
        let p = masked.own[0] + masked.next[0] + last[0]
        try session["compare"]["opened"].compareViews()
        let sigma = z.scaled(by: t) + c - y.scaled(by: p)
        let (held, due) = (Component.bytes(of: sigma.next), Component.bytes(of: [-(sigma.own[0] + sigma.next[0])]))
        guard try session["zero"].neighboursAgree(left: held, right: due) else {
            throw MPCError.verificationFailed(step: "zero")
        }
    }

    private static func part(_ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>) -> Mersenne61 {
        x.own[0] * (y.own[0] + y.next[0]) + x.next[0] * y.own[0]
    }

    private func coin(
        _ session: Session, rushing: (([Mersenne61]) throws -> Void)? = nil
    ) throws -> KeyStream {
        let seed: Shared<BitWord> = try session["seed"].random(count: 4)
        let opening = session["open"]
        let (sent, to, from): ([BitWord], Neighbour, Neighbour) =
            mistake == .coinsFromTheRight ? (seed.next, .left, .right) : (seed.own, .right, .left)
        if rushing == nil { try opening.send(sent, tag: opening.step.tag, to: to) }
        let last: [BitWord] = try opening.receive(4, tag: opening.step.tag, from: from)
        let stream = { Self.coin(zip(zip(seed.own, seed.next), last).map { $0.0 + $0.1 + $1 }, of: session) }
        if let rushing {
            try rushing(Mersenne61.draw(2, from: stream()))
            try opening.send(sent, tag: opening.step.tag, to: to)
        }
        if mistake != .coinsFromTheRight {
            session.state.views.add(received: last, expected: seed.next, at: opening.step)
        }
        journal.seeds.append((opening.step, last))
        return stream()
    }

    /// The stream of an opened seed.
    static func coin(_ opened: [BitWord], of session: Session) -> KeyStream {
        KeyStream(
            key: HKDF.derive(
                secret: Component.bytes(of: opened), salt: session.state.context, info: Array(session.step.path.utf8),
                count: 16))
    }
}
