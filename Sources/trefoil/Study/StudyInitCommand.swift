import ArgumentParser
import Foundation
import Identity
import Study
import Wire

/// `trefoil study init`
struct StudyInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Draft a study file from cards and a codebook, or an amendment of one.",
        discussion: """
            The draft says in comments what is to be filled in; each TODO is refused until then. Cards are written into the \
            file, so that it needs no others beside it. With --amend it drafts the next version of a study.
            """)

    @Argument(help: "The study's short name, as load(\"DS1\", ...) takes it. Not with --amend.")
    var name: String?

    @Option(
        name: .customLong("node"),
        help: "A node: CARD or CARD,PEER,HTTPS with its two addresses. Three times, in order.")
    var nodes: [String] = []

    @Option(name: .customLong("owner"), help: "A data owner: CARD,TABLE or CARD,TABLE,TABLE ... Once for each.")
    var owners: [String] = []

    @Option(name: .customLong("analyst"), help: "The card of an analyst. Once for each.")
    var analysts: [String] = []

    @Option(help: "The card of the principal investigator.")
    var investigator: String?

    @Option(help: "A file with the codebook, as \"trefoil study infer\" drafts it.")
    var codebook: String?

    @Option(help: "synthetic, public or personal.")
    var data: String = "personal"

    @Option(help: "A study file to amend: version n + 1 of it, to be changed.")
    var amend: String?

    @Option(name: .shortAndLong, help: "The file to write.")
    var output = "study.yaml"

    @Flag(help: "Overwrite the file.")
    var force = false

    func run() throws {
        let text = try amend.map { (path) throws(Problem) in try amendment(of: try Study.load(path: path)) } ?? draft()
        guard force || !FileManager.default.fileExists(atPath: output) else {
            throw Problem(
                "file-exists", "the file is there already", at: output,
                mend: "name another, or overwrite it with --force", kind: .refused)
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw Problem(
                "file-unwritable", "the file cannot be written", at: output, mend: "check the permissions of its folder"
            )
        }
        Output.note("drafted \(output): fill it in, then: trefoil study check \(output)")
    }

    private func draft() throws(Problem) -> String {
        guard let name, let investigator, nodes.count == 3 else {
            throw Problem(
                "incomplete-draft", "a draft wants a name, three nodes and a principal investigator",
                mend: "see: trefoil study init --help", kind: .usage)
        }
        var draft = StudyDraft(name: name, data: data)
        for entry in nodes { draft.nodes.append(try StudyDraft.Node(entry)) }
        for entry in owners { draft.owners.append(try StudyDraft.Owner(entry)) }
        for file in analysts { draft.analysts.append(try PartyCard.load(from: file)) }
        draft.investigator = try PartyCard.load(from: investigator)
        if let codebook {
            let text = try String(validating: StudyFiles.bytes(of: codebook), as: UTF8.self) ?? ""
            draft.codebook = try Codebook.read(text, path: codebook).yaml
        }
        return draft.text
    }

    private func amendment(of study: Study) throws(Problem) -> String {
        guard let manifest = study.manifest else {
            throw Problem(
                "bad-amendment", "a study file of format 1 is not signed and so not amended",
                mend: "begin a study of format 2: trefoil study init NAME", kind: .refused)
        }
        let next = Manifest(
            version: study.version + 1, lineage: .init(identity: study.identity, previous: study.digest),
            purpose: manifest.purpose, legalBasis: manifest.legalBasis, ethics: manifest.ethics,
            administrators: manifest.administrators, investigator: manifest.investigator,
            approvers: manifest.approvers, auditors: manifest.auditors, agreed: manifest.agreed,
            exploratory: manifest.exploratory, recipients: manifest.recipients, retention: manifest.retention,
            withdrawal: manifest.withdrawal, policyChanges: manifest.policyChanges)
        let amended = try Study(
            name: study.name, title: study.title, data: study.data, mode: study.mode, policy: study.policy,
            nodes: study.nodes, owners: study.owners, analysts: study.analysts, codebook: study.codebook,
            manifest: next)
        return "# Version \(next.version): change what is to change; columns may be added, and stay as they are.\n"
            + amended.yaml
    }
}
