import Inference

/// Sufficient statistics of plain values, as the nodes would open them.
enum Sample {
    static func moments(_ values: [Double]) -> SampleMoments {
        let mean = values.reduce(0, +) / Double(values.count)
        func sum(_ power: Int) -> Double {
            values.reduce(0) { $0 + pow($1 - mean, power) }
        }
        return SampleMoments(count: values.count, mean: mean, squares: sum(2), cubes: sum(3), fourths: sum(4))
    }

    /// Twice the mid-ranks, and the sums of t^2 and t^3 over runs of equal values.
    static func midranks(_ values: [Double]) -> (twice: [Int], squares: Int, cubes: Int) {
        let twice = values.map { value in
            2 * values.count { $0 < value } + values.count { $0 == value } + 1
        }
        let runs = Set(values).map { value in values.count { $0 == value } }
        return (twice, runs.reduce(0) { $0 + $1 * $1 }, runs.reduce(0) { $0 + $1 * $1 * $1 })
    }

    static func ranks(_ groups: [(label: String, values: [Double])]) -> RankSums {
        let (twice, squares, cubes) = midranks(groups.flatMap(\.values))
        var (start, sums) = (0, [Int]())
        for group in groups {
            sums.append(twice[start..<(start + group.values.count)].reduce(0, +))
            start += group.values.count
        }
        return RankSums(
            groups: groups.map(\.label), counts: groups.map(\.values.count), twiceRankSums: sums,
            tieSquares: squares, tieCubes: cubes)
    }

    static func products(_ columns: [(name: String, values: [Double])]) -> ProductMatrix {
        let means = columns.map { $0.values.reduce(0, +) / Double($0.values.count) }
        return ProductMatrix(
            names: columns.map(\.name), count: columns[0].values.count, means: means,
            products: columns.indices.map { i in
                columns.indices.map { j in
                    zip(columns[i].values, columns[j].values).reduce(0) { $0 + ($1.0 - means[i]) * ($1.1 - means[j]) }
                }
            })
    }

    private static func pow(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1.0) { product, _ in product * base }
    }
}
