import NIOHTTP1
import Study
public import Wire

extension StudyClient {
    /// Fetches what a node gives to another one that is rebuilt, whose keys this client has.
    public func rebuild(from name: String, _ path: String) async throws(Problem) -> [UInt8] {
        guard let node = nodes.first(where: { $0.node.name == name }) else {
            throw Problem("unknown-node", "the study \(study.name) has no node \(name)", kind: .usage)
        }
        return try await node.request(.GET, "rebuild/\(path)")
    }
}
