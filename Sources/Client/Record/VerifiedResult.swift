import Identity
import Language
import Messages
import Primitives
import SecretSharing
import Study
import Wire

/// A record of results that holds: what was asked and what came out.
public struct VerifiedResult {
    /// What the file says.
    public let record: ResultRecord
    let study: Study
    let answers: [RecordedAnswer]

    /// The queries in words, a paragraph each: plan, who asked, versions, rules, programs.
    public var explanation: [String] {
        answers.enumerated().map { index, answer in
            switch answer {
            case .failed(let plan, let problem):
                "query \(index + 1): \(plan)\n  ended without a result, as the analyst's program says [\(problem.code)]"
            case .done(let combination): Self.words(index + 1, combination)
            }
        }
    }

    private static func words(_ number: Int, _ combination: Combination) -> String {
        let part = combination.parts[0]
        let tables = part.tables.map { "\($0.table) (\($0.rows) rows, version \($0.batch.hex.prefix(12)))" }
        var lines = [
            "query \(number): \(combination.plan.canonicalText)",
            "  asked by \(combination.record.query.signer), plan \(part.planDigest.hex.prefix(12)), "
                + "on \(tables.joined(separator: ", "))",
            "  mode \(part.mode.rawValue), policy \(part.policy)",
        ]
        for (node, part) in zip(combination.study.nodes, combination.parts) {
            let software = part.origin.map { "program \($0.software.hex.prefix(12))" } ?? "program not named"
            lines.append("  signed by \(node.name), \(software)")
        }
        return lines.joined(separator: "\n")
    }
}
