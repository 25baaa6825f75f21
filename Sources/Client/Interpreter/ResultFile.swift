import Foundation
import Wire

/// A file of results on the analyst's machine.
enum ResultFile {
    /// Writes a text over what the file held.
    static func write(_ text: String, to path: String) throws(Problem) {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Problem(
                "file-unwritable", "the file cannot be written", at: path,
                mend: "check that its folder exists and may be written to")
        }
    }

    /// The present time as ISO 8601 writes it in UTC.
    static var now: String { Date().formatted(.iso8601) }
}
