import Foundation
import Testing

/// `trefoil bench --suite statistics`: warm nodes, an analyst's calls, answers compared with ones in the clear.
@Suite(.serialized) struct BenchSuiteTests {
    private static let keys: Set = [
        "operation", "mode", "n", "seconds", "perSecond", "bytesSentPerParty", "hops", "peakMemoryMiB", "cpuSeconds",
    ]

    private func rows(_ arguments: [String]) throws -> [[String: Any]] {
        let outcome = try Program.run(["bench", "--suite", "statistics", "--repeat", "1", "--json"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    }

    @Test("Rows of the pilot and of synthetic tables, in both modes")
    func both() throws {
        let small = try rows(["--n", "48", "--only", "mean", "--only", "wilcox.test"])
        #expect(small.map { $0["operation"] as? String } == ["mean", "wilcox.test", "mean", "wilcox.test"])
        #expect(small.map { $0["mode"] as? String } == ["passive", "passive", "active", "active"])
        #expect(small.allSatisfy { Set($0.keys) == Self.keys && $0["n"] as? Int == 48 })
        let large = try rows(["--n", "301", "--mode", "active"])
        #expect(
            large.map { $0["operation"] as? String } == ["quantile", "wilcox.test", "table", "survdiff", "coxph"])
        #expect(large.allSatisfy { $0["n"] as? Int == 301 && ($0["hops"] as? Int ?? 0) > 0 })
    }

    @Test("Each message of a job is late by the latency")
    func latency() throws {
        let row = try #require(
            try rows(["--n", "48", "--mode", "active", "--only", "quantile", "--latency", "4ms"]).first)
        let (seconds, hops) = (row["seconds"] as? Double ?? 0, row["hops"] as? Int ?? 0)
        #expect(hops > 10 && seconds > 0.004 * Double(hops) / 2)
    }

    @Test("Unknown names and other links are usage")
    func usage() throws {
        for arguments in [["--only", "product"], ["--link", "memory"], ["--n", "0"]] {
            #expect(try Program.run(["bench", "--suite", "statistics"] + arguments).status == 64)
        }
    }
}
