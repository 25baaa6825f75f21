import Bench
import Client
import Foundation
import Inference
import SecretSharing
import Wire

/// Measures calls in a session: the wall time of the analyst, what the nodes sent, and what they used.
struct CallClock {
    let asking: Asking
    /// The processes of the nodes.
    let nodes: [pid_t]
    let mode: SecurityMode
    let repeats: Int

    private struct Sample {
        var seconds = 0.0
        var cpuSeconds = 0.0
        var hops = 0
        var bytes = 0
    }

    /// The median of the repetitions of a call, after one more that warms the nodes; all answers are compared.
    func row(of one: StatisticsCase, on plain: PlainTable) throws(Problem) -> BenchRow {
        let expected = one.expected(plain)
        _ = try sample(one, expected)
        var samples: [Sample] = []
        for _ in 0..<repeats { samples.append(try sample(one, expected)) }
        func median(_ value: (Sample) -> Double) -> Double {
            let sorted = samples.map(value).sorted()
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
        return BenchRow(
            operation: one.name, mode: mode.rawValue, n: plain.count, seconds: median(\.seconds),
            bytesSentPerParty: samples.map(\.bytes).max() ?? 0, hops: samples.map(\.hops).max() ?? 0,
            peakMemoryMiB: nodes.map { Usage.peakMemoryMiB(of: $0) }.max() ?? 0, cpuSeconds: median(\.cpuSeconds))
    }

    private func sample(_ one: StatisticsCase, _ expected: [Double]) throws(Problem) -> Sample {
        let (before, spent) = (nodes.map { Usage.cpuSeconds(of: $0) }, asking.spent)
        let start = ContinuousClock.now
        let result = try asking.interpreter.object(of: one.call)
        var sample = Sample()
        sample.seconds = (ContinuousClock.now - start) / .seconds(1)
        sample.cpuSeconds = zip(nodes, before).map { Usage.cpuSeconds(of: $0) - $1 }.max() ?? 0
        sample.hops = asking.spent.hops - spent.hops
        sample.bytes = asking.spent.bytes - spent.bytes
        guard asking.spent.queries > spent.queries else {
            throw Problem("bench-failed", "\(one.name) asked nothing of the nodes")
        }
        guard one.agrees(result, expected) else {
            throw Problem(
                "wrong-result", "\(one.name) gave a wrong result", at: "\(one.numbers(result)) for \(expected)",
                mend: "this is an error of the program: report it with the seed")
        }
        return sample
    }
}
