import ArgumentParser
import Client
import Foundation
import Identity
import Node
import Study
import Wire

/// `trefoil audit`
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Export the audit of a node, and check exported audits offline.",
        subcommands: [AuditExportCommand.self, AuditVerifyCommand.self])
}

/// `trefoil audit export`
struct AuditExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a node's audit to a file.",
        discussion: """
            The operator reads it from the data folder of the node, which may run: --config node.yaml. An owner or analyst of \
            the study gets it from the node: --study study.yaml --node NAME. The file holds who did what when, with digests and \
            outcomes, signed by the node; no data.
            """)

    @Option(help: "The node's configuration file.")
    var config: String?

    @Option(help: "With --config the name of the study, if the node serves several; else the study file.")
    var study: String?

    @Option(help: "The node to be asked, without --config.")
    var node: String?

    @Option(name: .shortAndLong, help: "The file to write.")
    var output: String

    @OptionGroup var party: PartyOptions

    @Flag(help: "Write the entries as lines of JSON, for programs; such a file cannot be verified.")
    var json = false

    func validate() throws {
        guard config == nil || node == nil else {
            throw ValidationError("--node asks another machine; --config reads this one. Give one of them.")
        }
        guard config != nil || node != nil else {
            throw ValidationError("Give --config node.yaml at the node itself, or --node NAME to ask it.")
        }
    }

    func run() async throws {
        let export = try await read()
        let bytes = json ? Array(try AuditText.lines(export).utf8) : export.wireBytes
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw Problem(
                "file-unwritable", "the file cannot be written", at: output, mend: "check the permissions of its folder"
            )
        }
        Output.note("\(export.entries.count) entries of \(export.node) written to \(output)")
    }

    private func read() async throws -> AuditExport {
        if let config { return try NodeDaemon.audit(try .load(path: config), study: study) }
        let study = try PartyOptions.study(study)
        let members = study.owners.map(\.name) + study.analysts.map(\.name)
        let client = try StudyClient(study: study, keys: try party.keys(among: members, as: "member"))
        do {
            let export = try await client.audit(of: node ?? "")
            await client.shutdown()
            return export
        } catch {
            await client.shutdown()
            throw error
        }
    }
}
