import Foundation
import Glibc
import Synchronization
import Transport
public import Wire

/// A party of a benchmark in a process of its own, as seen from the process that started it.
///
/// It listens on a port that it tells first, is told its place, and ends when its standard input ends, which the system
/// sees to even if this process is killed.
final class ChildParty: Sendable {
    let port: UInt16
    private let process: Mutex<Process>
    private let input: FileHandle
    private let output: LineReader

    /// Starts this program again with other arguments.
    init(arguments: [String]) throws(Problem) {
        let (inputPipe, outputPipe, process) = (Pipe(), Pipe(), Process())
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        process.standardInput = inputPipe
        process.standardOutput = outputPipe
        do { try process.run() } catch {
            throw Problem(
                "no-process", "the process of a party could not be started", mend: "close other programs and try again")
        }
        self.process = Mutex(process)
        input = inputPipe.fileHandleForWriting
        output = LineReader(outputPipe.fileHandleForReading)
        guard let line = output.next(), let port = UInt16(String(decoding: line, as: UTF8.self)) else {
            try? input.close()
            throw Problem("bench-failed", "a party ended before it was ready")
        }
        self.port = port
    }

    /// Tells the party its place and passes its reports on until it ends.
    func run(_ place: PartyPlace, report: (Report) -> Void) {
        var encoder = WireEncoder()
        encoder.append(place)
        try? input.write(contentsOf: encoder.bytes)
        while let line = output.next(), let next = try? JSONDecoder().decode(Report.self, from: line) { report(next) }
    }

    /// Ends the process and waits for it.
    func end() {
        try? input.close()
        process.withLock { $0.waitUntilExit() }
    }
}

/// The same party from within.
public enum BenchParty {
    /// Takes a part in a benchmark whose other side is on standard input and output; returns when all is measured.
    public static func run() throws(Problem) {
        let listener = try ListeningSocket.bind(HostPort(host: "127.0.0.1", port: 0))
        write(Data("\(listener.port)".utf8))
        var decoder = WireDecoder(read(Int(UInt32(littleEndian: read(4).loaded()))))
        let place = try PartyPlace(wireBytes: decoder.raw(decoder.remaining))
        Thread.detachNewThread {
            // At once, whatever the other threads do.
            var byte: UInt8 = 0
            while Glibc.read(STDIN_FILENO, &byte, 1) != 0 {}
            _exit(1)
        }
        try place.run(listener: listener, operations: Operation.all) { report in
            if let line = try? JSONEncoder().encode(report) { write(line) }
        }
    }

    private static func write(_ line: Data) { FileHandle.standardOutput.write(line + [10]) }

    /// Reads as many bytes; the end of the input is the end of the program.
    private static func read(_ count: Int) -> [UInt8] {
        guard let data = try? FileHandle.standardInput.read(upToCount: count), data.count == count else { exit(1) }
        return Array(data)
    }
}

extension [UInt8] {
    fileprivate func loaded() -> UInt32 { withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) } }
}

/// Lines from a descriptor.
private final class LineReader: Sendable {
    private let handle: FileHandle
    private let rest = Mutex(Data())

    init(_ handle: FileHandle) { self.handle = handle }

    /// The next line without its end; nil at the end of the input.
    func next() -> Data? {
        rest.withLock { rest in
            while true {
                if let end = rest.firstIndex(of: 10) {
                    defer { rest = Data(rest[(end + 1)...]) }
                    return Data(rest[..<end])
                }
                let more = handle.availableData
                guard !more.isEmpty else { return nil }
                rest += more
            }
        }
    }
}
