extension SurvivalDifference {
    /// A comparison as R prints a `survdiff`.
    ///
    /// - Parameters:
    ///   - object: A list of kind `survdiff`.
    ///   - digits: Significant digits.
    public static func text(_ object: RObject, digits: Int = 3) throws(ModelError) -> String {
        guard object.kind == "survdiff", let counts = object["n"], let groups = counts.names,
            let observed = object["obs"].map(totals), let expected = object["exp"].map(totals),
            let variance = object["var"]?.rows, let chisq = object["chisq"]?.doubles.first,
            let p = object["pvalue"]?.doubles.first, observed.count == groups.count, variance.count == groups.count
        else { throw .wrongObject("survdiff") }
        let squares = zip(observed, expected).map { ($0 - $1) * ($0 - $1) }
        let overVariance = squares.indices.map { squares[$0] / (variance[$0][$0] ?? .nan) }
        let columns = [
            MatrixText.Column.numbers("N", counts.optionalNumbers, digits: digits),
            .numbers("Observed", observed, digits: digits), .numbers("Expected", expected, digits: digits),
            .numbers("(O-E)^2/E", zip(squares, expected).map { $0 / $1 }, digits: digits),
            .numbers("(O-E)^2/V", overVariance, digits: digits),
        ]
        let df = expected.count { $0 > 0 } - 1
        let statistic = RFormat.texts([(chisq * 10).rounded(.toNearestOrEven) / 10])[0]
        return CallText.block(object["call"]?.texts.first ?? "", "\n\n")
            + MatrixText(rowNames: groups, columns: columns).text
            + "\n Chisq= \(statistic)  on \(df) degrees of freedom, p= \(PValueText.texts([p], digits: 1)[0]) \n"
    }

    /// A vector as it is, a matrix by sums of rows.
    private static func totals(_ object: RObject) -> [Double] {
        object.dimensions == nil ? object.doubles : object.rows.map { $0.reduce(0) { $0 + ($1 ?? .nan) } }
    }
}
