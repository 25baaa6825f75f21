import Foundation
import GRDB
public import Primitives
public import SecretSharing
public import Wire

/// Copies of a store in one file, and putting them back.
public enum StoreBackup {
    /// Copies the store in a folder, whole or not at all; the node may run. The store remembers the copy, so that receipts of later
    /// withdrawals name it.
    ///
    /// - Parameters:
    ///   - path: the folder of the store.
    ///   - file: the copy; refused where one is there.
    ///   - now: seconds since 1970.
    public static func make(of path: String, to file: String, at now: UInt64) throws(Problem) {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Problem(
                "file-exists", "a file of this name exists and is not overwritten", at: file,
                mend: "choose another name, or move the file away first", kind: .refused)
        }
        let queue = try open(path)
        defer { try? queue.close() }
        let unfinished = "\(file).unfinished"
        do {
            try queue.write { database in
                try database.execute(
                    sql: "INSERT INTO backup (id, made) VALUES (?, ?)",
                    arguments: [Data(SecureRandom.bytes(16)), Int64(clamping: now)])
            }
            try? FileManager.default.removeItem(atPath: unfinished)
            guard
                FileManager.default.createFile(
                    atPath: unfinished, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw unwritable(file) }
            try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [unfinished]) }
            try FileHandle(forWritingTo: URL(fileURLWithPath: unfinished)).synchronize()
            try FileManager.default.moveItem(atPath: unfinished, toPath: file)
        } catch is CocoaError {
            throw unwritable(file)
        } catch {
            throw StoreProblem.problem(of: error, in: path)
        }
    }

    /// Leaves a note for a node; it may run.
    public static func setNote(_ name: String, _ value: [UInt8], in path: String) throws(Problem) {
        let queue = try open(path)
        defer { try? queue.close() }
        do {
            try queue.write { database in
                try database.execute(
                    sql: "INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)", arguments: [name, Data(value)])
            }
        } catch {
            throw StoreProblem.problem(of: error, in: path)
        }
    }

    /// Puts a copy in the place of the store in a folder; the node must not run. What the folder held is lost.
    ///
    /// - Throws: `Problem` "store-in-use", "bad-backup" where the file is no sound copy, "other-store" where it is of another
    ///   study or node.
    public static func restore(
        _ file: String, to path: String, study: Digest, role: Role, at now: UInt64
    ) throws(Problem) {
        let folder = try StoreFolder(path)
        defer { folder.release() }
        let unfinished = "\(folder.database).unfinished"
        do {
            try? FileManager.default.removeItem(atPath: unfinished)
            try FileManager.default.copyItem(atPath: file, toPath: unfinished)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: unfinished)
        } catch {
            throw Problem(
                "file-unreadable", "the copy cannot be read, or there is no space for it", at: file,
                mend: "check its name, its permissions and the space in \(path)")
        }
        do {
            let queue = try DatabaseQueue(path: unfinished)
            defer { try? queue.close() }
            try queue.write { database in
                try check(database, file: file, study: study, role: role)
                guard try StoreFormat.number(of: database) >= 4 else { return }
                try database.execute(
                    sql: "INSERT OR REPLACE INTO note (name, value) VALUES ('restored', ?)",
                    arguments: [Data("\(now)".utf8)])
            }
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw (error as? Problem) ?? bad(file, "it is not sound")
        }
        for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder.database + end) }
        guard rename(unfinished, folder.database) == 0 else { throw unwritable(folder.database) }
        folder.synchronize()
    }

    private static func check(_ database: Database, file: String, study: Digest, role: Role) throws {
        guard try Int64.fetchOne(database, sql: "PRAGMA application_id") == StoreFormat.applicationID,
            try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok",
            let place = try Row.fetchOne(database, sql: "SELECT study, role FROM place")
        else { throw bad(file, "it is no copy of a store, or not a sound one") }
        guard place["study"] == Data(study.bytes), place["role"] == Int64(role.rawValue) else {
            throw Problem(
                "other-store", "the copy is of another study, or of another node of it", at: file,
                mend: "name the copy of this node, and the study with --study", kind: .refused)
        }
    }

    private static func open(_ path: String) throws(Problem) -> DatabaseQueue {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(30)
            guard FileManager.default.fileExists(atPath: "\(path)/shares.sqlite") else { throw noStore(path) }
            let queue = try DatabaseQueue(path: "\(path)/shares.sqlite", configuration: configuration)
            guard try queue.read(StoreFormat.number(of:)) == StoreFormat.current else { throw noStore(path) }
            return queue
        } catch {
            throw StoreProblem.problem(of: error, in: path)
        }
    }

    private static func noStore(_ path: String) -> Problem {
        Problem(
            "no-store", "the folder holds no store of this program's format", at: path,
            mend: "start the node once with this program, and see that node.yaml names the right folder")
    }

    private static func bad(_ file: String, _ what: String) -> Problem {
        Problem(
            "bad-backup", "the copy cannot be used: \(what)", at: file,
            mend: "name a file that trefoil node backup wrote, whole", kind: .refused)
    }

    private static func unwritable(_ file: String) -> Problem {
        Problem("file-unwritable", "the file cannot be written", at: file, mend: "check the permissions of its folder")
    }
}
