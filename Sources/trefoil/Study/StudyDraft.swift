import Identity
import Study
import Wire

/// A study file to be filled in, with comments that say how.
struct StudyDraft {
    /// A node with its addresses, as far as they are known.
    struct Node {
        let card: PartyCard
        let peer: String
        let https: String

        /// `CARD` or `CARD,PEER,HTTPS`.
        init(_ text: String) throws(Problem) {
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 1 || parts.count == 3 else {
                throw Problem(
                    "bad-argument", "a node is given as CARD or CARD,PEER,HTTPS", at: text,
                    mend: "as in munich-node.card,192.0.2.1:30000,192.0.2.1:55000", kind: .usage)
            }
            card = try PartyCard.load(from: parts[0])
            peer = parts.count == 3 ? parts[1] : "TODO:30000"
            https = parts.count == 3 ? parts[2] : "TODO:55000"
        }
    }

    /// A data owner with its tables.
    struct Owner {
        let card: PartyCard
        let tables: [String]

        /// `CARD,TABLE` or more tables.
        init(_ text: String) throws(Problem) {
            let parts = text.split(separator: ",").map(String.init)
            guard parts.count >= 2 else {
                throw Problem(
                    "bad-argument", "a data owner is given as CARD,TABLE", at: text,
                    mend: "as in munich.card,munich_production", kind: .usage)
            }
            card = try PartyCard.load(from: parts[0])
            tables = Array(parts.dropFirst())
        }
    }

    let name: String
    let data: String
    var nodes: [Node] = []
    var owners: [Owner] = []
    var analysts: [PartyCard] = []
    var investigator: PartyCard?
    var codebook: String?

    init(name: String, data: String) {
        self.name = name
        self.data = data
    }

    /// The file.
    var text: String {
        let head = """
            # The study \(name). Replace each TODO, then: trefoil study check study.yaml
            # What is signed is what this file says, not how it is written: comments and layout are free.
            format: 2
            study: \(name)
            version: 1
            title: "TODO: a title for people"
            purpose: "TODO: what the data is processed for"
            legalBasis: "TODO: on what legal basis, as in: consent, Art. 6(1)(a) and 9(2)(a) GDPR"
            ethics: "TODO: the reference of the ethics committee's vote"
            data: \(data)  # synthetic | public | personal
            mode: active  # passive withstands only nodes that follow the protocol
            policy: \(Policy.offered[0].name)  # what may be released

            # The three organisations that compute, in the order of their roles. Nobody administers two nodes.
            nodes:

            """
        var lines: [String] = []
        for node in nodes {
            lines += ["  - name: \(node.card.name)", "    card: \(node.card.text)"]
            lines += ["    peer: \"\(node.peer)\"  # where the other nodes reach it; leave the line out if they cannot"]
            lines += ["    https: \"\(node.https)\"  # where owners and analysts reach it"]
            lines += ["    administrators: [\"TODO: the person who runs \(node.card.name)\"]"]
        }
        lines += ["", "# Who uploads which tables.", owners.isEmpty ? "owners: []" : "owners:"]
        for owner in owners {
            lines += ["  - name: \(owner.card.name)", "    card: \(owner.card.text)"]
            lines.append("    tables: [\(owner.tables.map { "\"\($0)\"" }.joined(separator: ", "))]")
        }
        lines += ["", "# Who asks.", analysts.isEmpty ? "analysts: []" : "analysts:"]
        for analyst in analysts { lines += ["  - name: \(analyst.name)", "    card: \(analyst.text)"] }
        if let investigator {
            lines += ["", "# Who leads the study.", "investigator:", "  name: \(investigator.name)"]
            lines.append("  card: \(investigator.text)")
        }
        return head + lines.joined(separator: "\n") + "\n" + tail
    }

    private var tail: String {
        """

        # Who else decides about requests at a node, and who audits. A list of {name, card, node}, and one of {name, card}.
        # approvers: []
        # auditors: []

        # What may be asked. agreed: plans to the letter, each {plan: TEXT, digest: HEX}; exploratory: functions of plans (mean,
        # quantile, moments, table, lifetimes ...) x columns x what rows may be selected and grouped by: all, or [a, b]. Other
        # queries wait until each node has approved them.
        analyses:
          exploratory:
            functions: all
            columns: all
            groupings: all
            budget: 500  # queries for each analyst

        recipients: ["TODO: who gets the results"]
        retention: TODO  # the last day on which shares are kept, as in 2035-12-31
        withdrawal: "TODO: what happens when a patient withdraws"

        # The columns of every table; public, so choose bounds that disclose nobody. See: trefoil study infer
        \(codebook ?? "codebook:\n  age: {type: number, decimals: 0, minimum: 0, maximum: 130, unit: years}\n")
        """
    }
}
