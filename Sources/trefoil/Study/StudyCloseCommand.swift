import ArgumentParser
import Messages
import Study

/// `trefoil study close`
struct StudyCloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "End a study: neither tables nor questions are taken any more.",
        discussion: """
            An operator closes its own node, which is enough; the principal investigator closes all three. It cannot be undone. \
            Shares stay until they are erased.
            """)

    @OptionGroup var acting: StudyActing

    @Option(help: "Why, in words that those who ask will read.")
    var reason = ""

    @Flag(help: "Close without asking.")
    var yes = false

    func run() async throws {
        let study = try Study.load(path: acting.study)
        let keys = try acting.keys(in: study, [.node, .investigator])
        try Confirmation.ask(
            "Close the study \(study.name)? It cannot be opened again.", typing: study.name, yes: yes)
        try await acting.perform(.close(reason: reason), in: study, with: keys)
    }
}
