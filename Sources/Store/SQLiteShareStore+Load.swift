import Fields
import Foundation
import GRDB
import Primitives
import SecretSharing
public import Study
public import Wire

extension SQLiteShareStore {
    /// Reads vectors of a committed version.
    public func load(_ batch: BatchID, labels: [String]? = nil) throws(Problem) -> LoadedTable {
        try read { database in
            guard let version = try Self.version(of: batch, in: database) else {
                throw Problem("unknown-upload", "the store does not hold the version", at: "batch \(batch)")
            }
            guard version.status == .committed else {
                throw Problem(
                    "not-committed", "the version is not complete at all nodes yet",
                    at: "table \(version.table), batch \(batch)", mend: "finish the upload", kind: .tryAgain)
            }
            let own = try StoredComponent(
                role.components.own, of: version, role: role, in: database, folder: folder.path)
            let next = try StoredComponent(
                role.components.next, of: version, role: role, in: database, folder: folder.path)
            var table = LoadedTable(version: version)
            for label in labels ?? own.directory.entries.map(\.label) {
                switch try own.kind(of: label) {
                case .field:
                    table.fields[label] = Shared(
                        own: try own.elements(of: label, count: version.rows),
                        next: try next.elements(of: label, count: version.rows))
                case .bits:
                    let words = PackedBits.wordCount(version.rows)
                    table.bits[label] = SharedBits(
                        words: Shared(
                            own: try own.elements(of: label, count: words),
                            next: try next.elements(of: label, count: words)),
                        count: version.rows)
                }
            }
            return table
        }
    }
}
