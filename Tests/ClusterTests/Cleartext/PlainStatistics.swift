/// R's summaries of rows in the clear, exact.
struct PlainStatistics {
    /// Whether a missing value makes the answer missing; else missing values are left out.
    let isStrict: Bool

    /// The answer of a function, nil where the cleartext evaluator does not know it.
    func answer(_ function: String, _ value: PlainValue, _ probabilities: [PlainNumber]) -> PlainAnswer? {
        switch (function, value) {
        case ("nrow", .table(let table)): return .count(table.rows)
        case ("length", .table): return nil
        case ("length", _): return .count(value.count)
        case ("freq", _): return frequency(value)
        default: break
        }
        guard let rows = value.asNumbers else { return nil }
        // The sum of a condition is a number of rows.
        if case .truths = value, function == "sum", !isStrict || !rows.contains(nil) {
            return .count(rows.count { $0?.digits(at: 0) == 1 })
        }
        let known = rows.compactMap(\.self)
        let places = known.map(\.places).max() ?? 0
        let values = known.map { $0.digits(at: places) }.sorted()
        let unit = PlainNumber.power(places)
        if isStrict, known.count < rows.count {
            return function == "quantile" ? .failure("missing-values") : .numbers([.missing])
        }
        switch function {
        case "sum": return .numbers([.exact(values.reduce(0, +), over: unit)])
        case "mean":
            return .numbers([values.isEmpty ? .missing : .exact(values.reduce(0, +), over: Int128(values.count) * unit)]
            )
        case "min": return .numbers([values.first.map { .exact($0, over: unit) } ?? .missing])
        case "max": return .numbers([values.last.map { .exact($0, over: unit) } ?? .missing])
        case "median": return .numbers([quantile(values, unit, PlainNumber(5, places: 1))])
        case "quantile": return .numbers(probabilities.map { quantile(values, unit, $0) })
        case "var": return .numbers([variance(values, unit).map { .exact($0, over: $1) } ?? .missing])
        case "sd":
            return .numbers([
                variance(values, unit).map { .near((Double($0) / Double($1)).squareRoot()) } ?? .missing
            ])
        default: return nil
        }
    }

    /// Type 7: the value at the position (n - 1) p, counted from 0, straight between its neighbours.
    private func quantile(_ values: [Int128], _ unit: Int128, _ probability: PlainNumber) -> PlainResult {
        guard !values.isEmpty else { return .missing }
        let parts = PlainNumber.power(probability.places)
        let (whole, part) = (Int128(values.count - 1) * probability.digits).quotientAndRemainder(dividingBy: parts)
        let lower = values[Int(whole)]
        let upper = part == 0 ? lower : values[Int(whole) + 1]
        return .exact(lower * parts + part * (upper - lower), over: parts * unit)
    }

    /// sum (x - mean)^2 / (n - 1), times n on both sides of the line.
    private func variance(_ values: [Int128], _ unit: Int128) -> (Int128, Int128)? {
        guard values.count > 1 else { return nil }
        let count = Int128(values.count)
        let sum = values.reduce(0, +)
        let squares = values.reduce(0) { $0 + (count * $1 - sum) * (count * $1 - sum) }
        return (squares / count, count * (count - 1) * unit * unit)
    }

    private func frequency(_ value: PlainValue) -> PlainAnswer? {
        switch value {
        case .table, .text: return nil
        case .labels(let labels, let levels):
            return .cells(levels.map { level in (level, labels.count { $0 == level }) })
        case .truths(let truths):
            return .cells([("FALSE", truths.count { $0 == false }), ("TRUE", truths.count { $0 == true })])
        case .numbers(let numbers):
            let wholes = numbers.compactMap { $0?.floor }
            guard let lowest = wholes.min(), let highest = wholes.max() else { return .cells([]) }
            return .cells((lowest...highest).map { whole in ("\(whole)", wholes.count { $0 == whole }) })
        }
    }
}
