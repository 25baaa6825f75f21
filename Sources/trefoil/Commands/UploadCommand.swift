import ArgumentParser
import Client
import Foundation
import Identity
import Intake
import Study
import Wire

/// `trefoil upload`
struct UploadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upload", abstract: "Check a table against the study's codebook and deal it to the three nodes.",
        discussion: """
            The table is read, checked and dealt on this machine; no node sees it. It becomes visible on all three nodes or \
            on none. Columns that are not in the codebook stay on this machine. A file of the rows' handles, sealed for your \
            keys, is kept beside the key file: with it a patient's row can be withdrawn later (\"trefoil table withdraw\").
            """)

    @Argument(help: "The study file.")
    var study: String

    @Argument(help: "A CSV file with a header row, comma or semicolon separated, UTF-8.")
    var file: String

    @Option(help: "The table's name in the study. Default: the owner's only table.")
    var table: String?

    @Option(
        help:
            "The column with your own identifiers of the rows. It stays with you, sealed; later you can withdraw by it."
    )
    var idColumn: String?

    @Option(help: "The register of the table's rows. Default: OWNER-STUDY-TABLE.rows beside the key file.")
    var register: String?

    @OptionGroup var party: PartyOptions

    @Flag(help: "Print the outcome as JSON.")
    var json = false

    func run() async throws {
        let study = try PartyOptions.study(study)
        let keys = try party.keys(among: study.owners.map(\.name), as: "data owner")
        let table = try tableName(of: keys.name, in: study)
        let checked = try CheckedTable(csvFile: file, codebook: study.codebook, identifiers: idColumn)
        let left = checked.ignoredColumns.filter { $0 != idColumn }
        if !left.isEmpty {
            Output.note("not in the codebook, so left here: \(left.joined(separator: ", "))")
        }
        let path = try RegisterOptions.path(register, party: party, keys: keys, study: study, table: table)
        let rows = try OwnerRegister(path: path, study: study, table: table, keys: keys)
        let client = try StudyClient(study: study, keys: keys)
        let version: TableVersionText
        do {
            let start = ContinuousClock.now
            let reference = try await client.upload(checked, as: table, register: rows)
            version = TableVersionText(reference, milliseconds: (ContinuousClock.now - start) / .milliseconds(1))
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
        Output.line(json ? version.json : version.text)
    }

    private func tableName(of owner: String, in study: Study) throws(Problem) -> String {
        let own = study.owner(named: owner)?.tables ?? []
        if let table { return table }
        guard own.count == 1 else {
            throw Problem(
                "which-table", "\(owner) has \(own.count) tables in this study",
                mend: "name one: --table \(own.joined(separator: " or --table "))", kind: .usage)
        }
        return own[0]
    }
}
