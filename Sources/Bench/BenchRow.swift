import Foundation
import SecretSharing
import Wire

/// One line of the results.
public struct BenchRow: Sendable {
    /// The operation, or `calibrate.` and what of the machine was measured.
    public let operation: String
    /// The security mode; `none` for a calibration.
    public let mode: String
    /// The size.
    public let n: Int
    /// Wall time in seconds: the slowest party's, the median of the repetitions.
    public let seconds: Double
    /// n over seconds.
    public let perSecond: Double
    /// Bytes of all messages of the party that sends most, without framing.
    public let bytesSentPerParty: Int
    /// Messages one after the other.
    public let hops: Int
    /// The largest resident memory of a party's process, of all repetitions, in MiB.
    public let peakMemoryMiB: Double
    /// Processor time of the party that used most, in seconds; the median of the repetitions.
    public let cpuSeconds: Double

    /// A row of what was measured elsewhere.
    public init(
        operation: String, mode: String, n: Int, seconds: Double, bytesSentPerParty: Int, hops: Int,
        peakMemoryMiB: Double, cpuSeconds: Double
    ) {
        (self.operation, self.mode, self.n, self.seconds) = (operation, mode, n, seconds)
        (self.bytesSentPerParty, self.hops) = (bytesSentPerParty, hops)
        (self.peakMemoryMiB, self.cpuSeconds) = (peakMemoryMiB, cpuSeconds)
        perSecond = seconds > 0 ? Double(n) / seconds : 0
    }

    /// The rows of what the three parties have reported.
    static func rows(_ order: Order, _ reports: [[Report]]) throws(Problem) -> [BenchRow] {
        try complain(of: reports)
        let samples = reports.map { $0.compactMap { if case .done(let sample) = $0 { sample } else { nil } } }
        let expected = order.schedule.count * order.repeats
        guard samples.allSatisfy({ $0.count == expected }) else {
            throw Problem("bench-failed", "a party ended before all was measured")
        }
        return order.schedule.enumerated().map { place, measurement in
            let range = place * order.repeats..<(place + 1) * order.repeats
            return BenchRow(measurement, range.map { k in samples.map { $0[k] } })
        }
    }

    /// The first thing that went wrong; a wrong result counts more than what followed from it.
    private static func complain(of reports: [[Report]]) throws(Problem) {
        let failures = reports.compactMap { reports -> (code: String, what: String)? in
            if case .failed(let code, let what) = reports.last { (code, what) } else { nil }
        }
        guard let worst = failures.first(where: { $0.code == "wrong-result" }) ?? failures.first else { return }
        let others = failures.map(\.what).filter { $0 != worst.what }
        throw Problem(
            worst.code, worst.what, at: others.isEmpty ? nil : others.joined(separator: "; "),
            mend: worst.code == "wrong-result" ? "this is an error of the program: report it with the seed" : nil)
    }

    /// One sample a repetition and party.
    private init(_ measurement: Measurement, _ repetitions: [[Sample]]) {
        func median(_ value: (Sample) -> Double) -> Double {
            let sorted = repetitions.map { $0.map(value).max() ?? 0 }.sorted()
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
        let all = repetitions.joined()
        operation = measurement.name
        mode = measurement.mode?.rawValue ?? "none"
        n = measurement.n
        seconds = median(\.seconds)
        perSecond = Double(measurement.n) / seconds
        bytesSentPerParty = all.map(\.bytesSent).max() ?? 0
        hops = all.map(\.hops).max() ?? 0
        peakMemoryMiB = all.map(\.peakMemoryMiB).max() ?? 0
        cpuSeconds = median(\.cpuSeconds)
    }
}

extension BenchRow {
    /// The row as a JSON object, with the keys in a fixed order.
    public var json: String {
        """
        {"operation":"\(operation)","mode":"\(mode)","n":\(n),"seconds":\(seconds),"perSecond":\(perSecond),\
        "bytesSentPerParty":\(bytesSentPerParty),"hops":\(hops),"peakMemoryMiB":\(peakMemoryMiB),\
        "cpuSeconds":\(cpuSeconds)}
        """
    }

    /// All rows as a JSON array, a line each.
    public static func json(_ rows: [BenchRow]) -> String {
        "[" + rows.map(\.json).joined(separator: ",\n ") + "]"
    }

    /// All rows as a table for people.
    public static func table(_ rows: [BenchRow]) -> String {
        let head = ["operation", "mode", "n", "seconds", "per second", "MB sent", "hops", "MiB", "CPU s"]
        let body = rows.map { row in
            [
                row.operation, row.mode, String(row.n), row.seconds.short, row.perSecond.withPrefix,
                (Double(row.bytesSentPerParty) / 1e6).short, String(row.hops), row.peakMemoryMiB.short,
                row.cpuSeconds.short,
            ]
        }
        let widths = head.indices.map { k in ([head] + body).map { $0[k].count }.max() ?? 0 }
        return ([head] + body).map { cells in
            cells.indices.map { k in
                let blank = String(repeating: " ", count: widths[k] - cells[k].count)
                return k < 2 ? cells[k] + blank : blank + cells[k]
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}

extension Double {
    /// Three significant digits, the same in every locale.
    var short: String {
        guard self != 0, isFinite else { return "0" }
        let digits = max(0, 2 - Int(log10(magnitude).rounded(.down)))
        return String(format: "%.\(digits)f", self)
    }

    /// Three significant digits and k, M or G.
    var withPrefix: String {
        for (limit, prefix) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where magnitude >= limit {
            return (self / limit).short + " " + prefix
        }
        return short
    }
}
