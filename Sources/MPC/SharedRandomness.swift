import Primitives
import SecretSharing

/// Randomness that two neighbours share without a message: a stream for each step, of the key of the pair.
///
/// Key k_i is known to parties i-1 and i. The digest of a step's path says where its stream begins. A stream serves one
/// purpose, so each step draws it once.
struct SharedRandomness {
    private let leftKey: KeyStreamSource
    private let rightKey: KeyStreamSource

    /// Binds both pair secrets to a study and a job. The secrets are fresh for every attempt.
    init(leftSecret: [UInt8], rightSecret: [UInt8], context: [UInt8]) {
        func key(_ secret: [UInt8]) -> KeyStreamSource {
            let info = Array("trefoil shared randomness 2".utf8)
            return KeyStreamSource(
                key: HKDF.derive(secret: secret, salt: context, info: info, count: KeyStream.keyByteCount))
        }
        leftKey = key(leftSecret)
        rightKey = key(rightSecret)
    }

    /// F(k_i), shared with the left neighbour.
    func left(_ step: Step) -> KeyStream { leftKey.stream(at: step.place) }

    /// F(k_{i+1}), shared with the right neighbour.
    func right(_ step: Step) -> KeyStream { rightKey.stream(at: step.place) }

    /// F(k_i) and F(k_{i+1}) for one piece of a step whose vector is drawn piece by piece.
    ///
    /// Pieces lie so far apart that the draws in place of words that are no elements fit between them.
    func piece(_ piece: Int, of step: Step) -> (left: KeyStream, right: KeyStream) {
        let blocks = Session.pieceLength * 8 / 16 + 64
        guard let block = UInt32(exactly: piece * blocks) else {
            preconditionFailure("a vector has at most 2^32 blocks")
        }
        return (leftKey.stream(at: step.place, block: block), rightKey.stream(at: step.place, block: block))
    }

    /// The streams F(k_i) and F(k_{i+1}) themselves, as a random share.
    func share<Element: ShareElement>(_ step: Step, count: Int) -> Shared<Element> {
        Shared(own: Element.draw(count, from: left(step)), next: Element.draw(count, from: right(step)))
    }
}
