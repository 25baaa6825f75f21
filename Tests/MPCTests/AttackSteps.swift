import Fields
import Primitives
import SecretSharing

@testable import MPC

// Steps of protocols taken apart, for parties that deviate in them.

extension Session {
    /// The message of a product, z_i; marks no step as used.
    func ownProducts(_ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>) -> [Mersenne61] {
        let mask: Shared<Mersenne61> = state.randomness.share(step, count: x.count)
        return x.own.indices.map { i in
            x.own[i] * (y.own[i] + y.next[i]) + x.next[i] * y.own[i] + mask.own[i] - mask.next[i]
        }
    }

    /// Products with errors in the message of this party, which goes on as if they were its own part.
    func multiply(
        _ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>, addingToMessage errors: [Mersenne61]
    ) throws -> Shared<Mersenne61> {
        let own = zip(ownProducts(x, y), errors).map { $0 + $1 }
        return Shared(own: own, next: try passLeft(own))
    }

    /// A re-sharing hop that swaps two rows; the left one of the two parties at work adds errors to its message.
    func swapRows(
        _ x: Shared<Mersenne61>, component: Int, adding errors: [Mersenne61] = [.zero, .zero]
    ) throws -> Shared<Mersenne61> {
        let streams: Shared<Mersenne61> = state.randomness.share(step, count: 2)
        func swapped(_ x: [Mersenne61], minus mask: [Mersenne61]) -> [Mersenne61] {
            zip(x.reversed(), mask).map { $0 - $1 }
        }
        func sum(_ a: [Mersenne61], _ b: [Mersenne61]) -> [Mersenne61] { zip(a, b).map { $0 + $1 } }
        switch component {
        case role.components.own:
            let message = swapped(sum(x.own, x.next), minus: streams.next)
            try send(message, tag: step.tag, to: .left)
            let own = sum(message, try receive(2, tag: step.tag, from: .left))
            return Shared(own: own, next: streams.next)
        case role.components.next:
            let message = sum(swapped(x.own, minus: streams.own), errors)
            try send(message, tag: step.tag, to: .right)
            let next = sum(message, try receive(2, tag: step.tag, from: .right))
            return Shared(own: streams.own, next: next)
        default: return streams
        }
    }
}

extension SmallVerification.Journal {
    /// What the right neighbour's digest of what it expects must be, for each guess of the bit that is the first of two X, the
    /// second being 0, if its seed of the challenge differs from ours in the lowest bit.
    func digests(ofGuesses guesses: [Int], in session: Session) -> [[UInt8]] {
        guard let masked else { return [] }
        let (weights, point) = (coin("weights", in: session), coin("point", in: session))
        let factor = Mersenne61.draw(2, from: weights)[0] * (.one - Mersenne61.draw(1, from: point)[0])
        let t = Mersenne61.draw(1, from: coin("challenge", in: session))[0]
        let other = Mersenne61.draw(1, from: coin("challenge", in: session, flipped: true))[0]
        return guesses.map { guess in
            let missing = factor * Mersenne61(signed: Int64(guess)) - foldedX.own[0] - foldedX.next[0]
            let views = Views(context: session.state.context)
            views.add(shape: [])
            for (step, received) in seeds { views.add(received: received, expected: received, at: step) }
            let expected = [masked + (other - t) * missing]
            views.add(received: expected, expected: expected, at: session["open"].step)
            return views.take().expected
        }
    }

    private func coin(_ label: String, in session: Session, flipped: Bool = false) -> KeyStream {
        let session = session[label]
        let known: Shared<BitWord> = session.state.randomness.share(session["seed"].step, count: 4)
        let came = seeds.first { $0.opening == session["open"].step }?.received ?? []
        var opened = zip(zip(known.own, known.next), came).map { $0.0 + $0.1 + $1 }
        if flipped { opened[0] = opened[0] + .one }
        return SmallVerification.coin(opened, of: session)
    }
}
