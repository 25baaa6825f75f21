public import Primitives
import SecretSharing
public import Study
import Wire

/// Whether a manifest lets a plan run without asking anybody.
public enum PlanCoverage: Sendable, Equatable {
    /// The plan is agreed, character by character.
    case agreed
    /// Its function, columns and groupings are free to explore, within a budget of queries where there is one.
    case exploratory(budget: Int?)
    /// Nothing covers it, and why.
    case none(reason: String)
}

extension Plan {
    /// What covers the plan in a study; a study without a manifest covers all.
    public func coverage(in study: Study) -> PlanCoverage {
        guard let manifest = study.manifest else { return .exploratory(budget: nil) }
        if manifest.agreed.contains(where: { $0.digest == digest }) { return .agreed }
        guard let allowed = manifest.exploratory else { return .none(reason: "only agreed plans are covered") }
        guard allowed.functions.contains(analysis.function) else {
            return .none(reason: "the function \(analysis.function) is not free to explore")
        }
        let columns = PlanColumns(analysis)
        if let name = columns.analysed.first(where: { !allowed.columns.contains($0) }) {
            return .none(reason: "the column \(name) is not free to explore")
        }
        if let name = columns.grouping.first(where: { !allowed.groupings.contains($0) }) {
            return .none(reason: "rows are not free to be selected or grouped by \(name)")
        }
        return .exploratory(budget: allowed.budget)
    }

    /// What the plan touches in a study, as a digest: mode, policy, tables with their owners, and columns. An approval
    /// holds through an amendment that leaves it the same.
    public func touched(in study: Study) -> Digest {
        var encoder = WireEncoder()
        encoder.append("trefoil plan touches 1")
        encoder.append(study.mode.rawValue)
        encoder.append(study.policy.digest)
        encoder.append(list: tables) {
            $0.append($1)
            $0.append(study.owner(ofTable: $1)?.name ?? "")
        }
        encoder.append(list: analysis.columns.map(\.yaml).sorted()) { $0.append($1) }
        return Digest(of: encoder.bytes)
    }
}
