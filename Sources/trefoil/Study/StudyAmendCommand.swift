import ArgumentParser
import Messages
import Study
import Wire

/// `trefoil study amend`
struct StudyAmendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Put the next version of a study in force that all have signed.",
        discussion: """
            The version is drafted with: trefoil study init --amend OLD.yaml -o NEW.yaml. Tables stay; approvals stay where what \
            they touch has not changed. Afterwards all parties use the new file.
            """)

    @OptionGroup var acting: StudyActing

    @Option(help: "The file of the version before.")
    var previous: String?

    func run() async throws {
        let study = try StudyFiles.checked(acting.study)
        guard let before = try StudyFiles.previous(of: study, previous) else {
            throw Problem(
                "bad-amendment", "version 1 amends nothing", at: acting.study, mend: "use: trefoil study activate",
                kind: .refused)
        }
        let signatures = try StudySignatures.load(beside: acting.study)
        try signatures.check(study)
        let keys = try acting.keys(in: study, [.node, .investigator, .owner])
        for line in study.differences(from: before) { Output.note(line) }
        try await acting.perform(.adopt(study, signatures: signatures.fitting(study)), in: study, with: keys)
    }
}
