import GRDB
import Wire

/// The words for what SQLite reports.
enum StoreProblem {
    /// The problem behind an error of the database; a `Problem` stays what it is.
    static func problem(of error: any Error, in folder: String) -> Problem {
        if let problem = error as? Problem { return problem }
        guard let error = error as? DatabaseError else {
            return Problem(
                "store-failed", "the store could not be used", at: folder, mend: "look at the log of the node")
        }
        switch error.resultCode {
        case .SQLITE_FULL:
            return Problem(
                "disk-full", "the disk is full, nothing was stored", at: folder,
                mend: "free some space at this node and try again", kind: .refused)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return damaged("the file is not a sound database", in: folder)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            return Problem(
                "store-not-writable", "the store cannot be written", at: folder,
                mend: "give the account that runs the node the right to write there")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return Problem(
                "store-busy", "the store is in use", at: folder, mend: "try again in a moment", kind: .tryAgain)
        default:
            return Problem(
                "store-failed", "the store could not be used (SQLite \(error.extendedResultCode.rawValue))", at: folder,
                mend: "check the disk of this node, then restart it")
        }
    }

    /// What is stored is not what was stored.
    static func damaged(_ what: String, in folder: String) -> Problem {
        Problem(
            "store-damaged", "the store is damaged: \(what)", at: folder,
            mend: "check the disk of this node, then restore the folder or have the tables uploaded again")
    }
}
