import Primitives
import Wire

/// The bytes that signatures cover: a domain, the signer's name, and the digest of what is signed.
enum SignedText {
    static let message = "trefoil signed message 1"
    static let card = "trefoil card 1"

    static func bytes(domain: String, signer: String, payload: [UInt8]) -> [UInt8] {
        var encoder = WireEncoder()
        encoder.append(domain)
        encoder.append(signer)
        encoder.append(Digest(of: payload))
        return encoder.bytes
    }
}
