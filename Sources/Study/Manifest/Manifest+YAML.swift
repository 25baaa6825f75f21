import Identity
import Primitives
import Wire

extension Manifest {
    /// The lines of a study file that come before the parties.
    var headLines: [String] {
        var lines = ["version: \(version)"]
        if let lineage { lines += ["identity: \(lineage.identity.hex)", "previous: \(lineage.previous.hex)"] }
        lines += ["purpose: \(yamlQuoted(purpose))", "legalBasis: \(yamlQuoted(legalBasis))"]
        if !ethics.isEmpty { lines.append("ethics: \(yamlQuoted(ethics))") }
        return lines
    }

    /// The lines of a study file about further parties and analyses, which come after the analysts.
    var tailLines: [String] {
        var lines = ["investigator:"] + Self.lines(of: investigator, indent: "  ")
        if !approvers.isEmpty { lines.append("approvers:") }
        for approver in approvers {
            lines += Self.item(approver.member) + ["    node: \(yamlQuoted(approver.node))"]
        }
        if !auditors.isEmpty { lines.append("auditors:") }
        for auditor in auditors { lines += Self.item(auditor) }
        lines.append(agreed.isEmpty && exploratory == nil ? "analyses: {}" : "analyses:")
        if !agreed.isEmpty { lines.append("  agreed:") }
        for plan in agreed {
            lines += ["    - plan: \(yamlQuoted(plan.text))", "      digest: \(plan.digest.hex)"]
        }
        if let exploratory { lines += ["  exploratory:"] + exploratory.yamlLines.map { "    " + $0 } }
        lines.append("recipients: [\(recipients.map(yamlQuoted).joined(separator: ", "))]")
        lines += ["retention: \(retention)", "withdrawal: \(yamlQuoted(withdrawal))"]
        return lines
    }

    /// The policy as a study file writes it.
    func yamlPolicy(_ name: String) -> String {
        guard !policyChanges.isEmpty else { return name }
        let changes = policyChanges.map { "\(yamlQuoted($0.name)): \(yamlQuoted($0.value))" }
        return "{name: \(yamlQuoted(name)), \(changes.joined(separator: ", "))}"
    }

    private static func lines(of member: Member, indent: String) -> [String] {
        ["\(indent)name: \(yamlQuoted(member.name))", "\(indent)card: \(yamlQuoted(member.card.text))"]
    }

    private static func item(_ member: Member) -> [String] {
        ["  - name: \(yamlQuoted(member.name))", "    card: \(yamlQuoted(member.card.text))"]
    }
}

extension ExploratoryAnalyses {
    fileprivate var yamlLines: [String] {
        let lines = [
            "functions: \(functions.yaml)", "columns: \(columns.yaml)", "groupings: \(groupings.yaml)",
        ]
        return lines + (budget.map { ["budget: \($0)"] } ?? [])
    }
}

extension NameSelection {
    fileprivate var yaml: String {
        switch self {
        case .all: "all"
        case .these(let names): "[\(names.map(yamlQuoted).joined(separator: ", "))]"
        }
    }
}
