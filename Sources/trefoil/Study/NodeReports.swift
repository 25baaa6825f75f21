import Client
import Identity
import Messages
import Primitives
import Study
import Wire

/// What nodes answered about a study, for people and as JSON.
struct NodeReports: Encodable {
    /// One node's answer.
    struct Entry: Encodable {
        let node: String
        var state: String?
        var version: Int?
        var digest: String?
        var reason: String?
        var missingSignatures: [String]?
        var revoked: [String]?
        var waitingForApproval: Int?
        var erased: Int?
        var error: String?
        var code: String?
    }

    let nodes: [Entry]

    init(_ answers: [NodeAnswer<StudyReport>]) {
        nodes = answers.map { answer in
            var entry = Entry(node: answer.node)
            switch answer.result {
            case .success(let report):
                entry.state = report.state.rawValue
                entry.version = report.version
                entry.digest = report.digest.hex
                entry.reason = report.reason.isEmpty ? nil : report.reason
                entry.missingSignatures = report.missing
                entry.revoked = report.revocations.map(\.words)
                entry.waitingForApproval = report.waiting
                entry.erased = report.erasure.flatMap { try? ErasureReceipt(wireBytes: $0.payload) }?.batches.count
            case .failure(let problem): (entry.error, entry.code) = (problem.what, problem.code)
            }
            return entry
        }
    }

    /// A line for each node.
    var lines: [String] {
        nodes.map { entry in
            guard let state = entry.state else { return "\(entry.node): \(entry.error ?? "") [\(entry.code ?? "")]" }
            var parts = ["\(entry.node): \(state), version \(entry.version ?? 0)"]
            if let reason = entry.reason { parts.append(reason) }
            if let missing = entry.missingSignatures, !missing.isEmpty {
                parts.append("lacks the signatures of \(missing.joined(separator: ", "))")
            }
            if let revoked = entry.revoked, !revoked.isEmpty {
                parts.append("revoked: \(revoked.joined(separator: ", "))")
            }
            if let waiting = entry.waitingForApproval, waiting > 0 { parts.append("\(waiting) waiting for approval") }
            if let erased = entry.erased { parts.append("shares of \(erased) uploads deleted") }
            return parts.joined(separator: "; ")
        }
    }
}
