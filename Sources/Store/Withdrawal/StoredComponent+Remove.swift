import Foundation
import GRDB
import Primitives
import Study
import Wire

extension StoredComponent {
    /// Writes the component anew without some of its rows, vector by vector; what lay there before is overwritten.
    ///
    /// - Parameters:
    ///   - places: of the rows, rising.
    ///   - rows: of the version before.
    /// - Returns: the fingerprint of what is left.
    func remove(_ places: [Int], rows: Int, in database: Database) throws -> Digest {
        var replaced: [(digest: Digest, count: Int)] = []
        // The new chunks lie at places below zero until the old ones, which are still read, are gone.
        var chunks = try ChunkWriter(key.component, of: key.upload, into: database, placing: { -1 - $0 })
        for entry in directory.entries {
            let rest = Self.removing(places, rows: rows, from: try bytes(of: entry), kind: entry.kind)
            replaced.append((Digest(of: rest), rest.count))
            try chunks.append(rest)
        }
        try chunks.finish()
        let arguments: StatementArguments = [key.upload, key.component]
        try database.execute(
            sql: "DELETE FROM chunk WHERE upload = ? AND component = ? AND place >= 0", arguments: arguments)
        try database.execute(
            sql: "UPDATE chunk SET place = -1 - place WHERE upload = ? AND component = ?", arguments: arguments)
        let left = ComponentDirectory(directory.entries, replaced: replaced)
        try database.execute(
            sql: "UPDATE component SET directory = ? WHERE upload = ? AND number = ?",
            arguments: [Data(left.wireBytes), key.upload, key.component])
        return left.fingerprint(index: key.component, salt: salt, rows: rows - places.count)
    }

    /// The bytes of a vector without some rows. Bits close up; those beyond the last row are 0.
    static func removing(_ places: [Int], rows: Int, from bytes: [UInt8], kind: VectorLayout.Kind) -> [UInt8] {
        guard kind == .bits else { return bytes.removing(places, width: 8) }
        let left = rows - places.count
        var rest = [UInt8](repeating: 0, count: (left + 63) / 64 * 8)
        var (target, skipped) = (0, 0)
        for row in 0..<rows {
            if skipped < places.count, places[skipped] == row {
                skipped += 1
                continue
            }
            rest[target / 8] |= (bytes[row / 8] >> UInt8(row % 8) & 1) << UInt8(target % 8)
            target += 1
        }
        return rest
    }
}
