import Foundation
import SecretSharing
import Study
import Wire

/// A study with two tables of synthetic rows whose numbers have 12 bits.
enum SyntheticStudy {
    static let groups = ["a", "b"]
    static let levels = ["p", "q", "r", "s", "t"]
    static let tables = ["first", "second"]
    private static let largest = 4095

    /// The study's parties.
    static func make(mode: SecurityMode) throws(Problem) -> EphemeralStudy {
        let number = Column.Kind.number(NumberScale(decimals: 0, minimum: 0, maximum: Int64(largest)))
        let bit = Column.Kind.number(NumberScale(decimals: 0, minimum: 0, maximum: 1))
        let kinds: [(String, Column.Kind)] = [
            ("value", number), ("group", .factor(levels: groups)), ("level", .factor(levels: levels)), ("time", number),
            ("event", bit), ("x1", number), ("x2", number), ("x3", number),
        ]
        return EphemeralStudy(
            name: "bench", title: "Synthetic rows", data: .synthetic, mode: mode, policy: .pilot,
            nodeNames: ["node-1", "node-2", "node-3"],
            owners: tables.map { EphemeralStudy.Owner(name: "owner-\($0)", tables: [$0]) }, analyst: "analyst",
            codebook: try Codebook(columns: kinds.map { Column(name: $0.0, kind: $0.1) }))
    }

    /// Rows from a seed: times are exponential with a hazard that depends on `x1` and `group`, and a third are censored.
    static func rows(_ count: Int, seed: UInt64) -> PlainTable {
        var source = SplitMix(state: seed)
        var columns: [[String]] = Array(repeating: [], count: 8)
        for _ in 0..<count {
            let group = Int(source.uniform() * 2)
            let x = (0..<3).map { _ in Int(source.uniform() * Double(largest + 1)) }
            let hazard = exp((Double(x[0]) / 4096 - 0.5) + 0.2 * Double(group)) / 800
            let life = min(largest, Int(-log(1 - source.uniform()) / hazard))
            let censoring = Int(source.uniform() * 2 * Double(largest))
            let value = Int(source.uniform() * source.uniform() * Double(largest + 1))
            let cells = [
                String(value), groups[group], levels[Int(source.uniform() * Double(levels.count))],
                String(min(life, censoring)), life <= censoring ? "1" : "0", String(x[0]), String(x[1]), String(x[2]),
            ]
            for (index, cell) in cells.enumerated() { columns[index].append(cell) }
        }
        let names = ["value", "group", "level", "time", "event", "x1", "x2", "x3"]
        return PlainTable(zip(names, columns).map { ($0, $1) })
    }

    /// Numbers that look random, for data only (Steele, Lea and Flood 2014).
    private struct SplitMix {
        var state: UInt64

        /// From 0 up to 1.
        mutating func uniform() -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
            return Double((z ^ z >> 31) >> 11) * 0x1p-53
        }
    }
}
