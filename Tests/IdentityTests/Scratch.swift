import Foundation
import Wire

/// A folder of its own for a test, removed afterwards.
final class Scratch {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("identity-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// The code of the problem that the body throws.
func code(_ body: () throws(Problem) -> Void) -> String? {
    do {
        try body()
        return nil
    } catch {
        return error.code
    }
}

let testDay = Date(timeIntervalSince1970: 1_700_000_000)
