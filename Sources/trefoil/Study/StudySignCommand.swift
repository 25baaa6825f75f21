import ArgumentParser
import Foundation
import Identity
import Primitives
import Study
import Wire

/// `trefoil study sign`
struct StudySignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Show in words what a study says, ask, and sign it.",
        discussion: """
            Adds a line to study.signatures beside the study file, and prints it. Send the line to the others: files of several \
            parties are joined by putting their lines together, in any order. The node operators, the principal investigator \
            and every data owner sign.
            """)

    @Argument(help: "The study file.")
    var study: String

    @Option(help: "The file of the version before, for an amendment.")
    var previous: String?

    @Flag(help: "Sign without asking.")
    var yes = false

    @OptionGroup var party: PartyOptions

    func run() throws {
        let study = try StudyFiles.checked(self.study)
        guard study.manifest != nil else {
            throw Problem(
                "manifest-needed", "a study file of format 1 cannot be signed", at: self.study,
                mend: "write it in format 2: trefoil study init", kind: .refused)
        }
        let words = StudyFiles.words(of: study, since: try StudyFiles.previous(of: study, previous))
        let keys = try party.keys(among: study.signers.map(\.name), as: "signer")
        guard let signer = study.party(named: keys.name), signer.card == keys.card else {
            throw Problem(
                "wrong-card", "the card of \(keys.name) in the study file does not belong to the key file",
                at: self.study, mend: "put the present card of \(keys.name) into the study file", kind: .refused)
        }
        for line in words { Output.note(line) }
        Output.note("digest \(study.digest.hex)")
        let roles = signer.roles.map(\.rawValue).joined(separator: ", ")
        try Confirmation.ask("Sign this as \(keys.name) (\(roles))?", typing: study.name, yes: yes)
        let now = UInt64(max(0, Date().timeIntervalSince1970))
        let signed = SignedMessage.sign(StudyConsent(to: study, at: now), by: keys)
        let file = try StudySignatures.add([signed], beside: self.study)
        Output.line(StudySignatures.line(of: signed))
        let missing = try StudySignatures.load(beside: self.study).missing(under: study).map(\.name)
        Output.note(
            "signed, in \(file); "
                + (missing.isEmpty ? "all have signed" : "still to sign: \(missing.joined(separator: ", "))"))
    }
}
