import Bench

/// What the suite of statistics says about its targets.
enum TargetText {
    /// At 15 ms latency each call on the pilot's rows may take so long, seconds.
    static let late = 1.5

    /// A line for each row of the active mode that missed its target.
    static func missed(_ rows: [BenchRow], latency: UInt64) -> [String] {
        rows.filter { $0.mode == "active" }.compactMap { row in
            let isPilot = row.n == StatisticsSuite.pilotRows
            guard latency == 0 || (isPilot && latency <= 15_000_000) else { return nil }
            let cases = isPilot ? StatisticsCase.pilot : StatisticsCase.synthetic
            guard let one = cases.first(where: { $0.name == row.operation }) else { return nil }
            let target = latency == 0 ? one.target : late
            guard row.n <= StatisticsSuite.manyRows, row.seconds > target else { return nil }
            return "\(row.operation) of \(row.n) rows took \(row.seconds) s; the target is \(target) s"
        }
    }
}
