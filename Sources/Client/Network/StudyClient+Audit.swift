import Identity
import Messages
import NIOHTTP1
public import Study
public import Wire

extension StudyClient {
    /// The audit of one node, fetched from it.
    public func audit(of name: String) async throws(Problem) -> AuditExport {
        guard let node = nodes.first(where: { $0.node.name == name }) else {
            throw Problem(
                "unknown-node", "the study \(study.name) has no node \(name)",
                mend: "its nodes are: \(study.nodes.map(\.name).joined(separator: ", "))", kind: .usage)
        }
        var entries: [SignedMessage] = []
        var next: UInt64 = 0
        while true {
            let page = try AuditPage(wireBytes: try await node.request(.GET, "audit", query: "?from=\(next)"))
            guard let last = page.entries.last else { break }
            entries += page.entries
            // The numbers of a node that was rebuilt do not begin with 0.
            next = max(next, try AuditEntry(wireBytes: last.payload).number) + 1
        }
        return AuditExport(study: study.identity, node: name, cards: study.nodes.map(\.card), entries: entries)
    }
}
