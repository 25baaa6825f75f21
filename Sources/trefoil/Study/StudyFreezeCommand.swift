import ArgumentParser
import Messages
import Study

/// `trefoil study freeze`
struct StudyFreezeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze", abstract: "Halt a study: no question is answered.",
        discussion: """
            An operator freezes its own node, which is enough; the principal investigator freezes all three. What runs is \
            cancelled. --lift lets the operator's own node answer again.
            """)

    @OptionGroup var acting: StudyActing

    @Option(help: "Why, in words that those who ask will read.")
    var reason = ""

    @Flag(help: "Answer questions again.")
    var lift = false

    func run() async throws {
        let study = try Study.load(path: acting.study)
        let keys = try acting.keys(in: study, lift ? [.node] : [.node, .investigator])
        try await acting.perform(lift ? .thaw : .freeze(reason: reason), in: study, with: keys)
    }
}
