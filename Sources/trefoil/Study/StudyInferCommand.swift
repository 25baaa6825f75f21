import ArgumentParser
import Foundation
import Intake
import Study
import Wire

/// `trefoil study infer`
struct StudyInferCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "infer", abstract: "Draft a codebook from data files, for a person to review.",
        discussion: """
            Guesses types, levels, decimals, bounds and missing values, each with its reason as a comment. Bounds are \
            rounded outwards and identifiers left out, since a codebook is public. Nothing leaves this machine.
            """)

    @Argument(help: "CSV files with a header row, comma or semicolon separated, UTF-8: all sites of one study.")
    var files: [String]

    @Option(name: .shortAndLong, help: "The file to write. Default: standard output.")
    var output: String?

    @Flag(help: "Overwrite the file.")
    var force = false

    func run() throws {
        var tables: [RawTable] = []
        for file in files { tables.append(try RawTable(csvFile: file)) }
        let draft = CodebookDraft(tables)
        // What is written must be what a study reads.
        let yaml = draft.yaml
        _ = try Codebook.read(yaml, path: output ?? "codebook.yaml")
        guard let output else { return Output.text(yaml) }
        guard force || !FileManager.default.fileExists(atPath: output) else {
            throw Problem(
                "file-exists", "the file is there already", at: output,
                mend: "name another, or overwrite it with --force", kind: .refused)
        }
        do {
            try Data(yaml.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw Problem(
                "file-unwritable", "the file cannot be written", at: output, mend: "check the permissions of its folder"
            )
        }
        let leftOut = draft.entries.count(where: \.isLeftOut)
        Output.note("\(draft.entries.count - leftOut) columns drafted, \(leftOut) left out: review \(output)")
    }
}
