public import Primitives
public import Wire

/// What a party signs when it agrees to a version of a study: the digest of the canonical encoding, which is all that the
/// study says.
public struct StudyConsent: WireMessage, Equatable {
    /// The name on the wire.
    public static var tag: String { "trefoil.study-consent" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The short name of the study, for people.
    public let study: String
    /// The number of the version, for people.
    public let version: Int
    /// The digest of the canonical encoding.
    public let digest: Digest
    /// When it was signed, in seconds since 1970 by the signer's clock.
    public let signed: UInt64

    /// The consent to a version of a study.
    public init(to study: Study, at now: UInt64) {
        self.study = study.name
        version = study.version
        digest = study.digest
        signed = now
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(UInt32(version))
        encoder.append(digest)
        encoder.append(signed)
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.string(limit: 64)
        version = Int(try decoder.uint32())
        digest = try decoder.digest()
        signed = try decoder.uint64()
    }
}
