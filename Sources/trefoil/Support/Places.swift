import Foundation
import Wire

/// Where a person's files lie, by the XDG convention.
enum Places {
    /// Keys and known studies.
    static var configuration: URL { folder("XDG_CONFIG_HOME", ".config") }
    /// History of the console.
    static var state: URL { folder("XDG_STATE_HOME", ".local/state") }
    /// Key files.
    static var keys: URL { configuration.appendingPathComponent("keys") }
    /// Study files that are found by name.
    static var studies: URL { configuration.appendingPathComponent("studies") }

    private static func folder(_ variable: String, _ standard: String) -> URL {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment[variable], path.hasPrefix("/") {
            return URL(fileURLWithPath: path).appendingPathComponent("trefoil")
        }
        return FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(standard)
            .appendingPathComponent("trefoil")
    }

    /// Makes a folder that only its owner can enter.
    static func make(_ folder: URL) throws(Problem) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Problem(
                "folder-not-writable", "the folder cannot be made", at: folder.path, mend: "check its permissions")
        }
    }

    /// The files in a folder with this ending, in order of their names.
    static func files(in folder: URL, ending: String) -> [URL] {
        let all = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (all ?? []).filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
    }
}
