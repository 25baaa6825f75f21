import Primitives

extension Session {
    /// Whether all three parties hold the same bytes; where one does not, all honest ones learn that they do not agree.
    ///
    /// - Communication: 32 bytes each way, 1 hop.
    /// - Leakage: a digest of the bytes to both neighbours; for public bytes.
    public func agrees(on bytes: [UInt8]) throws(MPCError) -> Bool {
        let digest = Digest(of: bytes).bytes
        return try neighboursAgree(left: digest, right: digest)
    }
}
