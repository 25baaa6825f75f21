import Foundation
import Wire

/// A node process that lives no longer than this process.
///
/// It gets its two bound sockets as descriptors 3 and 4, and ends when its standard input ends, which the system sees to
/// even if this process is killed. It has a process group of its own, so that Ctrl-C on the terminal does not reach it.
final class ChildNode {
    let name: String
    let process: pid_t
    private var input: Int32
    private let output: Int32
    private var isOver = false

    /// Starts `trefoil node` with a configuration, and with more options.
    init(
        name: String, configuration: String, log: String, sockets: [Int32], options: [String] = []
    ) throws(Problem) {
        var inputPipe: [Int32] = [0, 0]
        var outputPipe: [Int32] = [0, 0]
        guard pipe(&inputPipe) == 0, pipe(&outputPipe) == 0 else { throw Self.failure(name) }
        for descriptor in inputPipe + outputPipe { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let logFile = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        // Descriptors to be handed over must not lie where the others are put.
        let sources = ([inputPipe[0], outputPipe[1], logFile] + sockets).map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
        defer {
            for descriptor in sources + [inputPipe[0], outputPipe[1], logFile] where descriptor >= 0 {
                close(descriptor)
            }
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, source) in sources.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        let arguments = ["trefoil", "node", "--config", configuration, "--until-input-ends"] + options
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var started: pid_t = 0
        let status = posix_spawn(&started, "/proc/self/exe", &actions, &attributes, &words, environ)
        self.name = name
        process = started
        input = inputPipe[1]
        output = outputPipe[0]
        guard status == 0 else {
            close(input)
            close(output)
            throw Self.failure(name)
        }
    }

    private static func failure(_ name: String) -> Problem {
        Problem("no-process", "the process of \(name) could not be started", mend: "close other programs and try again")
    }

    /// Waits until the node says that it is ready.
    func waitUntilReady(log: String) throws(Problem) {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(output, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { break }
            if byte == 10 {
                if line.starts(with: Array("ready".utf8)) { return }
                line = []
            } else {
                line.append(byte)
            }
        }
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        let last = text.split(separator: "\n").suffix(3).joined(separator: "\n")
        throw Problem("node-ended", "\(name) ended before it was ready", at: last.isEmpty ? nil : last)
    }

    /// Ends the node and waits for it.
    func end() {
        guard !isOver else { return }
        isOver = true
        close(input)
        var status: Int32 = 0
        for _ in 0..<300 {
            if waitpid(process, &status, WNOHANG) != 0 { return close(output).ignored }
            usleep(10_000)
        }
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        close(output)
    }
}

extension Int32 {
    /// For calls whose outcome does not matter.
    fileprivate var ignored: Void { () }
}
