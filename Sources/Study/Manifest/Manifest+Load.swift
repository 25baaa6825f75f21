import Identity
import Primitives
import Wire

extension Manifest {
    /// The keys of a study file that belong to format 2.
    static let keys = [
        "version", "identity", "previous", "purpose", "legalBasis", "ethics", "investigator", "approvers", "auditors",
        "analyses", "recipients", "retention", "withdrawal",
    ]

    typealias CardReader = (String) throws(Problem) -> PartyCard

    /// Reads the part of a study file that format 2 adds.
    ///
    /// - Parameters:
    ///   - root: the file.
    ///   - parts: its parts by name.
    ///   - nodes: the entries of the nodes, for their administrators.
    ///   - changes: numbers of the policy.
    ///   - card: reads a card from a file that the text names.
    static func read(
        _ root: SettingsFile, _ parts: [String: SettingsFile], nodes: [SettingsFile], changes: [PolicyChange],
        card: CardReader
    ) throws(Problem) -> Manifest {
        var administrators: [[String]] = []
        for node in nodes {
            let entries = try node.parts(Study.nodeKeys)
            administrators.append(try texts(try node.need("administrators", in: entries)))
        }
        var approvers: [Approver] = []
        for part in try parts["approvers"]?.list() ?? [] {
            let entry = try part.parts(["name", "card", "node"])
            approvers.append(
                Approver(member: try member(part, entry, card), node: try part.need("node", in: entry).text()))
        }
        var auditors: [Member] = []
        for part in try parts["auditors"]?.list() ?? [] {
            auditors.append(try member(part, try part.parts(["name", "card"]), card))
        }
        let chief = try root.need("investigator", in: parts)
        let investigator = try member(chief, try chief.parts(["name", "card"]), card)
        let analyses = try root.need("analyses", in: parts)
        let kinds = try analyses.parts(["agreed", "exploratory"])
        return Manifest(
            version: try number(parts["version"], 1...1_000_000) ?? 1, lineage: try lineage(root, parts),
            purpose: try words(try root.need("purpose", in: parts)),
            legalBasis: try words(try root.need("legalBasis", in: parts)),
            ethics: try parts["ethics"].map { (part) throws(Problem) in try words(part) } ?? "",
            administrators: administrators, investigator: investigator, approvers: approvers, auditors: auditors,
            agreed: try agreed(kinds["agreed"]), exploratory: try exploratory(kinds["exploratory"]),
            recipients: try texts(try root.need("recipients", in: parts)),
            retention: try date(try root.need("retention", in: parts)),
            withdrawal: try words(try root.need("withdrawal", in: parts)), policyChanges: changes)
    }

    private static func member(
        _ part: SettingsFile, _ parts: [String: SettingsFile], _ card: CardReader
    ) throws(Problem) -> Member {
        let (name, card) = try Study.party(part, parts, card)
        return Member(name: name, card: card)
    }

    private static func lineage(_ root: SettingsFile, _ parts: [String: SettingsFile]) throws(Problem) -> Lineage? {
        guard let previous = parts["previous"] else {
            guard let identity = parts["identity"] else { return nil }
            throw identity.problem(
                "an identity stands only beside the digest of the version before", mend: "add a line \"previous: ...\"")
        }
        let before = try digest(previous)
        return Lineage(
            identity: try parts["identity"].map { (p) throws(Problem) in try digest(p) } ?? before, previous: before)
    }

    private static func agreed(_ part: SettingsFile?) throws(Problem) -> [AgreedPlan] {
        var plans: [AgreedPlan] = []
        for entry in try part?.list() ?? [] {
            let parts = try entry.parts(["plan", "digest"])
            let plan = AgreedPlan(text: try entry.need("plan", in: parts).text())
            if let digestPart = parts["digest"], try digest(digestPart) != plan.digest {
                throw digestPart.problem(
                    "the digest is not that of the plan beside it, which is \(plan.digest.hex)",
                    mend: "find out which of the two was meant: one changed character is another digest",
                    code: "plan-digest")
            }
            plans.append(plan)
        }
        return plans
    }

    private static func exploratory(_ part: SettingsFile?) throws(Problem) -> ExploratoryAnalyses? {
        guard let part else { return nil }
        let parts = try part.parts(["functions", "columns", "groupings", "budget"])
        return ExploratoryAnalyses(
            functions: try selection(try part.need("functions", in: parts)),
            columns: try selection(try part.need("columns", in: parts)),
            groupings: try selection(try part.need("groupings", in: parts)),
            budget: try number(parts["budget"], 0...1_000_000_000))
    }

    /// The word `all`, or a list of names.
    private static func selection(_ part: SettingsFile) throws(Problem) -> NameSelection {
        if let word = try? part.text() {
            guard word == "all" else {
                throw part.problem(
                    "\(part.subject) should be the word all, or a list", mend: "write all, or [a, b]")
            }
            return .all
        }
        return .these(try names(part))
    }

    /// What a draft leaves to be filled in begins so.
    public static let placeholder = "TODO"

    /// A text that somebody has written: neither empty nor what a draft left open.
    private static func words(_ part: SettingsFile) throws(Problem) -> String {
        let text = try part.text()
        guard !text.isEmpty, !text.hasPrefix(placeholder) else {
            throw part.problem(
                "\(part.subject) is still to be filled in", mend: "say it in words", code: "not-filled")
        }
        return text
    }

    private static func texts(_ part: SettingsFile) throws(Problem) -> [String] {
        var texts: [String] = []
        for entry in try part.list() { texts.append(try words(entry)) }
        return texts
    }

    private static func names(_ part: SettingsFile) throws(Problem) -> [String] {
        var names: [String] = []
        for entry in try part.list() { names.append(try entry.text()) }
        return names
    }

    private static func date(_ part: SettingsFile) throws(Problem) -> CalendarDate {
        guard let date = CalendarDate(try part.text()) else {
            throw part.problem("\(part.subject) should be a day", mend: "write it as in 2035-12-31")
        }
        return date
    }

    private static func digest(_ part: SettingsFile) throws(Problem) -> Digest {
        guard let digest = Digest(hex: try part.text()) else {
            throw part.problem("\(part.subject) should be a digest", mend: "write its 64 hexadecimal digits")
        }
        return digest
    }

    private static func number(_ part: SettingsFile?, _ range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let part else { return nil }
        guard let number = Int(try part.text()), range.contains(number) else {
            throw part.problem(
                "\(part.subject) should be a whole number from \(range.lowerBound) to \(range.upperBound)",
                mend: "write such a number")
        }
        return number
    }
}
