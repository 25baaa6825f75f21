import ArgumentParser
import Client
import Identity
import Messages
import Study
import Wire

/// `trefoil study erase`
struct StudyEraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Delete all shares of a closed study at the operator's own node.",
        discussion: """
            Deleted content is overwritten, and the node signs a receipt, which is printed and kept in the node's folder. Each of the three operators erases its own node; \
            "trefoil study status" shows which have. Backups made outside of the program are to be deleted by hand.
            """)

    @OptionGroup var acting: StudyActing

    @Flag(help: "Erase without asking.")
    var yes = false

    func run() async throws {
        let study = try Study.load(path: acting.study)
        let keys = try acting.keys(in: study, [.node])
        try Confirmation.ask(
            "Delete all shares of the study \(study.name) at \(keys.name)? They are lost for ever.", typing: study.name,
            yes: yes)
        let answers = try await acting.perform(.erase, in: study, with: keys)
        for receipt in answers.compactMap({ try? $0.result.get().erasure }) where !acting.json {
            let node = study.parties.first { $0.name == receipt.signer }
            guard let node, try receipt.open(ErasureReceipt.self, by: node.card).study == study.identity else {
                throw Problem(
                    "bad-receipt", "\(receipt.signer) has not signed that it erased this study",
                    mend: "look at the node's log, and erase again", kind: .refused)
            }
            Output.line("receipt \(Base64URL.encode(receipt.wireBytes))")
        }
    }
}
