import ArgumentParser
import Client
import Identity
import Language
import Messages
import Primitives
import Study
import Wire

/// `trefoil study approve`
struct StudyApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Decide about queries that nothing in the study covers, at one node.",
        discussion: """
            A query runs once all three nodes have approved it. A request is named by the digest of its plan, or the first digits \
            of it. Whoever asked reads the reason of a refusal.
            """)

    @OptionGroup var acting: StudyActing

    @Flag(help: "List the requests.")
    var list = false

    @Option(help: "Show a request: who asked, the plan's text, what it releases.")
    var show: String?

    @Option(help: "Let a query run.")
    var approve: String?

    @Option(help: "Do not let a query run.")
    var refuse: String?

    @Option(help: "Why it is refused.")
    var reason: String?

    /// A request as JSON.
    private struct Entry: Encodable {
        let plan: String
        let text: String
        let analyst: String
        let asked: String
        let decision: String
        let by: String?
        let reason: String?
        let releases: [String]
    }

    func run() async throws {
        let study = try Study.load(path: acting.study)
        let keys = try acting.keys(in: study, [.node, .approver])
        let node = study.manifest?.approvers.first { $0.member.name == keys.name }?.node ?? keys.name
        let client = try StudyClient(study: study, keys: keys)
        do {
            try await decide(client, at: node)
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
    }

    private func decide(_ client: StudyClient, at node: String) async throws {
        guard let answer = await client.requests(at: node).first else { return }
        let requests = try answer.result.get().requests
        let chosen = [show, approve, refuse].compactMap { $0 }
        guard chosen.count == (list ? 0 : 1), refuse == nil || reason != nil else {
            throw Problem(
                "bad-argument", "one of --list, --show, --approve, and --refuse with --reason says what is done",
                mend: "see: trefoil study approve --help", kind: .usage)
        }
        if list { return try print(requests.map { Self.entry($0, client.study) }) }
        let request = try Self.request(chosen[0], in: requests)
        if show != nil { return try print([Self.entry(request, client.study)], whole: true) }
        let action: StudyAct.Action =
            approve != nil ? .approve(plan: request.plan) : .refuse(plan: request.plan, reason: reason ?? "")
        try acting.report(await client.perform(action, at: [node]))
    }

    private static func request(_ digits: String, in requests: [ApprovalRequest]) throws(Problem) -> ApprovalRequest {
        let found = requests.filter { $0.plan.hex.hasPrefix(digits.lowercased()) }
        guard found.count == 1, !digits.isEmpty else {
            throw Problem(
                "unknown-request",
                found.isEmpty ? "no request begins with \(digits)" : "several requests begin with \(digits)",
                mend: "list them: trefoil study approve STUDY --list")
        }
        return found[0]
    }

    private static func entry(_ request: ApprovalRequest, _ study: Study) -> Entry {
        let releases = (try? Plan.parse(request.planText, study: study))?.analysis.releases.map(\.text) ?? []
        let (decision, by, reason): (String, String?, String?) =
            switch request.decision {
            case .waiting: ("waiting", nil, nil)
            case .approved(let name): ("approved", name, nil)
            case .refused(let name, let reason): ("refused", name, reason)
            }
        return Entry(
            plan: request.plan.hex, text: request.planText, analyst: request.analyst, asked: request.asked.instantText,
            decision: decision, by: by, reason: reason, releases: releases)
    }

    private func print(_ entries: [Entry], whole: Bool = false) throws {
        if acting.json { return Output.line(JSONText.of(entries)) }
        if entries.isEmpty { Output.note("no requests") }
        for entry in entries {
            let decided = entry.by.map { " by \($0)" } ?? ""
            Output.line(
                "\(entry.plan.prefix(12)) \(entry.decision)\(decided), asked by \(entry.analyst) \(entry.asked)")
            guard whole else {
                Output.line("  \(entry.text)")
                continue
            }
            Output.line("plan      \(entry.text)")
            Output.line("releases  \(entry.releases.joined(separator: "; "))")
            Output.line("digest    \(entry.plan)")
            if let reason = entry.reason { Output.line("reason    \(reason)") }
        }
    }
}
