import Foundation
import Synchronization
import Wire

/// The folder of a store: private to the node's account, and open in one process at a time.
final class StoreFolder: Sendable {
    let path: String
    /// The locked file; -1 once it has been released.
    private let lock: Mutex<Int32>

    /// The database.
    var database: String { "\(path)/shares.sqlite" }

    /// Makes the folder where it is missing, and takes its lock.
    ///
    /// - Throws: `Problem` "store-not-writable" or "store-in-use".
    init(_ path: String) throws(Problem) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Self.notWritable(path)
        }
        let descriptor = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.notWritable(path) }
        lock = Mutex(descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw Problem(
                "store-in-use", "another process has the store open", at: path,
                mend: "stop the other node, or give this one a data folder of its own")
        }
        // SQLite gives its own further files the permissions of this one.
        let file = open("\(path)/shares.sqlite", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.notWritable(path) }
        close(file)
    }

    deinit { release() }

    /// Lets another process have the folder.
    func release() {
        lock.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }

    /// A name for the copy of the database that is made before it is migrated; one that is not taken.
    func nameForCopy(ofFormat format: Int64) -> String {
        var name = "\(path)/shares.format-\(format).sqlite"
        var number = 2
        while FileManager.default.fileExists(atPath: name) {
            name = "\(path)/shares.format-\(format)-\(number).sqlite"
            number += 1
        }
        return name
    }

    /// Overwrites and deletes the copies of the database that were made before it was migrated.
    func eraseCopies() { erase { $0.hasPrefix("shares.format-") } }

    /// Overwrites and deletes all files but these, and the lock.
    func erase(keeping kept: [String]) { erase { !kept.contains($0) && $0 != "lock" } }

    private func erase(_ isErased: (String) -> Bool) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where isErased(name) { Self.erase("\(path)/\(name)") }
        synchronize()
    }

    private static func erase(_ file: String) {
        if let handle = FileHandle(forWritingAtPath: file), let size = try? handle.seekToEnd() {
            try? handle.seek(toOffset: 0)
            for start in stride(from: 0, to: size, by: 1 << 20) {
                try? handle.write(contentsOf: Data(count: Int(min(size - start, 1 << 20))))
            }
            try? handle.synchronize()
            try? handle.close()
        }
        try? FileManager.default.removeItem(atPath: file)
    }

    /// Makes what was renamed or created in the folder durable.
    func synchronize() {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func notWritable(_ path: String) -> Problem {
        Problem(
            "store-not-writable", "the data folder cannot be written", at: path,
            mend: "create it for the account that runs the node, or name another one in node.yaml")
    }
}
