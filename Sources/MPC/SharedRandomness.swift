import Primitives
import SecretSharing

/// Randomness that two neighbours share without a message: a stream for each step, keyed by the secret of the pair.
///
/// Key k_i is known to parties i-1 and i. A stream serves one purpose, so each step draws it once.
struct SharedRandomness {
    private let leftKey: [UInt8]
    private let rightKey: [UInt8]

    /// Binds both pair secrets to a study and a job. The secrets are fresh for every attempt.
    init(leftSecret: [UInt8], rightSecret: [UInt8], context: [UInt8]) {
        leftKey = HMAC.sha256(key: leftSecret, message: context)
        rightKey = HMAC.sha256(key: rightSecret, message: context)
    }

    /// F(k_i), shared with the left neighbour.
    func left(_ step: Step) -> KeyStream { Self.stream(leftKey, step) }

    /// F(k_{i+1}), shared with the right neighbour.
    func right(_ step: Step) -> KeyStream { Self.stream(rightKey, step) }

    /// The streams F(k_i) and F(k_{i+1}) themselves, as a random share.
    func share<Element: ShareElement>(_ step: Step, count: Int) -> Shared<Element> {
        Shared(own: Element.draw(count, from: left(step)), next: Element.draw(count, from: right(step)))
    }

    /// The expansion of HKDF (RFC 5869) to its first block, cut to a key for AES-128.
    private static func stream(_ key: [UInt8], _ step: Step) -> KeyStream {
        KeyStream(key: Array(HMAC.sha256(key: key, message: Array(step.path.utf8) + [1]).prefix(16)))
    }
}
