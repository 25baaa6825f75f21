import Foundation
import Wire

/// Where the passphrase of a key file comes from: a file, a credential of the service manager, or the terminal.
struct Passphrase {
    /// A file that was named on the command line or in a configuration.
    let file: String?

    static let variable = "TREFOIL_PASSPHRASE_FILE"
    static let credential = "trefoil-passphrase"

    /// The passphrase of an existing key file; nil where there is none to be had.
    func existing(of subject: String) throws(Problem) -> [UInt8]? {
        if let bytes = try fromFile() { return bytes }
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        return prompt("Passphrase of \(subject): ")
    }

    /// A new passphrase, typed twice on a terminal.
    func new(for subject: String) throws(Problem) -> [UInt8] {
        if let bytes = try fromFile() { return bytes }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Problem(
                "no-passphrase", "there is no terminal to ask for the passphrase of \(subject)",
                mend: "give --passphrase-file FILE, or --no-passphrase for keys that are protected otherwise",
                kind: .usage)
        }
        let first = prompt("New passphrase for \(subject): ")
        guard first == prompt("Again: ") else {
            throw Problem("passphrases-differ", "the two passphrases differ", mend: "try again", kind: .usage)
        }
        guard first.count >= 8 else {
            throw Problem(
                "short-passphrase", "the passphrase is shorter than 8 characters", mend: "take a longer one",
                kind: .usage)
        }
        return first
    }

    private func fromFile() throws(Problem) -> [UInt8]? {
        let environment = ProcessInfo.processInfo.environment
        var path = file ?? environment[Self.variable]
        if path == nil, let folder = environment["CREDENTIALS_DIRECTORY"] {
            let credential = folder + "/" + Self.credential
            if FileManager.default.fileExists(atPath: credential) { path = credential }
        }
        guard let path else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(
                "file-unreadable", "the passphrase file cannot be read", at: path,
                mend: "check its name and permissions")
        }
        var bytes = Array(data)
        while let last = bytes.last, last == 10 || last == 13 { bytes.removeLast() }
        guard !bytes.isEmpty else {
            throw Problem(
                "empty-passphrase", "the passphrase file is empty", at: path, mend: "write a passphrase into it")
        }
        return bytes
    }

    private func prompt(_ text: String) -> [UInt8] {
        FileHandle.standardError.write(Data(text.utf8))
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return Array((readLine(strippingNewline: true) ?? "").utf8)
    }
}
