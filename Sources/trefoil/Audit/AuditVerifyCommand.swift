import ArgumentParser
import Foundation
import Identity
import Primitives
import Study
import Wire

/// `trefoil audit verify`
struct AuditVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check exported audits, offline.",
        discussion: """
            Checks each file on its own: every entry signed by the node and following the one before. Then each against the heads \
            that the other files hold of it, so that a missing end is found too: give the audits of two or three nodes. With \
            --study the nodes' cards are those of the study file; without it those in the files, whose fingerprints are shown. \
            Ends with 0 where all holds, with 2 where something was changed.
            """)

    @Argument(help: "Files that \"trefoil audit export\" wrote.")
    var files: [String]

    @Option(help: "The study file that the nodes must belong to.")
    var study: String?

    @Flag(help: "Print every entry.")
    var entries = false

    @Flag(help: "Print the outcome as JSON.")
    var json = false

    func run() throws {
        let study = try self.study.map { (name) throws(Problem) in try PartyOptions.study(name) }
        var audits: [VerifiedAudit] = []
        var cards: [PartyCard] = []
        for file in files {
            let export = try Self.read(file)
            try Self.check(export, file: file, study: study)
            do throws(Problem) {
                audits.append(try VerifiedAudit(export))
            } catch {
                throw error.inFile(file)
            }
            cards = export.cards
        }
        guard Set(audits.map(\.study)).count == 1 else {
            throw Problem("audit-differs", "the files are of different studies", at: files.joined(separator: ", "))
        }
        let checks = try compare(audits)
        if json { return Output.line(try AuditText.json(audits, checks: checks)) }
        for audit in audits {
            if entries { for entry in audit.entries { Output.line(AuditText.line(entry)) } }
            Output.line(AuditText.summary(audit, checks: checks))
        }
        if study == nil {
            Output.note("cards as the files hold them; compare their fingerprints, or name --study:")
            for card in cards { Output.note("  \(card.name)  \(card.fingerprint.hex)") }
        }
    }

    private static func read(_ file: String) throws(Problem) -> AuditExport {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Problem(
                "file-unreadable", "the file cannot be read", at: file, mend: "check its name and permissions")
        }
        do throws(Problem) {
            return try AuditExport(wireBytes: Array(data))
        } catch {
            throw error.inFile(file)
        }
    }

    private static func check(_ export: AuditExport, file: String, study: Study?) throws(Problem) {
        guard let study else { return }
        guard export.study == study.identity, export.cards == study.nodes.map(\.card) else {
            throw Problem(
                "audit-differs", "the audit is of another study, or of other nodes than those of the study file",
                at: file, mend: "name the study file that the nodes have", kind: .refused)
        }
    }

    /// Each audit against what the others have seen of it: how many heads fitted, by observer and observed.
    private func compare(_ audits: [VerifiedAudit]) throws(Problem) -> [AuditText.Check] {
        var checks: [AuditText.Check] = []
        for audit in audits {
            for other in audits where other.node != audit.node {
                checks.append(
                    AuditText.Check(
                        node: audit.node, witness: other.node, heads: try audit.check(against: other)))
            }
        }
        return checks
    }
}

extension Problem {
    /// The same problem with the file in its place.
    func inFile(_ file: String) -> Problem {
        var copy = self
        copy.place = place.map { "\(file), \($0)" } ?? file
        return copy
    }
}
