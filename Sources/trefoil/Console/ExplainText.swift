import Client
import Language
import Messages

/// What `--explain` says of a query.
enum ExplainText {
    /// Before it is sent: the plan as the nodes get it, and what it releases.
    static func before(_ plan: Plan) -> String {
        let releases = plan.analysis.releases.map(\.text).joined(separator: "; ")
        return "  plan      \(plan.canonicalText)\n  releases  \(releases)"
    }

    /// After it ran.
    static func after(_ result: QueryResult) -> String {
        let time = TimeText.number(Double(result.cost.microseconds) / 1000)
        return
            "  cost      \(result.cost.rounds) hops between the nodes, \(result.cost.bytesSent) bytes sent by each at most, "
            + "\(time) ms at the nodes"
    }
}
