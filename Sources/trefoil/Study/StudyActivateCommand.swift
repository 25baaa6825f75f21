import ArgumentParser
import Messages
import Study

/// `trefoil study activate`
struct StudyActivateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate", abstract: "Put a study in force that all have signed.",
        discussion: """
            Hands the study file and the signatures beside it to the three nodes. Each checks all of them for itself; one \
            that lacks a signature refuses and names it.
            """)

    @OptionGroup var acting: StudyActing

    func run() async throws {
        let study = try StudyFiles.checked(acting.study)
        let signatures = try StudySignatures.load(beside: acting.study)
        try signatures.check(study)
        let keys = try acting.keys(in: study, [.node, .investigator, .owner])
        try await acting.perform(.adopt(study, signatures: signatures.fitting(study)), in: study, with: keys)
    }
}
