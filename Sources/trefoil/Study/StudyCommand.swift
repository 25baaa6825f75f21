import ArgumentParser

/// `trefoil study`
struct StudyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "study", abstract: "Draft, sign and run a study.",
        discussion: """
            A study goes from draft to signed, active, closed and erased. All parties use one file, study.yaml; signatures are \
            lines of study.signatures beside it. What grants anything needs the signatures of all; what takes something back \
            needs one node's operator.
            """,
        subcommands: [
            StudyInitCommand.self, StudyInferCommand.self, StudyCheckCommand.self, StudySignCommand.self,
            StudyStatusCommand.self, StudyActivateCommand.self, StudyAmendCommand.self, StudyApproveCommand.self,
            StudyRevokeCommand.self, StudyFreezeCommand.self, StudyCloseCommand.self, StudyEraseCommand.self,
        ])
}
