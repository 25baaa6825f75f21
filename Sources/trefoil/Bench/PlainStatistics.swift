import Foundation

/// What the suite of statistics compares its answers with: the same computed in the clear, from the textbook's formulas.
enum PlainStatistics {
    /// Quantiles of type 7.
    static func quantiles(_ values: [Double], _ probabilities: [Double] = [0, 0.25, 0.5, 0.75, 1]) -> [Double] {
        let sorted = values.sorted()
        return probabilities.map { probability in
            let place = Double(sorted.count - 1) * probability
            let low = Int(place.rounded(.down))
            guard low + 1 < sorted.count else { return sorted[low] }
            return sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low])
        }
    }

    static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    private static func variance(_ values: [Double]) -> Double {
        let middle = mean(values)
        return values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(values.count - 1)
    }

    /// The statistic of Welch's test.
    static func welch(_ first: [Double], _ second: [Double]) -> Double {
        (mean(first) - mean(second))
            / (variance(first) / Double(first.count) + variance(second) / Double(second.count)).squareRoot()
    }

    /// W of the rank-sum test, with mid-ranks.
    static func rankSum(_ first: [Double], _ second: [Double]) -> Double {
        let sorted = (first.map { ($0, true) } + second.map { ($0, false) }).sorted { $0.0 < $1.0 }
        var (sum, start) = (0.0, 0)
        while start < sorted.count {
            var end = start
            while end < sorted.count, sorted[end].0 == sorted[start].0 { end += 1 }
            let rank = Double(start + end + 1) / 2
            sum += rank * Double(sorted[start..<end].count { $0.1 })
            start = end
        }
        return sum - Double(first.count * (first.count + 1) / 2)
    }

    /// The two-sided p-value of Fisher's test of a table of two by two.
    static func fisher(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double {
        func logChoose(_ n: Int, _ k: Int) -> Double {
            lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
        }
        let (row, column, total) = (a + b, a + c, a + b + c + d)
        let cells = max(0, row + column - total)...min(row, column)
        let weights = cells.map {
            exp(logChoose(column, $0) + logChoose(total - column, row - $0) - logChoose(total, row))
        }
        let observed = weights[a - cells.lowerBound]
        return min(1, weights.filter { $0 <= observed * (1 + 1e-7) }.reduce(0, +))
    }

    /// Counts of two factors, the first fastest.
    static func table(_ first: [Int?], _ second: [Int?], _ levels: (Int, Int)) -> [Double] {
        var counts = [Double](repeating: 0, count: levels.0 * levels.1)
        for case (let row?, let column?) in zip(first, second) { counts[column * levels.0 + row] += 1 }
        return counts
    }

    /// Rows by time: those at the same time together, the earliest first.
    static func byTime(_ times: [Double]) -> [[Int]] {
        let order = times.indices.sorted { times[$0] < times[$1] }
        var runs: [[Int]] = []
        for row in order {
            if let last = runs.last?.first, times[last] == times[row] {
                runs[runs.count - 1].append(row)
            } else {
                runs.append([row])
            }
        }
        return runs
    }

    /// Kaplan-Meier's estimate at each distinct time.
    static func kaplanMeier(_ times: [Double], _ events: [Bool]) -> [Double] {
        var (atRisk, survival) = (times.count, 1.0)
        return byTime(times).map { run in
            survival *= 1 - Double(run.count { events[$0] }) / Double(atRisk)
            atRisk -= run.count
            return survival
        }
    }

    /// Chi-squared of the log-rank test of two groups.
    static func logRank(_ times: [Double], _ events: [Bool], isFirst: [Bool]) -> Double {
        var (n, own, difference, variance) = (Double(times.count), Double(isFirst.count { $0 }), 0.0, 0.0)
        for run in byTime(times) {
            let deaths = Double(run.count { events[$0] })
            let share = own / n
            difference += Double(run.count { events[$0] && isFirst[$0] }) - deaths * share
            if n > 1 { variance += deaths * share * (1 - share) * (n - deaths) / (n - 1) }
            n -= Double(run.count)
            own -= Double(run.count { isFirst[$0] })
        }
        return difference * difference / variance
    }
}
