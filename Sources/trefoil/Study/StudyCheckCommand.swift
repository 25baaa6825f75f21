import ArgumentParser
import Identity
import Primitives
import Study
import Wire

/// `trefoil study check`
struct StudyCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say in words what a study file says, or what is wrong with it and where.",
        discussion: "Of an amendment it says what differs from the version before. Nothing is signed, nothing is sent.")

    @Argument(help: "The study file.")
    var study: String

    @Option(help: "The file of the version before, for an amendment.")
    var previous: String?

    func run() throws {
        let study = try StudyFiles.checked(study)
        for line in StudyFiles.words(of: study, since: try StudyFiles.previous(of: study, previous)) {
            Output.line(line)
        }
        Output.line("digest \(study.digest.hex)")
        guard study.manifest != nil else {
            return Output.note("a study file of format 1 is not signed; it serves data that is not personal")
        }
        Output.note("to be signed by \(study.signers.map(\.name).joined(separator: ", "))")
    }
}
