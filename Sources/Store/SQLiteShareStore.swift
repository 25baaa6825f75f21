import Foundation
import GRDB
public import Primitives
public import SecretSharing
import Study
public import Wire

/// The shares of one study in an SQLite database in a folder of its own.
///
/// Vectors lie in chunks of 1 MiB, deleted content is overwritten, and a transaction is on the disk when its call
/// returns.
public final class SQLiteShareStore: ShareStore {
    /// The length of a chunk in bytes; a vector's last one may be shorter.
    static let chunkByteCount = 1 << 20

    /// Where an older database was copied to before it was migrated; nil where nothing was migrated.
    public let copyBeforeMigration: String?
    /// The role of this node in the study.
    public let role: Role
    let pool: DatabasePool
    let folder: StoreFolder

    /// Opens the store in a folder, which is created where it is missing; a database of an older format is copied, then
    /// migrated.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - study: the digest of the study that the folder belongs to.
    ///   - role: this node's role in it.
    /// - Throws: `Problem` "newer-store", "other-store", "store-in-use", "store-not-writable", "store-damaged".
    public convenience init(folder path: String, study: Digest, role: Role) throws(Problem) {
        try self.init(folder: path, study: study, role: role, pageLimit: nil)
    }

    /// `pageLimit` stands for the size of the disk, for tests: the most pages that the database may have.
    init(folder path: String, study: Digest, role: Role, pageLimit: Int?) throws(Problem) {
        let folder = try StoreFolder(path)
        do {
            var configuration = Configuration()
            configuration.label = "shares"
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA secure_delete = ON")
            }
            copyBeforeMigration = try StoreMigration.run(in: folder, configuration: configuration)
            pool = try DatabasePool(path: folder.database, configuration: configuration)
            try pool.writeWithoutTransaction { database in
                // The pool prefers NORMAL, with which the last transactions may be lost when the power fails.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                if let pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
            }
            try pool.write { try Self.settlePlace($0, study: study, role: role, folder: path) }
        } catch {
            throw StoreProblem.problem(of: error, in: path)
        }
        self.folder = folder
        self.role = role
        try finishErasing()
    }

    /// A process that was killed after a deletion may have left what it deleted in the log or in a copy.
    private func finishErasing() throws(Problem) {
        try clearLog()
        let erases = try read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM receipt)") }
        if erases == true, copyBeforeMigration == nil { folder.eraseCopies() }
    }

    /// Closes the database and lets go of the folder; the store is of no use afterwards.
    ///
    /// Everything then lies in the one file shares.sqlite, without a log beside it.
    public func close() throws(Problem) {
        try clearLog()
        do { try pool.close() } catch { throw StoreProblem.problem(of: error, in: folder.path) }
        folder.release()
    }

    /// Moves the write-ahead log into the database and empties it.
    func clearLog() throws(Problem) {
        do {
            try pool.barrierWriteWithoutTransaction { database in _ = try database.checkpoint(.truncate) }
        } catch {
            throw StoreProblem.problem(of: error, in: folder.path)
        }
    }

    /// A new store belongs to the study and role it is first opened for; an old one must be opened for the same.
    private static func settlePlace(_ database: Database, study: Digest, role: Role, folder: String) throws {
        guard let row = try Row.fetchOne(database, sql: "SELECT study, role FROM place") else {
            try database.execute(
                sql: "INSERT INTO place (id, study, role) VALUES (1, ?, ?)",
                arguments: [Data(study.bytes), Int64(role.rawValue)])
            return
        }
        guard row["study"] == Data(study.bytes), row["role"] == Int64(role.rawValue) else {
            throw Problem(
                "other-store", "the folder holds the shares of another study, or of another node of it", at: folder,
                mend: "give each study and node a data folder of its own")
        }
    }

    // MARK: Access

    func read<Value>(_ body: (Database) throws -> Value) throws(Problem) -> Value {
        do { return try pool.read(body) } catch { throw StoreProblem.problem(of: error, in: folder.path) }
    }

    func write<Value>(_ body: (Database) throws -> Value) throws(Problem) -> Value {
        do { return try pool.write(body) } catch { throw StoreProblem.problem(of: error, in: folder.path) }
    }
}
