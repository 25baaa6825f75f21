extension SurvivalFit {
    /// The table of events and medians as R prints a `survfit`.
    ///
    /// - Parameters:
    ///   - mean: The horizon of a restricted mean, R's `rmean` or `print.rmean`; none is R's default.
    ///   - digits: Significant digits of a column.
    public func text(mean: MeanHorizon = .none, digits: Int = 3) -> String {
        let table = table(mean: mean)
        let names = table.dimensionNames?[1] ?? table.names ?? []
        let rows = table.dimensions == nil ? [table.optionalNumbers] : table.rows
        let shown = names.indices.filter { !["n.max", "n.start"].contains(names[$0]) }
        let columns = shown.map { index in
            let title = ["records": "n", "rmean": "rmean*"][names[index]] ?? names[index]
            return MatrixText.Column.numbers(title, rows.map { $0[index] }, digits: digits)
        }
        let labels = isGrouped ? curves.map(\.label) : ["[1,]"]
        return CallText.line(call, "\n\n") + MatrixText(rowNames: labels, columns: columns).text + footnote(mean)
    }

    /// The footnote of a restricted mean.
    private func footnote(_ mean: MeanHorizon) -> String {
        let ends = curves.compactMap { mean.end(of: $0, in: self) }
        guard let end = ends.first else { return "" }
        return mean == .individual
            ? "   * restricted mean with variable upper limit\n"
            : "    * restricted mean with upper limit =  \(RFormat.texts([end])[0]) \n"
    }

    /// A summary as R prints a `summary.survfit`: a block of times for each curve.
    public static func text(summary: RObject, digits: Int = 3) throws(ModelError) -> String {
        guard summary.kind == "summary.survfit", let level = summary["conf.int"]?.doubles.first,
            let time = summary["time"]?.doubles
        else { throw .wrongObject("summary.survfit") }
        var titles = [("time", "time"), ("n.risk", "n.risk"), ("n.event", "n.event")]
        titles += [("surv", "survival"), ("std.err", "std.err")]
        let limits = ["lower", "upper"].map { ($0, "\($0) \(RFormat.text(100 * level))% CI") }
        let present = (titles + limits).filter { summary[$0.0] != nil }
        let columns = present.map { ($0.1, summary[$0.0]?.optionalNumbers ?? []) }
        let call = CallText.line(summary["call"]?.texts.first ?? "", "\n\n")
        guard let levels = summary["levels"]?.texts, let strata = summary["strata"]?.texts else {
            return call + block(columns, rows: Array(time.indices), digits: digits, grouped: false)
        }
        return call
            + levels.map { label in
                let rows = time.indices.filter { strata[$0] == label }
                return String(repeating: " ", count: 16) + label + " \n"
                    + block(columns, rows: rows, digits: digits, grouped: true) + "\n"
            }.joined()
    }

    private static func block(_ columns: [(String, [Double?])], rows: [Int], digits: Int, grouped: Bool) -> String {
        guard rows.count > 1 || (rows.count == 1 && !grouped) else {
            return oneRow(columns, rows: rows, digits: digits)
        }
        let cells = columns.map { title, values in
            MatrixText.Column.numbers(title, rows.map { values[$0] }, digits: digits)
        }
        return MatrixText(rowNames: rows.map { _ in "" }, columns: cells).text
    }

    /// A curve with one row prints as a vector in R, one with none as titles only.
    private static func oneRow(_ columns: [(String, [Double?])], rows: [Int], digits: Int) -> String {
        guard let row = rows.first else {
            return "     " + columns.map(\.0).joined(separator: " ") + "\n"
        }
        let cells = RFormat.texts(columns.map { $0.1[row] }, digits: digits)
        return MatrixText.vector(cells, names: columns.map(\.0))
    }
}
