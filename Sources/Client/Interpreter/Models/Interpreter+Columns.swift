import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// The columns that a model is fitted with, and how many rows are complete.
    ///
    /// The means tell which levels occur and give the centres.
    ///
    /// - Parameter others: the vectors that must be present too: the outcome, an offset.
    func modelColumns(
        _ design: Design, beside others: [VectorExpression], at place: Expression
    ) throws(Problem) -> (columns: [ModelColumn], count: Int) {
        let indicators = design.indicators
        let vectors = others + indicators + design.columns.map(\.vector)
        let found = try means(of: vectors, at: place)
        let rest = found.means.dropFirst(others.count)
        let counts = design.levelCounts(means: rest, rows: found.count)
        let byName = Dictionary(zip(design.columns.map(\.name), rest.dropFirst(indicators.count))) { first, _ in first }
        var columns: [ModelColumn] = []
        for column in design.fitted(counts: counts) {
            let mean = byName[column.name] ?? 0
            columns.append(
                ModelColumn(
                    name: column.name, vector: column.vector, term: column.term, pieces: column.pieces, mean: mean,
                    center: try center(near: mean, of: column.vector)))
        }
        return (columns, found.count)
    }

    /// Count and means of private numbers over the rows in which all are present.
    func means(of vectors: [VectorExpression], at place: Expression) throws(Problem) -> ColumnMeans {
        let released = try release(JointStatistic(.sums, vectors), at: place)
        let (plans, decimals) = try vectors.limbs(.first)
        guard let means = ColumnMeans(values: released.values, plans: plans, decimals: decimals) else {
            throw Self.malformed
        }
        return means
    }

    /// A number near a mean with as many decimals as the column.
    private func center(near mean: Double, of vector: VectorExpression) throws(Problem) -> ExactDecimal {
        guard let bounds = try vector.type().number, mean.isFinite else { return ExactDecimal(0) }
        let scaled = (mean * Double(bounds.unit)).rounded()
        guard abs(scaled) < 0x1p60 else { return ExactDecimal(0) }
        return ExactDecimal(significand: Int128(scaled), decimals: bounds.decimals)
    }
}

extension ExactDecimal {
    /// A coefficient as plans carry it: 15 significant digits, at most 18 places.
    init?(coefficient value: Double) {
        guard value.isFinite, abs(value) < 1e9 else { return nil }
        if value == 0 || abs(value) < 1e-18 {
            self.init(0)
            return
        }
        let places = min(Self.decimalsLimit, max(0, 14 - Double.exponentOfTen(value)))
        let unit = (0..<places).reduce(1.0) { unit, _ in unit * 10 }
        let scaled = (value * unit).rounded()
        guard abs(scaled) < 1e18 else { return nil }
        self.init(checking: Int128(scaled), decimals: places)
    }

    /// Coefficients as plans carry them; nil where one runs away.
    static func coefficients(_ values: [Double]) -> [ExactDecimal]? {
        let numbers = values.compactMap { ExactDecimal(coefficient: $0) }
        return numbers.count == values.count ? numbers : nil
    }

    /// As a rational number; nil where it does not fit.
    var rational: ExactRational? { ExactRational(significand, decimals: decimals) }

    /// The nearest double.
    var double: Double { rational?.double ?? .nan }
}

extension Double {
    /// The exponent of the first decimal digit.
    static func exponentOfTen(_ value: Double) -> Int {
        var (rest, exponent) = (abs(value), 0)
        while rest >= 10 { (rest, exponent) = (rest / 10, exponent + 1) }
        while rest < 1 { (rest, exponent) = (rest * 10, exponent - 1) }
        return exponent
    }
}
