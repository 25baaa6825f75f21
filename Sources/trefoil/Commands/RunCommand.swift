import ArgumentParser
import Client
import Foundation
import Identity
import SecretSharing
import Study
import Wire

/// `trefoil run`
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a script of queries.",
        discussion: """
            Stops at the first error, with the file and line in it. Ctrl-C cancels on all three nodes. With --result, a file holds \
            the script, what it printed, and each query with the signatures of the nodes: \"trefoil verify\" checks it offline.
            """)

    @Argument(help: "The script.")
    var file: String

    @Option(help: "The study file, or the name of a known study. Default: ./study.yaml, or the only known study.")
    var study: String?

    @Flag(help: "Say of each query its plan and what it releases before it is sent, and its hops and bytes afterwards.")
    var explain = false

    @Option(help: "Write a file of the results that \"trefoil verify\" can check; one of that name is overwritten.")
    var result: String?

    @OptionGroup var party: PartyOptions

    func run() async throws {
        guard let data = FileManager.default.contents(atPath: file), let text = String(data: data, encoding: .utf8)
        else {
            throw Problem(
                "file-unreadable", "the script cannot be read as UTF-8 text", at: file,
                mend: "check its name, permissions and encoding")
        }
        let study = try PartyOptions.study(study)
        let keys = try party.keys(among: study.analysts.map(\.name), as: "analyst")
        let asking = Asking(
            client: try StudyClient(study: study, keys: keys), explaining: explain,
            recorder: result.map { _ in SessionRecorder() })
        let script = file
        let resultFile = result
        let problem = await asking.onOwnThread { asking -> Problem? in
            do throws(Problem) {
                try asking.evaluate(text) { Output.line($0) }
                try asking.writeRecord(to: resultFile)
                for note in asking.interpreter.notes { Output.note("note: \(note)") }
                if let result = asking.lastResult {
                    Output.note("mode of all results: \(result.mode.rawValue)\(Asking.modeNote(asking.study))")
                }
                return nil
            } catch {
                var placed = error
                placed.place = error.place.map { "\(script), \($0)" } ?? script
                return placed
            }
        }
        await asking.client.shutdown()
        if let problem { throw problem }
    }
}
