public import Identity
import Study
public import Wire

/// Some entries of a node's audit, as a node hands them out.
public struct AuditPage: WireMessage {
    /// The name under which it is encoded.
    public static let tag = "trefoil.audit-page"
    /// The format written.
    public static let format: UInt16 = 1
    /// The most entries of a page.
    public static let entryLimit = 1_000

    /// The entries, the oldest first; none behind the last one of the audit.
    public let entries: [SignedMessage]

    /// A page.
    public init(entries: [SignedMessage]) { self.entries = entries }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(list: entries) { $0.append($1) }
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        entries = try decoder.list(limit: Self.entryLimit) { (d) throws(Problem) in
            try d.message(SignedMessage.self, limit: AuditExport.entryByteLimit)
        }
    }
}
