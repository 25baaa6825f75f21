import Foundation
import Identity
import Primitives
import Study
import Wire

/// Audits as text and as JSON.
enum AuditText {
    /// How many heads of a node's audit another node recorded, all of which fit.
    struct Check {
        let node: String
        let witness: String
        let heads: Int
    }

    /// One entry in a line: number, instant, what, who, outcome, details.
    static func line(_ entry: AuditEntry) -> String {
        let event = entry.event
        let details = event.details.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        let outcome = event.outcome == AuditEvent.done ? "" : " [\(event.outcome)]"
        let words = "\(entry.number)  \(instant(entry.instant))  \(event.action.rawValue)  \(event.who)\(outcome)"
        return details.isEmpty ? words : "\(words)  \(details)"
    }

    /// What of an audit holds, in a line.
    static func summary(_ audit: VerifiedAudit, checks: [Check]) -> String {
        let seen = checks.filter { $0.node == audit.node && $0.heads > 0 }
            .map { "\($0.heads) heads recorded by \($0.witness)" }
        let span = "\(instant(audit.entries[0].instant)) to \(instant(audit.entries[audit.entries.count - 1].instant))"
        let end = seen.isEmpty ? "its end is vouched for by no other file" : "fits \(seen.joined(separator: " and "))"
        return "\(audit.node): \(audit.entries.count) entries, \(span), whole; \(end)"
    }

    /// The outcome of a check as JSON.
    static func json(_ audits: [VerifiedAudit], checks: [Check]) throws -> String {
        let whole: [String: Any] = [
            "study": audits[0].study.hex,
            "audits": audits.map { ["node": $0.node, "entries": $0.entries.map { object($0) }] as [String: Any] },
            "heads": checks.map { ["node": $0.node, "witness": $0.witness, "fitting": $0.heads] as [String: Any] },
        ]
        return try text(whole)
    }

    /// The entries of an export as lines of JSON.
    static func lines(_ export: AuditExport) throws -> String {
        try export.entries.map { try text(object(try AuditEntry(wireBytes: $0.payload))) + "\n" }.joined()
    }

    private static func object(_ entry: AuditEntry) -> [String: Any] {
        [
            "number": Int(entry.number), "instant": instant(entry.instant), "node": entry.node,
            "action": entry.event.action.rawValue, "who": entry.event.who, "outcome": entry.event.outcome,
            "details": entry.event.details,
        ]
    }

    static func text(_ object: [String: Any]) throws -> String {
        let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }

    /// An instant in RFC 3339, UTC.
    static func instant(_ seconds: UInt64) -> String {
        Date(timeIntervalSince1970: TimeInterval(min(seconds, 253_402_300_799))).formatted(.iso8601)
    }
}
