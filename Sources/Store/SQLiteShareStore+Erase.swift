import Foundation
import GRDB
public import Study
public import Wire

extension SQLiteShareStore {
    /// Every table that holds shares of rows or of answers, those that refer to others first.
    private static let tablesOfShares = ["answer", "begun", "handle", "chunk", "component", "upload"]

    /// Deletes all shares of all versions, from the database and from the copies made before migrations. Deleted content is
    /// overwritten; the file holds nothing of it when this returns.
    ///
    /// - Returns: the uploads that were there.
    public func eraseAll() throws(Problem) -> [BatchID] {
        let batches = try versions().map(\.batch)
        try write { database in
            for table in Self.tablesOfShares where try database.tableExists(table) {
                try database.execute(sql: "DELETE FROM \(table)")
            }
        }
        try clearLog()
        do { try pool.vacuum() } catch { throw StoreProblem.problem(of: error, in: folder.path) }
        try clearLog()
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in files where name.hasPrefix("shares.format-") { try Self.overwrite("\(folder.path)/\(name)") }
        folder.synchronize()
        return batches
    }

    /// Overwrites a file and removes it.
    private static func overwrite(_ path: String) throws(Problem) {
        do {
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            let size = try handle.seekToEnd()
            try handle.seek(toOffset: 0)
            let zeros = Data(count: 1 << 20)
            var left = size
            while left > 0 {
                let count = min(left, UInt64(zeros.count))
                try handle.write(contentsOf: zeros.prefix(Int(count)))
                left -= count
            }
            try handle.synchronize()
            try handle.close()
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw Problem(
                "not-erased", "a copy of the store could not be deleted", at: path,
                mend: "delete the file by hand, overwriting it, and erase again")
        }
    }
}
