import Foundation
import Intake
import Qualification
import SecretSharing
import Study
import Wire

/// Finds the files of a truth file's data sets and prepares them.
struct ConformData {
    let truth: TruthFile
    /// Where the files lie.
    let folders: [String]

    /// The tables of a data set with their derived columns; nil where it has no files.
    func prepared(_ dataSet: TruthFile.DataSet) throws(Problem) -> PreparedData? {
        guard !dataSet.files.isEmpty else { return nil }
        var sites: [RawTable] = []
        for file in dataSet.files { sites.append(try RawTable(csvFile: try path(of: file))) }
        return try PreparedData(dataSet, sites: sites, cases: truth.cases.filter { $0.dataSet == dataSet.name })
    }

    /// The file of this base name in the first folder that has it.
    private func path(of file: String) throws(Problem) -> String {
        let name = URL(fileURLWithPath: file).lastPathComponent
        let places = folders.map { URL(fileURLWithPath: $0).appendingPathComponent(name).path }
        guard let path = places.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw Problem(
                "file-missing", "none of the folders has the file \(name.quotedForPeople)",
                at: folders.joined(separator: ", "), mend: "name the folder that holds it: --data FOLDER")
        }
        return path
    }

    /// The study of a data set: an owner and a table a site.
    static func study(_ data: PreparedData?, mode: SecurityMode) throws(Problem) -> EphemeralStudy {
        // A study without data still needs a codebook.
        let placeholder = try Codebook(columns: [Column(name: "x", kind: .factor(levels: ["a"]))])
        return EphemeralStudy(
            name: "qualification", title: "A qualification run", data: .public, mode: mode, policy: .open,
            nodeNames: ["node-1", "node-2", "node-3"],
            owners: (data?.tableNames ?? ["site1"]).map { EphemeralStudy.Owner(name: "owner-\($0)", tables: [$0]) },
            analyst: "analyst", codebook: data?.codebook ?? placeholder)
    }
}
