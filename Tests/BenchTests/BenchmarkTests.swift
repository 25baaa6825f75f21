import Foundation
import SecretSharing
import Testing
import Wire

@testable import Bench

@Suite struct BenchmarkTests {
    private static let keys: Set = [
        "operation", "mode", "n", "seconds", "perSecond", "bytesSentPerParty", "hops", "peakMemoryMiB", "cpuSeconds",
    ]

    private static func options(_ names: [String], _ link: BenchOptions.LinkKind) -> BenchOptions {
        var options = BenchOptions(seed: Array(0..<32))
        options.link = link
        options.only = names
        options.repeats = 1
        return options
    }

    /// Without calibrations.
    private static func bare(_ options: BenchOptions) -> Benchmark {
        Benchmark(options, home: .threads, operations: Operation.all, calibrations: [])
    }

    @Test(arguments: BenchOptions.LinkKind.allCases) func aRunHasARowForEachModeAndCalibration(
        _ link: BenchOptions.LinkKind
    ) throws {
        var options = Self.options(["product"], link)
        options.n = 1000
        let rows = try Benchmark(options, home: .threads).run { _ in }
        #expect(
            rows.map(\.operation) == [
                "calibrate.aes", "calibrate.copy", "calibrate.hop", "calibrate.bulk", "product", "product",
            ])
        #expect(rows.map(\.mode) == ["none", "none", "none", "none", "passive", "active"])
        #expect(rows[4].n == 1000 && rows[4].hops == 1 && rows[4].bytesSentPerParty == 8000)
        // The verification is among the hops of the active mode.
        #expect(rows[5].hops > 1)
        #expect(rows.allSatisfy { $0.seconds > 0 && $0.cpuSeconds >= 0 && $0.peakMemoryMiB > 1 })
        let parsed = try JSONSerialization.jsonObject(with: Data(BenchRow.json(rows).utf8))
        let objects = try #require(parsed as? [[String: Any]])
        #expect(objects.count == 6 && objects.allSatisfy { Set($0.keys) == Self.keys })
        #expect(objects[4]["operation"] as? String == "product" && objects[4]["n"] as? Int == 1000)
        #expect(BenchRow.table(rows).split(separator: "\n").count == 7)
    }

    @Test(arguments: Operation.all.map(\.name)) func everyOperationAgreesWithItsTwin(_ name: String) throws {
        for n in [1, 2, 65] {
            var options = Self.options([name], .memory)
            options.n = n
            let rows = try Self.bare(options).run { _ in }
            #expect(rows.map(\.mode) == ["passive", "active"])
        }
    }

    @Test func everyMessageIsLateByTheLatencyOnce() throws {
        var options = Self.options(["chain"], .memory)
        (options.n, options.modes, options.latency) = (3, [.passive], 2_000_000)
        let late = try #require(Self.bare(options).run { _ in }.last)
        #expect(late.hops == 3 && late.seconds >= 3 * 0.002)
        #expect(late.bytesSentPerParty == 24)
    }

    @Test func unknownNamesAndSizesAreUsage() {
        let wrong: [(inout BenchOptions) -> Void] = [
            { $0.only = ["prodct"] }, { $0.n = 0 }, { $0.repeats = 0 },
        ]
        for change in wrong {
            var options = BenchOptions(seed: [1])
            change(&options)
            let chosen = options
            let problem = #expect(throws: Problem.self) { try Benchmark(chosen, home: .threads).run { _ in } }
            #expect(problem?.kind == .usage)
        }
    }
}
