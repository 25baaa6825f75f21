public import Identity
import Primitives
public import Wire

/// Signatures under versions of studies, each with its consent, as they are collected: in no order, perhaps not all, perhaps
/// some twice or of other versions.
public struct StudySignatures: Sendable, Equatable {
    /// The signed consents.
    public private(set) var consents: [SignedMessage]

    /// The most signatures in one collection.
    public static let limit = 20_000

    /// A collection.
    public init(_ consents: [SignedMessage] = []) { self.consents = consents }

    /// Adds signatures that are not there yet.
    public mutating func add(_ others: [SignedMessage]) {
        for other in others where !consents.contains(other) { consents.append(other) }
    }

    /// The valid signature of a party under this version of a study; nil where there is none.
    public func signature(of party: StudyParty, under study: Study) -> SignedMessage? {
        consents.first { signed in
            signed.signer == party.name && signed.isValid(key: party.card.signingKey)
                && (try? StudyConsent(wireBytes: signed.payload))?.digest == study.digest
        }
    }

    /// The signatures that count for this version, in the order of the signers.
    public func fitting(_ study: Study) -> [SignedMessage] {
        study.signers.compactMap { signature(of: $0, under: study) }
    }

    /// Who has yet to sign this version.
    public func missing(under study: Study) -> [StudyParty] {
        study.signers.filter { signature(of: $0, under: study) == nil }
    }

    /// Checks that all have signed who must.
    ///
    /// - Throws: `Problem` "signature-missing" that names them.
    public func check(_ study: Study) throws(Problem) {
        let missing = missing(under: study)
        guard !missing.isEmpty else { return }
        throw Problem(
            "signature-missing",
            "version \(study.version) of the study \(study.name) is not signed by \(missing.map(\.name).joined(separator: ", "))",
            at: "digest \(study.digest.hex.prefix(12))",
            mend: "let them sign with: trefoil study sign, and put their lines into the file of signatures",
            kind: .refused)
    }
}
