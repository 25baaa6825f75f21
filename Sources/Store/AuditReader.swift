import GRDB
public import Identity
public import SecretSharing
public import Wire

/// Reads the audit in a store's folder, also while a node has the store open; changes nothing.
public enum AuditReader {
    /// The role of the node whose store it is, and all entries, the oldest first.
    ///
    /// - Parameter path: the folder.
    /// - Throws: `Problem` "no-store" where it holds none of this format, or another of the store.
    public static func read(folder path: String) throws(Problem) -> (role: Role, entries: [SignedMessage]) {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            let queue = try DatabaseQueue(path: "\(path)/shares.sqlite", configuration: configuration)
            defer { try? queue.close() }
            return try queue.read { database in
                guard try StoreFormat.number(of: database) >= 4 else {
                    throw Problem(
                        "no-store", "the folder holds no store with an audit", at: path,
                        mend: "start the node once with this program, and see that node.yaml names the right folder")
                }
                let number = try UInt8.fetchOne(database, sql: "SELECT role FROM place")
                guard let role = number.flatMap(Role.init(rawValue:)) else {
                    throw StoreProblem.damaged("it does not say whose it is", in: path)
                }
                return (role, try SQLiteShareStore.audit(from: 0, limit: .max, in: database))
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
            throw Problem(
                "no-store", "the folder holds no store that can be read", at: path,
                mend: "see that node.yaml names the right folder, and that you may read it")
        } catch {
            throw StoreProblem.problem(of: error, in: path)
        }
    }
}
