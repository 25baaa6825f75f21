import ArgumentParser
import Foundation
import Qualification
import SecretSharing
import Wire

/// `trefoil conform`
struct ConformCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conform",
        abstract: "Compare answers with R's on data sets that are shared among three nodes here.",
        discussion: """
            A qualification run: for each data set of the truth file three node processes start on this machine, the site \
            files are uploaded, and every case is asked in the language and compared with R's answer. An answer for which no \
            query went to the nodes counts as failed. Hops are those between the nodes, and for each query the one with which \
            the nodes hand their parts of the result to the analyst. The policy is open, so name public or synthetic data only. Exit code 0 if \
            all passed, else 1.
            """)

    @Argument(help: "A truth file: data sets, cases and R's answers as JSON.")
    var truth: String

    @Option(parsing: .upToNextOption, help: "Folders with the site files, which are found by their base names.")
    var data: [String] = []

    @Option(help: "Only the cases of this category.")
    var category: String?

    @Option(help: "Only the cases of this data set.")
    var dataset: String?

    @Option(help: "passive or active.")
    var mode: SecurityMode = .active

    @Flag(help: "Print the report as one JSON object.")
    var json = false

    func run() async throws {
        guard let bytes = FileManager.default.contents(atPath: truth) else {
            throw Problem(
                "file-unreadable", "the truth file cannot be read", at: truth, mend: "check its name and permissions",
                kind: .usage)
        }
        let file = try TruthFile(Array(bytes), path: truth)
        let cases = file.cases.filter { question in
            (category == nil || question.category == category) && (dataset == nil || question.dataSet == dataset)
        }
        guard !cases.isEmpty else {
            let names = Set(file.cases.map(category == nil ? \.dataSet : \.category)).sorted()
            throw Problem(
                "no-cases", "the truth file has no such cases", at: truth,
                mend: "it has: \(names.joined(separator: ", "))", kind: .usage)
        }
        let report = QualificationReport(await results(of: cases, in: file))
        Output.line(json ? report.json.description : report.text)
        if !report.isWhole { throw ExitCode(Problem.Kind.failed.rawValue) }
    }

    private func results(of cases: [TruthFile.Case], in file: TruthFile) async -> [CaseResult] {
        let grounds = EphemeralGrounds()
        let signals = StopSignals([SIGTERM, SIGHUP, SIGINT]) { number in
            Output.endProgress()
            grounds.clear()
            Foundation.exit(128 + number)
        }
        defer { withExtendedLifetime(signals) {} }
        let run = ConformRun(data: ConformData(truth: file, folders: data), mode: mode, grounds: grounds)
        let results = await run.results(of: cases)
        Output.endProgress()
        return results
    }
}
