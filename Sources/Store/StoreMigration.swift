import Foundation
import GRDB
import Wire

/// Brings the database of a folder to the format of this program.
enum StoreMigration {
    /// Creates or migrates the database.
    ///
    /// - Returns: the copy that was made before an older database was migrated; nil where nothing was to do.
    static func run(in folder: StoreFolder, configuration: Configuration) throws -> String? {
        let queue = try DatabaseQueue(path: folder.database, configuration: configuration)
        defer { try? queue.close() }
        let format = try queue.read(StoreFormat.number(of:))
        try check(format, of: queue, in: folder)
        guard format < StoreFormat.current else { return nil }
        let copy = format > 0 ? try makeCopy(of: queue, format: format, in: folder) : nil
        // The mode that the store runs in; a new database is made faster in it.
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try StoreFormat.migrate(queue)
        return copy
    }

    private static func check(_ format: Int64, of queue: DatabaseQueue, in folder: StoreFolder) throws {
        let (mark, objects) = try queue.read { database in
            (
                try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            )
        }
        guard mark == StoreFormat.applicationID || (format == 0 && objects == 0) else {
            throw StoreProblem.damaged("shares.sqlite is not a store of shares", in: folder.path)
        }
        guard format <= StoreFormat.current else {
            throw Problem(
                "newer-store",
                "the store has format \(format), this program reads formats up to \(StoreFormat.current)",
                at: folder.path, mend: "run the newer version of trefoil that wrote it", kind: .refused)
        }
    }

    /// Copies the database, whole or not at all.
    private static func makeCopy(of queue: DatabaseQueue, format: Int64, in folder: StoreFolder) throws -> String {
        let name = folder.nameForCopy(ofFormat: format)
        let unfinished = "\(name).unfinished"
        // What an interrupted copy left behind is worth nothing.
        try? FileManager.default.removeItem(atPath: unfinished)
        _ = FileManager.default.createFile(atPath: unfinished, contents: nil, attributes: [.posixPermissions: 0o600])
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "VACUUM INTO ?", arguments: [unfinished])
        }
        try FileManager.default.moveItem(atPath: unfinished, toPath: name)
        folder.synchronize()
        return name
    }
}
