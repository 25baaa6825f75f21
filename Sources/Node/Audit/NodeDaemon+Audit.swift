import Store
public import Study
public import Wire

extension NodeDaemon {
    /// The audit of a node, read from its folder; the node may run.
    ///
    /// - Parameter name: the study; nil where the node serves only one.
    public static func audit(_ configuration: NodeConfiguration, study name: String?) throws(Problem) -> AuditExport {
        let place = try StudyPlace(configuration, study: name)
        let (role, entries) = try AuditReader.read(folder: place.folder)
        return AuditExport(
            study: place.study.identity, node: place.study.node(role).name, cards: place.study.nodes.map(\.card),
            entries: entries)
    }
}
