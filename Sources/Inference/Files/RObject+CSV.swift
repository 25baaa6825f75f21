extension RObject {
    /// The value as a CSV file, each line with a newline.
    ///
    /// Vectors, matrices, tables and data frames as R's `write.csv` writes them; a table of one dimension or of more than
    /// two has a row a cell. A list has a row an element, with the columns `component`, `name` and `value`; components of
    /// components are written `a$b`.
    ///
    /// Source: R's `write.csv`, `as.data.frame.table`.
    /// - Parameter stamp: Where the value comes from: lines that begin with `#`, before the header.
    public func csv(stamp: ResultStamp? = nil) -> String { (stamp?.comment ?? "") + csvTable.text }

    private var csvTable: CSVTable {
        if case .list = content {
            guard kind == "data.frame" else {
                return CSVTable(header: ["component", "name", "value"], rows: flatRows(path: ""))
            }
            let frame = DataFrame(self)
            return CSVTable(
                rowNames: frame.rowNames,
                columns: frame.columns.map { ($0.name, CSVTable.fields($0.values)) })
        }
        if let sizes = wholeDimensions {
            if sizes.count == 2 { return csvMatrix(sizes) }
            if sizes.count > 2 || kind == "table" { return csvCells(sizes) }
        }
        return CSVTable(
            rowNames: elementNames ?? numbered(count), columns: [("x", CSVTable.fields(self))])
    }

    private func csvMatrix(_ sizes: [Int]) -> CSVTable {
        let fields = CSVTable.fields(self)
        let labels: [String] = names(alongDimension: 1) ?? (0..<sizes[1]).map { "V\($0 + 1)" }
        return CSVTable(
            rowNames: names(alongDimension: 0) ?? numbered(sizes[0]),
            columns: labels.enumerated().map {
                ($1, Array(fields[($0 * sizes[0])..<(($0 + 1) * sizes[0])]))
            })
    }

    /// A row a cell, with the cell's place in each dimension.
    private func csvCells(_ sizes: [Int]) -> CSVTable {
        var (step, columns): (Int, [(name: String, fields: [String])]) = (1, [])
        for (index, size) in sizes.enumerated() {
            let labels = (names(alongDimension: index) ?? numbered(size)).map(CSVTable.quoted)
            let title = title(ofDimension: index).flatMap { $0.isEmpty ? nil : $0 } ?? "Var\(index + 1)"
            columns.append((CSVTable.columnName(title), (0..<count).map { labels[$0 / step % size] }))
            step *= size
        }
        return CSVTable(
            rowNames: numbered(count), columns: columns + [(kind == "table" ? "Freq" : "x", CSVTable.fields(self))])
    }

    /// A row an element: the way to the component, the element's name, its value.
    private func flatRows(path: String) -> [[String]] {
        if case .list(let components) = content {
            return components.enumerated().flatMap { index, component in
                let name = names.flatMap { index < $0.count && !$0[index].isEmpty ? $0[index] : nil }
                let step = name ?? "[[\(index + 1)]]"
                return component.flatRows(
                    path: path.isEmpty || name == nil ? path + step : path + "$" + step)
            }
        }
        return zip(elementPlaces, CSVTable.fields(self)).map {
            [CSVTable.quoted(path), CSVTable.quoted($0), $1]
        }
    }

    /// Each element's name or place; nothing for a single element without a name.
    private var elementPlaces: [String] {
        if let names = elementNames { return names }
        guard let sizes = wholeDimensions, sizes.count > 1 else {
            return count == 1 ? [""] : numbered(count)
        }
        let labels = sizes.indices.map { names(alongDimension: $0) ?? numbered(sizes[$0]) }
        return (0..<count).map { cell in
            var rest = cell
            return zip(sizes, labels).map { size, labels in
                defer { rest /= size }
                return labels[rest % size]
            }.joined(separator: ",")
        }
    }

    private func numbered(_ count: Int) -> [String] { (0..<count).map { String($0 + 1) } }
}
