import Foundation
import Identity
import Primitives
import SecretSharing
import Store
import Study
public import Wire

extension NodeDaemon {
    /// Copies the store of a study into a file; the node may run.
    public static func backUp(
        _ configuration: NodeConfiguration, study name: String?, to file: String, at now: UInt64
    ) throws(Problem) {
        try StoreBackup.make(of: try StudyPlace(configuration, study: name).folder, to: file, at: now)
    }

    /// Notes that the operator of this node agrees that another one is rebuilt, for a day; the node may run.
    public static func allowRebuild(
        _ configuration: NodeConfiguration, study name: String?, of node: String, at now: UInt64
    ) throws(Problem) {
        let place = try StudyPlace(configuration, study: name)
        guard place.study.role(ofNode: node) != nil else {
            throw Problem(
                "unknown-node", "the study \(place.study.name) has no node \(node)",
                mend: "its nodes are: \(place.study.nodes.map(\.name).joined(separator: ", "))", kind: .usage)
        }
        try StoreBackup.setNote(
            RebuildDesk.note(for: node), Array("\(now + RebuildDesk.consentTime)".utf8), in: place.folder)
    }

    /// Puts a copy of a study's store in its place; the node must not run.
    public static func restore(
        _ preparation: Preparation, study name: String?, from file: String, at now: UInt64
    ) throws(Problem) {
        let place = try StudyPlace(preparation.configuration, study: name)
        guard let role = place.study.role(ofNode: preparation.keys.name) else {
            throw Problem("not-a-node", "\(preparation.keys.name) is no node of the study \(place.study.name)")
        }
        try StoreBackup.restore(file, to: place.folder, study: place.study.identity, role: role, at: now)
    }
}
