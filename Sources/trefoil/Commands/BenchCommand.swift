public import ArgumentParser
public import Bench
import Foundation
import Primitives
public import SecretSharing
import Synchronization
import Wire

/// `trefoil bench`
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure the computation among three parties on this machine.",
        discussion: """
            Starts three party processes with fresh certificates, connected by mutual TLS 1.3 on loopback, and lets them run \
            each operation on fresh random inputs. The clock runs from inputs on shares to a result on shares, of which in \
            active mode all products are verified; there is no offline phase. Each result is then opened and compared \
            with its cleartext twin; a wrong one ends the run. Nothing stays behind.

            Operations: \(BenchOptions.operations.joined(separator: ", ")).

            Columns, in JSON: operation; mode; n; seconds: wall time of the slowest party, the median of the \
            repetitions; perSecond: n / seconds; bytesSentPerParty: by the party that sends most, without framing; hops: \
            messages that wait for each other; peakMemoryMiB: the largest resident memory of a party's process, inputs \
            included; cpuSeconds: processor time of the party that used most. With --link memory the last two \
            are those of all three parties together.

            Rows calibrate.*, mode none, are what the machine can do in the same run: aes, bytes of AES-128 in counter mode, \
            one party alone; copy, bytes copied in memory, one party alone; hop, messages of 64 bytes one after the other, \
            all parties at once; bulk, bytes sent by each party in messages of 256 KiB, all parties at once.

            With --suite statistics three warm node processes of a study answer an analyst's calls, of the pilot's 48 rows and of \
            100000 synthetic ones: \(StatisticsCase.names.joined(separator: ", ")). The clock runs from the call's text to R's \
            result, which is compared with one computed in the clear; hops and bytes are those of all queries of the call. \
            --latency delays what the nodes send each other in a job, not what they and the analyst say beside it.
            """)

    /// What is measured.
    enum Suite: String, ExpressibleByArgument, CaseIterable {
        case operations
        case statistics
    }

    @Option(help: "What is measured: operations on shares, or an analyst's statistics.")
    var suite = Suite.operations

    @Option(help: "What lies between the parties: tls, three processes; memory, three threads of this one.")
    var link = BenchOptions.LinkKind.tls

    @Option(help: ArgumentHelp("Delay each message by this much, as a long line would.", valueName: "15ms"))
    var latency = Latency(nanoseconds: 0)

    @Option(help: "The security mode: passive or active. Default: both, one after the other.")
    var mode: SecurityMode?

    @Option(help: ArgumentHelp("Measure this operation only; may be given several times.", valueName: "name"))
    var only: [String] = []

    @Option(help: "The size of all operations, in place of their own.")
    var n: Int?

    @Option(name: .customLong("repeat"), help: "How often each operation runs, with other inputs each time.")
    var repetitions = 3

    @Option(help: ArgumentHelp("The source of all inputs, to repeat a run: as its first line says.", valueName: "hex"))
    var seed: String?

    @Flag(help: "Print a JSON array of objects, one a row.")
    var json = false

    func run() async throws {
        if suite == .statistics { try await statistics() } else { try operations() }
    }

    private func operations() throws {
        let benchmark = Benchmark(try options(), home: .processes(arguments: ["bench-party"]))
        let isStopped = Mutex(false)
        let signals = StopSignals([SIGTERM, SIGHUP, SIGINT]) { number in
            isStopped.withLock { $0 = true }
            Output.endProgress()
            benchmark.clear()
            Foundation.exit(128 + number)
        }
        defer { withExtendedLifetime(signals) {} }
        let rows: [BenchRow]
        do throws(Problem) {
            rows = try benchmark.run { Output.progress("trefoil bench: \($0)") }
        } catch {
            // Parties that were ended are no error; the signal ends the program.
            while isStopped.withLock({ $0 }) { sleep(1) }
            Output.endProgress()
            throw error
        }
        Output.endProgress()
        Output.line(json ? BenchRow.json(rows) : BenchRow.table(rows))
    }

    private func statistics() async throws {
        let grounds = EphemeralGrounds()
        let signals = StopSignals([SIGTERM, SIGHUP, SIGINT]) { number in
            Output.endProgress()
            grounds.clear()
            Foundation.exit(128 + number)
        }
        defer { withExtendedLifetime(signals) {} }
        let options = try options()
        let rows = try await StatisticsSuite(options: options, grounds: grounds).run()
        Output.endProgress()
        Output.line(json ? BenchRow.json(rows) : BenchRow.table(rows))
        TargetText.missed(rows, latency: options.latency).forEach { Output.note($0) }
    }

    private func options() throws(Problem) -> BenchOptions {
        let drawn = SecureRandom.bytes(32)
        guard let bytes = seed.map(Hex.decode) ?? drawn, bytes.count == drawn.count else {
            throw Problem(
                "bad-bench", "a seed has 64 hexadecimal digits", mend: "copy it from the first line of a run",
                kind: .usage)
        }
        var options = BenchOptions(seed: bytes)
        (options.link, options.latency, options.only) = (link, latency.nanoseconds, only)
        (options.n, options.repeats) = (n, repetitions)
        if let mode { options.modes = [mode] }
        Output.note("trefoil bench: seed \(Hex.encode(bytes))")
        return options
    }
}

/// `trefoil bench-party`: one of the processes that `trefoil bench` starts.
struct BenchPartyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-party", abstract: "A party of a benchmark.", shouldDisplay: false)

    func run() throws { try BenchParty.run() }
}

/// A time as people write it: `15ms`, `200us`, `0.1s`.
struct Latency: ExpressibleByArgument {
    let nanoseconds: UInt64

    init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    init?(argument: String) {
        let units: [(String, Double)] = [("ms", 1e6), ("us", 1e3), ("s", 1e9)]
        guard let (unit, factor) = units.first(where: { argument.hasSuffix($0.0) }),
            let number = Double(argument.dropLast(unit.count)), (0...60e9).contains(number * factor)
        else { return nil }
        nanoseconds = UInt64(number * factor)
    }

    var defaultValueDescription: String { "none" }
}

extension BenchOptions.LinkKind: ExpressibleByArgument {}
extension SecurityMode: ExpressibleByArgument {}
