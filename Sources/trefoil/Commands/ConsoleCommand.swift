import ArgumentParser
import Client
import Foundation
import Identity
import SecretSharing
import Study
import Wire

/// `trefoil console`
struct ConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: "Ask in an R-like language, line by line.",
        discussion: """
            ?name explains a function, Tab completes names, Ctrl-C cancels a running query on all three nodes, Ctrl-D or \
            quit() ends. Without a terminal the lines come from standard input.
            """)

    @Argument(help: "The study file, or the name of a known study. Default: ./study.yaml, or the only known study.")
    var study: String?

    @Flag(help: "Say of each query its plan and what it releases before it is sent, and its hops and bytes afterwards.")
    var explain = false

    @Option(
        help:
            "At the end write a file of the session's results that \"trefoil verify\" can check; one of that name is overwritten."
    )
    var result: String?

    @OptionGroup var party: PartyOptions

    func run() async throws {
        let study = try PartyOptions.study(study)
        let keys = try party.keys(among: study.analysts.map(\.name), as: "analyst")
        let asking = Asking(
            client: try StudyClient(study: study, keys: keys), explaining: explain,
            recorder: result.map { _ in SessionRecorder() })
        Output.note(
            "study \(study.name): \(study.title)\npolicy \(study.policy.name), mode \(study.mode.rawValue)\(Asking.modeNote(study))"
        )
        do {
            Output.note(try await asking.connect())
        } catch {
            await asking.client.shutdown()
            throw error
        }
        let console = Console(asking: asking)
        let failure = await console.run()
        try asking.writeRecord(to: result)
        await asking.client.shutdown()
        if let failure { throw ExitCode(failure.rawValue) }
    }
}
