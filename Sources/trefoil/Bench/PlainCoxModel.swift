import Foundation

extension PlainStatistics {
    /// The coefficients of a Cox model with Efron's ties, by Newton's method.
    static func cox(_ times: [Double], _ events: [Bool], _ covariates: [[Double]]) -> [Double] {
        let runs = Array(byTime(times).reversed())
        let centred = covariates.map { column in
            let middle = mean(column)
            return column.map { $0 - middle }
        }
        var beta = [Double](repeating: 0, count: centred.count)
        for _ in 0..<30 {
            var step = CoxStepSums(columns: centred.count)
            step.add(runs, events, centred, beta)
            let change = solve(step.information, step.score)
            beta = zip(beta, change).map(+)
            if zip(change, beta).allSatisfy({ abs($0) <= 1e-12 * max(1e-12, abs($1)) }) { break }
        }
        return beta
    }

    /// A small system of equations, by elimination with pivots.
    static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var rows = zip(matrix, right).map { $0 + [$1] }
        for k in rows.indices {
            let pivot = rows[k...].indices.max { abs(rows[$0][k]) < abs(rows[$1][k]) } ?? k
            rows.swapAt(k, pivot)
            for other in rows.indices where other != k {
                let factor = rows[other][k] / rows[k][k]
                for column in k...rows.count { rows[other][column] -= factor * rows[k][column] }
            }
        }
        return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
    }
}

/// Score and information of a Cox model at some coefficients.
private struct CoxStepSums {
    var score: [Double]
    var information: [[Double]]

    init(columns: Int) {
        score = Array(repeating: 0, count: columns)
        information = Array(repeating: score, count: columns)
    }

    /// The sums over rows of their weights, times their covariates, times products of two of them.
    private struct Risk {
        var zero = 0.0
        var first: [Double]
        var second: [[Double]]

        init(columns: Int) {
            first = Array(repeating: 0, count: columns)
            second = Array(repeating: first, count: columns)
        }

        mutating func add(_ x: [Double], weight: Double) {
            zero += weight
            for k in x.indices {
                first[k] += weight * x[k]
                for l in 0...k { second[k][l] += weight * x[k] * x[l] }
            }
        }
    }

    /// Adds all event times.
    ///
    /// - Parameter runs: the rows by time, the latest first.
    mutating func add(_ runs: [[Int]], _ events: [Bool], _ covariates: [[Double]], _ beta: [Double]) {
        var risk = Risk(columns: beta.count)
        for run in runs {
            var dying = Risk(columns: beta.count)
            var count = 0
            for row in run {
                let x = covariates.map { $0[row] }
                let weight = exp(zip(x, beta).reduce(0) { $0 + $1.0 * $1.1 })
                risk.add(x, weight: weight)
                guard events[row] else { continue }
                dying.add(x, weight: weight)
                count += 1
                for k in x.indices { score[k] += x[k] }
            }
            for index in 0..<count { subtract(risk, dying, share: Double(index) / Double(count)) }
        }
    }

    private mutating func subtract(_ risk: Risk, _ dying: Risk, share: Double) {
        let zero = risk.zero - share * dying.zero
        let means = zip(risk.first, dying.first).map { ($0 - share * $1) / zero }
        for k in means.indices {
            score[k] -= means[k]
            for l in 0...k {
                let value = (risk.second[k][l] - share * dying.second[k][l]) / zero - means[k] * means[l]
                information[k][l] += value
                if l < k { information[l][k] += value }
            }
        }
    }
}
