import Fields
import Primitives
import SecretSharing

@testable import MPC

/// Alters products, and after the weights are known the sums of another claim in the same verification.
///
/// For one message of at least two products, or of 64 words of gates, with an inner product or a shuffle of words beside.
final class Forger: @unchecked Sendable {
    /// The attacker's session, for what it knows.
    var session: Session?
    /// The share of the seed of the weights that came from the left.
    var share: [UInt8] = []
    /// How many messages were altered.
    private(set) var altered = 0

    /// Adds 1 and -1 to the first two products, or turns the lowest bit of 64 words round.
    func alterProducts(_ payload: inout [UInt8], areGates: Bool) {
        altered += 1
        if areGates {
            alter(&payload, Array(0..<64)) { $0 ^ 1 }
        } else {
            alter(&payload, [0]) { (Mersenne61(unchecked: $0) + .one).value }
            alter(&payload, [1]) { (Mersenne61(unchecked: $0) - .one).value }
        }
    }

    /// Adds the weighed error to the value at the second corner of the inner products, or to all corners of the permutations.
    func alterSums(_ payload: inout [UInt8], areGates: Bool) {
        guard let streams = streams() else { return }
        altered += 1
        if areGates {
            // Three permutations of one column of two words have three weights each.
            let weight = BitWord.draw(10, from: streams.words)[9]
            let first = Grid.pointCount(6) - 64 - 1
            alter(&payload, Grid.corners(3).dropFirst().map { first + $0 }) { $0 ^ weight.value }
        } else {
            let weights = Mersenne61.draw(2, from: streams.numbers)
            // The inner product has one weight, and comes first if its step does.
            let weight = Step(path: "product").place < Step(path: "then").place ? weights[0] : weights[1]
            alter(&payload, [Grid.pointCount(3) - 8]) { (Mersenne61(unchecked: $0) + weight).value }
        }
    }

    private func alter(_ payload: inout [UInt8], _ places: [Int], _ change: (UInt64) -> UInt64) {
        payload.withUnsafeMutableBytes { bytes in
            for place in places {
                let word = bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self)
                bytes.storeBytes(of: change(word), toByteOffset: 8 * place, as: UInt64.self)
            }
        }
    }

    /// The streams of the weights, as every party derives them.
    private func streams() -> (numbers: KeyStream, words: KeyStream)? {
        guard let state = session?.state else { return nil }
        guard let came: [BitWord] = Component.elements(of: share, count: 4) else { return nil }
        let weights = Session(state: state, step: Step(path: "/verification 0/weights"))
        let seed: Shared<BitWord> = state.randomness.share(weights["seed"].step, count: 4)
        let opened = zip(zip(seed.own, seed.next), came).map { $0.0 + $0.1 + $1 }
        let coin = SmallVerification.coin(opened, of: weights)
        var keys = [UInt8](repeating: 0, count: 2 * KeyStream.keyByteCount)
        keys.withUnsafeMutableBytes { coin.fill($0) }
        return (
            KeyStream(key: Array(keys.prefix(KeyStream.keyByteCount))),
            KeyStream(key: Array(keys.suffix(KeyStream.keyByteCount)))
        )
    }
}
