public import Foundation
public import Primitives
public import Wire

/// Everything secret of one party, with its card.
public struct PartyKeys: Sendable, CustomStringConvertible, CustomReflectable {
    /// The public half.
    public let card: PartyCard
    /// Signs queries, uploads and receipts.
    public let signing: Ed25519.PrivateKey
    /// Opens what was sealed for the party.
    public let sealing: X25519.PrivateKey
    /// Proves the party's identity on TLS connections.
    public let tls: TLSKeyPair

    init(card: PartyCard, signing: Ed25519.PrivateKey, sealing: X25519.PrivateKey, tls: TLSKeyPair) {
        self.card = card
        self.signing = signing
        self.sealing = sealing
        self.tls = tls
    }

    /// Makes fresh keys, with a certificate that is valid from a day before `now`, for ten years.
    ///
    /// - Parameters:
    ///   - name: the party's name, as in ``PartyName``; also the certificate's subject and DNS name.
    ///   - now: the present.
    public static func create(name: String, now: Date) throws(Problem) -> PartyKeys {
        try PartyName.check(name)
        let signing = Ed25519.PrivateKey()
        let sealing = X25519.PrivateKey()
        let day: TimeInterval = 86400
        let tls: TLSKeyPair
        do {
            tls = try TLSKeyPair.selfSigned(
                commonName: name, dnsNames: [name, "localhost"], validFrom: now.addingTimeInterval(-day),
                validUntil: now.addingTimeInterval(3653 * day))
        } catch {
            throw Problem("keys-failed", "the keys of \(name) could not be made")
        }
        let card = PartyCard(
            name: name, signingKey: signing, sealingKey: sealing.publicKey, certificateDER: tls.certificateDER,
            created: UInt64(max(0, now.timeIntervalSince1970)))
        return PartyKeys(card: card, signing: signing, sealing: sealing, tls: tls)
    }

    /// The name on the card.
    public var name: String { card.name }

    /// Says whose keys they are, and that they are hidden.
    public var description: String { "keys of \(card.name) (hidden)" }

    /// Shows no contents.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
