import Foundation
import Identity
import SecretSharing
import Study
import Wire

/// Where a node keeps what belongs to one of its studies.
struct StudyPlace {
    let study: Study
    /// The folder of the study's store.
    let folder: String

    /// The folder of a study's store in the data folder of a node.
    static func folder(of study: Study, in dataFolder: String) -> String {
        URL(fileURLWithPath: dataFolder).appendingPathComponent("\(study.name)-\(study.identity.short)").path
    }

    /// The place of a study that a configuration lists.
    ///
    /// - Parameter name: the study; nil where the configuration lists only one.
    init(_ configuration: NodeConfiguration, study name: String?) throws(Problem) {
        var studies: [Study] = []
        for file in configuration.studyFiles { studies.append(try Study.load(path: file)) }
        let fitting = studies.filter { name == nil || $0.name == name }
        guard fitting.count == 1, let study = fitting.first else {
            throw Problem(
                "which-study",
                name.map { "the node serves \(fitting.isEmpty ? "no" : "more than one") study \($0)" }
                    ?? "the node serves several studies",
                mend: "name one: --study \(studies.map(\.name).joined(separator: " or --study "))", kind: .usage)
        }
        self.study = study
        folder = Self.folder(of: study, in: configuration.dataFolder)
    }
}
