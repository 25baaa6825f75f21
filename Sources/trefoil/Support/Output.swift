import Foundation

/// Results on standard output, all else on standard error.
enum Output {
    /// A line of a result.
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// Text that ends its lines itself.
    static func text(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    /// A line about what happens.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// A line about what went wrong.
    static func error(_ text: String) { note(text) }

    /// Whether a person is at the other end of standard input and output.
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// A progress line: on a terminal it replaces the one before.
    static func progress(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return note(text) }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }

    /// Ends the progress line.
    static func endProgress() {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
