import ArgumentParser
import Client
import Foundation
import Study
import Wire

/// `trefoil verify`
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a file of results, offline.",
        discussion: """
            Puts together again what \"trefoil run --result\" wrote: checks the signatures of the analyst and of the three nodes \
            against the study, every plan, policy and table version, that the three parts of each result fit, and that the script \
            prints from these answers what the file says. Prints what was asked and what came out. Ends with 0 where all holds, \
            with 2 where something does not.
            """)

    @Argument(help: "A file that \"trefoil run --result\" wrote.")
    var file: String

    @Option(help: "The study file that the script ran under.")
    var study: String?

    @Flag(help: "Print the outcome as JSON.")
    var json = false

    func run() throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Problem(
                "file-unreadable", "the file cannot be read", at: file, mend: "check its name and permissions")
        }
        let study = try PartyOptions.study(study)
        let result: VerifiedResult
        do throws(Problem) {
            result = try ResultRecord(json: data, study: study).verify(in: study)
        } catch {
            throw error.inFile(file)
        }
        if json { return Output.text(String(decoding: data, as: UTF8.self) + "\n") }
        for text in result.explanation { Output.line(text) }
        Output.line("output:")
        Output.text(result.record.output)
        let signed = result.record.queries.count { if case .done = $0 { true } else { false } }
        Output.note("\(file): everything holds; \(signed) results of study \(study.name), signed by all three nodes")
    }
}
