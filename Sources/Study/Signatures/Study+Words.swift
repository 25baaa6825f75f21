import Identity
import Primitives
import SecretSharing
import Wire

extension Study {
    /// What the study says, in words, a line each: what a signer agrees to.
    public var words: [String] {
        var lines = ["study \(name), version \(version): \(title)"]
        if let manifest {
            if let lineage = manifest.lineage {
                lines.append("amends the version with the digest \(lineage.previous.hex)")
            }
            lines += ["purpose: \(manifest.purpose)", "legal basis: \(manifest.legalBasis)"]
            lines.append("ethics: \(manifest.ethics.isEmpty ? "no reference" : manifest.ethics)")
        }
        lines.append("data: \(data.rawValue)")
        lines.append(
            "mode: \(mode.rawValue), \(mode == .active ? "safe against one node that deviates" : "safe only while every node follows the protocol")"
        )
        lines.append(policyWords)
        for (index, node) in nodes.enumerated() {
            let persons = manifest.map { ", administered by \($0.administrators[index].joined(separator: ", "))" } ?? ""
            let peer = node.peer.map { "peers at \($0)" } ?? "dials its peers"
            lines.append(
                "node \(node.name)\(persons): \(peer), clients at \(node.https), card \(Self.short(node.card))")
        }
        for owner in owners {
            lines.append(
                "data owner \(owner.name): may upload \(owner.tables.joined(separator: ", ")), card \(Self.short(owner.card))"
            )
        }
        for analyst in analysts { lines.append("analyst \(analyst.name): may ask, card \(Self.short(analyst.card))") }
        lines += manifest?.words ?? []
        for column in codebook.columns { lines.append("column \(column.yaml)") }
        return lines
    }

    private var policyWords: String {
        let changes = (manifest?.policyChanges ?? []).map { ", \($0.name) \($0.value)" }.joined()
        return "policy: \(policy.name)\(changes)"
    }

    /// What differs from another version, in words: lines that are gone, and new ones.
    public func differences(from other: Study) -> [String] {
        words.difference(from: other.words).map { change in
            switch change {
            case .remove(_, let line, _): "- \(line)"
            case .insert(_, let line, _): "+ \(line)"
            }
        }
    }

    fileprivate static func short(_ card: PartyCard) -> String { String(card.fingerprint.hex.prefix(16)) }
}

extension Manifest {
    fileprivate var words: [String] {
        var lines = ["principal investigator \(investigator.name), card \(Study.short(investigator.card))"]
        for approver in approvers {
            lines.append(
                "approver \(approver.member.name): may approve queries at \(approver.node), card \(Study.short(approver.member.card))"
            )
        }
        for auditor in auditors { lines.append("auditor \(auditor.name), card \(Study.short(auditor.card))") }
        for plan in agreed { lines.append("agreed analysis \(plan.digest.hex.prefix(12)): \(plan.text)") }
        if let exploratory {
            lines.append("exploratory analyses: functions \(exploratory.functions.text)")
            lines.append("exploratory analyses: of the columns \(exploratory.columns.text)")
            lines.append("exploratory analyses: selected and grouped by \(exploratory.groupings.text)")
            lines.append(
                "exploratory analyses: \(exploratory.budget.map { "\($0) queries an analyst" } ?? "any number of queries")"
            )
        }
        lines.append("other analyses: each needs the approval of all three nodes")
        lines += recipients.map { "recipient: \($0)" }
        return lines + ["shares are kept until \(retention) at the latest", "withdrawal: \(withdrawal)"]
    }
}
