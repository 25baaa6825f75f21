import Fields
import MPC
import SecretSharing
import Statistics

extension Operation {
    /// Median and quartiles of 12-bit values: the values at all ranks that type 7 needs.
    static let quantile = Operation(name: "quantile", unit: "rows", sizes: [48, 10_000, 1_000_000]) { inputs, n in
        let x = inputs.planes("x", n, width: 12)
        let positions = [1, 2, 3].map { (n - 1) * $0 }
        let ranks = Set(positions.flatMap { [$0 / 4 + 1, ($0 + 3) / 4 + 1] }).sorted()
        return Trial { session in
            try OrderStatistics.candidate(planes: x.shared, mask: nil, ranks: ranks, in: session["quantile"]).values
        } isRight: { z, session in
            let all = [Bool](repeating: true, count: n)
            let expected = OrderStatistics.plain(x.plain, mask: all, ranks: ranks)
            return try session["check"].reveal(z).map(\.value) == expected
        }
    }

    /// A table of 12 levels among the rows that a secret mask selects.
    static let frequency = Operation(name: "frequency", unit: "rows", sizes: [1_000_000]) { inputs, n in
        let levels = 12
        let (rows, mask) = (inputs.levels("rows", n, levels), inputs.numbers("mask", n, bits: 1))
        return Trial { session in
            try Frequency.candidate(
                indicators: rows.shared, mask: mask.shared, rows: n, in: session["frequency"]
            ).values
        } isRight: { z, session in
            let expected = Frequency.plain(rows.plain, levels: levels, mask: mask.plain.map { $0 == .one })
            return try session["check"].reveal(z).map { Int($0.value) } == expected
        }
    }
}
