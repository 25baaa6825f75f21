import Foundation
import GRDB
public import Primitives
public import Study
public import Wire

/// What a node gives of its store to another one that is rebuilt.
extension SQLiteShareStore {
    /// The fingerprint of what is left of a component of a version.
    public func fingerprint(of component: Int, in version: TableVersion) -> Digest {
        version.fingerprint(of: component, role: role)
    }

    /// Salt, directory and one chunk of a component; the chunk is empty behind the last one.
    public func piece(
        of component: Int, in batch: BatchID, chunk place: Int
    ) throws(Problem) -> (salt: [UInt8], directory: [UInt8], chunk: [UInt8]) {
        try read { database in
            guard let version = try Self.version(of: batch, in: database) else {
                throw Problem("unknown-upload", "the store does not hold the version", at: "batch \(batch)")
            }
            let stored = try StoredComponent(component, of: version, role: role, in: database, folder: folder.path)
            let bytes = try Data.fetchOne(
                database, sql: "SELECT bytes FROM chunk WHERE upload = ? AND component = ? AND place = ?",
                arguments: [stored.key.upload, stored.key.component, place])
            return (stored.salt, stored.directory.wireBytes, bytes.map { Array($0) } ?? [])
        }
    }
}
