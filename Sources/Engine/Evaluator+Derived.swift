import Fields
import Language
import MPC
import SecretSharing
import Wire

/// Vectors made of others: choices, factors, magnitudes, and where rows come from.
extension Evaluator {
    /// `ifelse`: c a + (k - c) b with c the condition and k where it is known. Two products a value, one hop.
    mutating func choice(
        _ condition: LogicalExpression, _ first: VectorExpression, _ second: VectorExpression, as type: VectorType
    ) throws -> PrivateVector {
        let truth = try truth(condition)
        let rows = truth.isTrue.count
        let (a, b) = (try operand(first, rows: rows), try operand(second, rows: rows))
        let isFalse = truth.isFalse(role: role)
        let all = Shared<Mersenne61>.ones(rows, role: role)
        let own = values(of: a, as: type) + [a.valid ?? all]
        let other = values(of: b, as: type) + [b.valid ?? all]
        let products = try next("choice").multiply(
            own.map { (truth.isTrue, $0) } + other.map { (isFalse, $0) })
        let chosen = own.indices.map { products[$0] + products[own.count + $0] }
        let mayBeMissing = truth.isKnown != nil || a.valid != nil || b.valid != nil
        let selected = try selection(of: condition) ?? a.selected ?? b.selected
        return PrivateVector(
            rows: rows, values: Self.values(chosen.dropLast(), as: type), selected: selected,
            valid: mayBeMissing ? chosen[chosen.count - 1] : nil)
    }

    /// An operand of `ifelse`; public ones are repeated to all rows.
    private mutating func operand(_ expression: VectorExpression, rows: Int) throws -> PrivateVector {
        let ones = Shared<Mersenne61>.ones(rows, role: role)
        switch expression {
        case .constant(let number):
            guard let value = Int64(exactly: number.significand) else { throw Self.mixed }
            let bounds = DecimalType(
                decimals: number.decimals, minimum: number.significand, maximum: number.significand)
            return PrivateVector(
                rows: rows, values: .number(ones.scaled(by: Mersenne61(signed: value)), planes: nil, bounds: bounds),
                selected: nil, valid: nil)
        case .label(let label):
            return PrivateVector(rows: rows, values: .factor([ones], levels: [label]), selected: nil, valid: nil)
        default: return try vector(expression)
        }
    }

    /// The vectors that a type consists of: a number, a logical, or an indicator a level.
    private func values(of vector: PrivateVector, as type: VectorType) -> [Shared<Mersenne61>] {
        switch (vector.values, type.kind) {
        case (.factor(let indicators, let own), .factor(let levels)):
            return levels.map { level in own.firstIndex(of: level).map { indicators[$0] } ?? .zero(count: vector.rows) }
        case (.number(let value, _, let bounds), .decimal(let target)):
            return [value.scaled(by: .powerOfTen(target.decimals - bounds.decimals))]
        case (.logical(let isTrue), .decimal(let target)): return [isTrue.scaled(by: .powerOfTen(target.decimals))]
        case (.logical(let isTrue), _): return [isTrue]
        default: return [.zero(count: vector.rows)]
        }
    }

    private static func values(_ vectors: ArraySlice<Shared<Mersenne61>>, as type: VectorType) -> PrivateVector.Values {
        switch type.kind {
        case .factor(let levels): .factor(Array(vectors), levels: levels)
        case .logical: .logical(vectors[vectors.startIndex])
        case .decimal(let bounds): .number(vectors[vectors.startIndex], planes: nil, bounds: bounds)
        }
    }

    /// `cut`: differences of neighbouring comparisons, made side by side.
    mutating func cut(_ vector: PrivateVector, _ intervals: Intervals) throws -> PrivateVector {
        let present = vector.valid ?? .ones(vector.rows, role: role)
        let inner = zip(intervals.comparisons, intervals.breaks).enumerated().compactMap { index, pair in
            pair.1.map { (index: index, comparison: (pair.0, $0)) }
        }
        let results = try compare(vector, with: inner.map(\.comparison))
        // For each break which rows lie above it; -Inf all, Inf none.
        var above = intervals.breaks.indices.map { $0 == 0 ? present : Shared<Mersenne61>.zero(count: vector.rows) }
        for (point, result) in zip(inner, results) {
            let holds = result.negated ? Shared<Mersenne61>.ones(vector.rows, role: role) - result.bits : result.bits
            above[point.index] = try self.present(holds, vector.valid)
        }
        let indicators = zip(above, above.dropFirst()).map { $0 - $1 }
        return factor(indicators, levels: intervals.labels, of: vector)
    }

    /// `factor`: a number is compared with each level, a factor's indicators are picked.
    mutating func factor(_ vector: PrivateVector, _ levels: [FactorLevel]) throws -> PrivateVector {
        var found: [Shared<Mersenne61>]
        switch vector.values {
        case .factor(let indicators, let own):
            found = levels.map { level in
                own.firstIndex(of: level.value.text).map { indicators[$0] } ?? .zero(count: vector.rows)
            }
        case .number, .logical:
            let numbers = levels.map { level -> ExactDecimal in
                if case .number(let number) = level.value { return number }
                return ExactDecimal(0)
            }
            let results = try compare(vector, with: numbers.map { (.equal, $0) })
            found = []
            for result in results { found.append(try present(result.bits, vector.valid)) }
        }
        let labels = levels.labels
        let merged = labels.map { label in
            zip(levels, found).filter { $0.0.label == label }.map(\.1).reduce(.zero(count: vector.rows), +)
        }
        return factor(merged, levels: labels, of: vector)
    }

    /// A factor on the rows of a vector; valid where one of the levels is.
    private func factor(
        _ indicators: [Shared<Mersenne61>], levels: [String], of vector: PrivateVector
    ) -> PrivateVector {
        PrivateVector(
            rows: vector.rows, values: .factor(indicators, levels: levels), selected: vector.selected,
            valid: indicators.reduce(.zero(count: vector.rows), +))
    }

    /// `interaction`: a product for each pair of levels, one hop.
    mutating func interaction(_ left: PrivateVector, _ right: PrivateVector) throws -> PrivateVector {
        guard case .factor(let own, let ownLevels) = left.values, case .factor(let more, let moreLevels) = right.values
        else { throw Self.mixed }
        let pairs = more.flatMap { outer in own.map { ($0, outer) } }
        let products = try next("interaction").multiply(pairs)
        let levels = moreLevels.flatMap { outer in ownLevels.map { "\($0).\(outer)" } }
        return PrivateVector(
            rows: left.rows, values: .factor(products, levels: levels), selected: left.selected ?? right.selected,
            valid: try both(left.valid, right.valid))
    }

    /// `abs`: x - 2 [x < 0] x.
    mutating func absolute(_ vector: PrivateVector, as type: VectorType) throws -> PrivateVector {
        let (value, _, bounds) = try number(vector.values)
        guard let target = type.number else { throw Self.mixed }
        var result = vector
        if bounds.minimum >= 0 { return vector }
        let isNegative = try next("sign").toField(try next("negative").isNegative(value))
        let twice = try next("fold").multiply(isNegative, value).scaled(by: 2)
        result.values = .number(value - twice, planes: nil, bounds: target)
        return result
    }

    /// `floor`: the smallest integer part and the number of larger ones that x reaches.
    mutating func floor(_ vector: PrivateVector, as type: VectorType) throws -> PrivateVector {
        guard let target = type.number else { throw Self.mixed }
        let present = vector.valid ?? .ones(vector.rows, role: role)
        var value = present.scaled(by: Mersenne61(signed: Int64(clamping: target.minimum)))
        let steps = target.minimum < target.maximum ? Array((target.minimum + 1)...target.maximum) : []
        for start in stride(from: 0, to: steps.count, by: 256) {
            let part = steps[start..<min(start + 256, steps.count)].map { ExactDecimal(Int($0)) }
            for result in try compare(vector, with: part.map { (.greaterOrEqual, $0) }) {
                let reached =
                    result.negated ? Shared<Mersenne61>.ones(vector.rows, role: role) - result.bits : result.bits
                value = value + (try self.present(reached, vector.valid))
            }
        }
        var result = vector
        result.values = .number(value, planes: nil, bounds: target)
        return result
    }

    /// Which pooled table each row is from; public, but for the rows that count.
    mutating func site(_ table: TableExpression) throws -> PrivateVector {
        guard case .rbind(let parts) = table.base else { throw Self.mixed }
        let lengths = try parts.map { try rows($0.table) }
        return PrivateVector(
            rows: lengths.reduce(0, +), values: .factor(blocks(lengths), levels: parts.map(\.label)),
            selected: try selection(table), valid: nil)
    }

    /// Which part of `c(...)` each row is from.
    mutating func origin(_ parts: [VectorExpression]) throws -> PrivateVector {
        var vectors: [PrivateVector] = []
        for part in parts { vectors.append(try vector(part)) }
        let role = role
        let selected =
            vectors.contains { $0.selected != nil }
            ? Shared.concatenating(vectors.map { $0.selected ?? .ones($0.rows, role: role) }) : nil
        let lengths = vectors.map(\.rows)
        return PrivateVector(
            rows: lengths.reduce(0, +),
            values: .factor(blocks(lengths), levels: parts.indices.map { String($0 + 1) }), selected: selected,
            valid: nil)
    }

    /// For each block of rows ones there and zeros elsewhere.
    private func blocks(_ lengths: [Int]) -> [Shared<Mersenne61>] {
        lengths.indices.map { index in
            .concatenating(
                lengths.enumerated().map { place, length in
                    place == index ? .ones(length, role: role) : .zero(count: length)
                })
        }
    }
}
