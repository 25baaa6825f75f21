import Foundation
public import Logging
import Study
public import Wire

/// What a node's operator decides: where its keys, studies and data lie, where it listens, how much runs at once.
public struct NodeConfiguration: Sendable {
    /// Where a listener gets its socket from.
    public enum Listener: Sendable, Equatable {
        /// An address of this machine.
        case address(HostPort)
        /// A socket that the starting process bound and handed over under this number.
        case inherited(descriptor: Int32)
    }

    /// The format that is read.
    public static let format = 1
    /// The default peer port.
    public static let peerPort: UInt16 = 30000
    /// The default HTTPS port.
    public static let httpsPort: UInt16 = 55000

    /// The node's key file.
    public let keyFile: String
    /// A file that holds the passphrase of the key file, if the operator wants no prompt.
    public let passphraseFile: String?
    /// The folder with everything that the node stores.
    public let dataFolder: String
    /// Where the other nodes reach it.
    public let peer: Listener
    /// Where owners and analysts reach it.
    public let https: Listener
    /// The study files that it serves.
    public let studyFiles: [String]
    /// How many jobs of a study run at once; the first node's number counts.
    public let jobsAtOnce: Int
    /// How many jobs of a study may wait.
    public let jobsWaiting: Int
    /// The least level that is logged.
    public let logLevel: Logger.Level
    /// How log lines look.
    public let logFormat: StandardErrorLog.Format

    /// Reads a configuration file. Paths in it are relative to the file.
    ///
    /// - Throws: `Problem` that names file and line.
    public static func load(path: String) throws(Problem) -> NodeConfiguration {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(
                "file-unreadable", "the configuration file cannot be read", at: path,
                mend: "check its name and permissions")
        }
        return try NodeConfiguration(
            text: String(decoding: data, as: UTF8.self), path: path,
            folder: URL(fileURLWithPath: path).deletingLastPathComponent())
    }

    init(text: String, path: String, folder: URL) throws(Problem) {
        let root = try SettingsFile(
            text: text, path: path, subject: "the configuration", code: "bad-configuration")
        let parts = try root.parts([
            "format", "keys", "passphraseFile", "data", "peer", "https", "studies", "jobs", "log",
        ])
        let format = try root.need("format", in: parts)
        guard let number = Int(try format.text()), number >= 1 else {
            throw format.problem("format should be a number", mend: "write \"format: \(Self.format)\"")
        }
        guard number <= Self.format else {
            throw format.problem(
                "the configuration has format \(number), and this program reads up to format \(Self.format)",
                mend: "update the program", code: "newer-format")
        }
        func file(_ part: SettingsFile) throws(Problem) -> String {
            URL(fileURLWithPath: try part.text(), relativeTo: folder).path
        }
        keyFile = try file(try root.need("keys", in: parts))
        var passphrase: String?
        if let part = parts["passphraseFile"] { passphrase = try file(part) }
        passphraseFile = passphrase
        dataFolder = try file(try root.need("data", in: parts))
        peer = try Self.listener(parts["peer"], port: Self.peerPort)
        https = try Self.listener(parts["https"], port: Self.httpsPort)
        let studies = try root.need("studies", in: parts)
        var files: [String] = []
        for part in try studies.list() { files.append(try file(part)) }
        guard !files.isEmpty else {
            throw studies.problem("the node serves no study", mend: "name at least one study file")
        }
        studyFiles = files
        let jobs = try parts["jobs"]?.parts(["atOnce", "waiting"]) ?? [:]
        jobsAtOnce = try Self.number(jobs["atOnce"], 1...64, default: 4)
        jobsWaiting = try Self.number(jobs["waiting"], 1...100_000, default: 1_000)
        let log = try parts["log"]?.parts(["level", "format"]) ?? [:]
        logLevel = try log["level"]?.choice(Logger.Level.allCases.map { ($0.rawValue, $0) }) ?? .info
        logFormat = try log["format"]?.choice(StandardErrorLog.Format.allCases.map { ($0.rawValue, $0) }) ?? .text
    }

    private static func listener(_ part: SettingsFile?, port: UInt16) throws(Problem) -> Listener {
        guard let part else { return .address(HostPort(host: "0.0.0.0", port: port)) }
        let parts = try part.parts(["listen"])
        let listen = try part.need("listen", in: parts)
        let text = try listen.text()
        if text.hasPrefix("fd:"), let number = Int32(text.dropFirst(3)), number > 2 {
            return .inherited(descriptor: number)
        }
        guard let address = HostPort(text) else {
            throw listen.problem(
                "\(text) is no address to listen at", mend: "write it like \"0.0.0.0:\(port)\" or \"[::]:\(port)\"")
        }
        return .address(address)
    }

    private static func number(
        _ part: SettingsFile?, _ range: ClosedRange<Int>, default standard: Int
    ) throws(Problem) -> Int {
        guard let part else { return standard }
        guard let number = Int(try part.text()), range.contains(number) else {
            throw part.problem(
                "\(part.subject) should be a whole number from \(range.lowerBound) to \(range.upperBound)",
                mend: "write such a number")
        }
        return number
    }
}
