import Foundation
public import Wire

/// The folders of a store that is rebuilt: a new one beside the old one, which takes its place when it is whole.
public enum StoreRebuild {
    /// Where the new store is built; what an earlier attempt left there is removed.
    ///
    /// - Throws: `Problem` "store-in-use" while the node runs.
    public static func begin(at path: String) throws(Problem) -> String {
        let folder = try StoreFolder(path)
        folder.release()
        let new = "\(path).rebuilding"
        try? FileManager.default.removeItem(atPath: new)
        return new
    }

    /// Puts the new store in the place of the old one, whose files are overwritten and deleted.
    public static func finish(at path: String, keeping files: [String]) throws(Problem) {
        let folder = try StoreFolder(path)
        folder.erase(keeping: files)
        folder.release()
        do {
            for name in files where FileManager.default.fileExists(atPath: "\(path)/\(name)") {
                try? FileManager.default.moveItem(atPath: "\(path)/\(name)", toPath: "\(path).rebuilding/\(name)")
            }
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: "\(path).rebuilding", toPath: path)
        } catch {
            throw Problem(
                "store-not-writable", "the rebuilt store could not be put in its place", at: path,
                mend: "rename \(path).rebuilding to it")
        }
    }
}
