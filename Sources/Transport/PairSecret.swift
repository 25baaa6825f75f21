import Primitives
import SecretSharing
import Wire

/// The secret of the two ends of a connection for one job, from which they key their shared randomness.
enum PairSecret {
    private static let exporterLabel = "EXPORTER-trefoil-pair"

    /// Derives the secret from the connection's own keys, both nonces, study, job, attempt and the two roles.
    ///
    /// The connection's keys are fresh for each connection and the nonces for each lease, so no secret comes twice.
    static func derive(_ channel: TLSChannel, own: JobHello, other: JobHello) throws(Problem) -> [UInt8] {
        guard let exported = channel.exportedSecret(label: exporterLabel, count: 32) else {
            throw Problem("tls-unavailable", "a connection gives no keys for a job")
        }
        let (lower, higher) = own.role < other.role ? (own, other) : (other, own)
        var info = WireEncoder()
        info.append("trefoil pair secret 1")
        info.append(own.studyDigest)
        info.append(own.job)
        info.append(own.attempt)
        info.append(lower.role.rawValue)
        info.append(higher.role.rawValue)
        return HKDF.derive(secret: exported, salt: lower.nonce + higher.nonce, info: info.bytes, count: 32)
    }
}
