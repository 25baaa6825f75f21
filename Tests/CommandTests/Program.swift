import Foundation
import Testing

/// The program as a user runs it.
enum Program {
    /// What a run left.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
        var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }

    /// The executables lie beside the tests.
    static func path(of name: String) -> String {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// Runs to the end.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], folder: String? = nil
    ) throws -> Outcome {
        let running = try RunningProgram(arguments, input: input, environment: environment, folder: folder)
        return running.finish()
    }
}

/// A run that is not over yet.
final class RunningProgram: @unchecked Sendable {
    let process = Process()
    private let output: URL
    private let errors: URL

    init(
        _ arguments: [String], of program: String = "trefoil", input: String? = nil,
        environment: [String: String] = [:], folder: String? = nil
    ) throws {
        let scratch = FileManager.default.temporaryDirectory
        output = scratch.appendingPathComponent("trefoil-out-\(UUID().uuidString)")
        errors = scratch.appendingPathComponent("trefoil-err-\(UUID().uuidString)")
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.executableURL = URL(fileURLWithPath: Program.path(of: program))
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let pipe = Pipe()
        process.standardInput = input == nil ? FileHandle.nullDevice : pipe
        try process.run()
        if let input {
            pipe.fileHandleForWriting.write(Data(input.utf8))
            try pipe.fileHandleForWriting.close()
        }
    }

    deinit {
        for file in [output, errors] { try? FileManager.default.removeItem(at: file) }
    }

    var outputSoFar: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }
    var errorsSoFar: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    func finish() -> Program.Outcome {
        process.waitUntilExit()
        return Program.Outcome(status: process.terminationStatus, output: outputSoFar, errors: errorsSoFar)
    }

    /// Waits until a condition holds or the program has ended; a generous limit only ends a test that has failed.
    func waits(until condition: () -> Bool) -> Bool {
        eventually { condition() || !process.isRunning } && condition()
    }

    func kill(_ signal: Int32) { Foundation.kill(process.processIdentifier, signal) }
}

/// Whether a condition comes true within a minute, looked at again and again.
func eventually(_ condition: () -> Bool) -> Bool {
    let deadline = Date(timeIntervalSinceNow: 60)
    while Date() < deadline {
        if condition() { return true }
        usleep(20_000)
    }
    return condition()
}

/// A folder for one test.
final class Scratch {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("trefoil-test-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
        let file = "\(path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: file).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }
}
