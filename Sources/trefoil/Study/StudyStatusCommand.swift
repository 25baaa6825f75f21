import ArgumentParser
import Client
import Identity
import Messages
import Primitives
import Study
import Wire

/// `trefoil study status`
struct StudyStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say who has yet to sign, and how the study stands at each node.",
        discussion: "Ends with 75 where a node cannot be reached. Without a key file it says what the files here say.")

    @OptionGroup var acting: StudyActing

    @Flag(help: "Do not ask the nodes.")
    var offline = false

    /// What is printed as JSON.
    private struct Status: Encodable {
        struct Signer: Encodable {
            let name: String
            let roles: [String]
            let signed: String?
        }
        let study: String
        let version: Int
        let digest: String
        let signers: [Signer]
        var nodes: [NodeReports.Entry]?
    }

    func run() async throws {
        let study = try Study.load(path: acting.study)
        let signatures = try StudySignatures.load(beside: acting.study)
        var status = Status(
            study: study.name, version: study.version, digest: study.digest.hex,
            signers: study.manifest == nil ? [] : study.signers.map { Self.signer($0, study, signatures) })
        if !acting.json { printFiles(status) }
        let answers = offline ? nil : try await ask(study)
        let reports = answers.map(NodeReports.init)
        status.nodes = reports?.nodes
        if acting.json {
            Output.line(JSONText.of(status))
        } else {
            for line in reports?.lines ?? [] { Output.line(line) }
        }
        for answer in answers ?? [] {
            if case .failure(let problem) = answer.result { throw ExitCode(problem.kind.rawValue) }
        }
    }

    private static func signer(_ party: StudyParty, _ study: Study, _ signatures: StudySignatures) -> Status.Signer {
        let consent = signatures.signature(of: party, under: study).flatMap { try? StudyConsent(wireBytes: $0.payload) }
        return Status.Signer(
            name: party.name, roles: party.roles.map(\.rawValue), signed: consent.map { $0.signed.instantText })
    }

    private func printFiles(_ status: Status) {
        Output.line("study \(status.study), version \(status.version), digest \(status.digest.prefix(12))")
        for signer in status.signers {
            let state = signer.signed.map { "signed \($0)" } ?? "has yet to sign"
            Output.line("\(signer.name) (\(signer.roles.joined(separator: ", "))): \(state)")
        }
    }

    private func ask(_ study: Study) async throws -> [NodeAnswer<StudyReport>] {
        let keys = try acting.keys(in: study, PartyRole.allCases)
        let client = try StudyClient(study: study, keys: keys)
        let answers = await client.reports()
        await client.shutdown()
        return answers
    }
}
