import ArgumentParser
import Client
import Foundation
import Identity
import Study
import Wire

/// Whose register of which table: what the commands on rows share.
struct RegisterOptions: ParsableArguments {
    @Argument(help: "The study file, or the name of a known study.")
    var study: String

    @Argument(help: "The table.")
    var table: String

    @Option(help: "The register of the table. Default: OWNER-STUDY-TABLE.rows beside the key file.")
    var register: String?

    @OptionGroup var party: PartyOptions

    /// The study, the owner's keys, and where the register is or will be.
    func place() throws(Problem) -> (study: Study, keys: PartyKeys, path: String) {
        let study = try PartyOptions.study(study)
        guard let owner = study.owner(ofTable: table) else {
            throw Problem(
                "unknown-table", "the study \(study.name) has no table \(table)",
                mend: "its tables are: \(study.tables.joined(separator: ", "))", kind: .usage)
        }
        let keys = try party.keys(among: [owner.name], as: "owner of \(table)")
        return (study, keys, try Self.path(register, party: party, keys: keys, study: study, table: table))
    }

    /// The study, the owner's keys and the register that is there.
    func open() throws(Problem) -> (study: Study, keys: PartyKeys, register: OwnerRegister) {
        let (study, keys, path) = try place()
        guard FileManager.default.fileExists(atPath: path) else {
            throw Problem(
                "no-register", "there is no register of the rows of \(table)", at: path,
                mend: "name the file that trefoil upload wrote, --register FILE, or get it back: trefoil table recover")
        }
        return (study, keys, try OwnerRegister(path: path, study: study, table: table, keys: keys))
    }

    /// Where the register of a table lies: where it was named, or beside the owner's key file.
    static func path(
        _ named: String?, party: PartyOptions, keys: PartyKeys, study: Study, table: String
    ) throws(Problem) -> String {
        if let named { return named }
        let folder = party.keyFile.map { URL(fileURLWithPath: $0).deletingLastPathComponent() } ?? Places.keys
        return folder.appendingPathComponent("\(keys.name)-\(study.name)-\(table).rows").path
    }
}
