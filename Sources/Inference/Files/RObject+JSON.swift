extension RObject {
    /// The value as JSON, on one line.
    ///
    /// Numbers have as many digits as it takes to read the same double back, `NA` is null, and what JSON has no number for
    /// is a text: `"NaN"`, `"Inf"`, `"-Inf"`. A plain vector is an array, of one element that element; a named one has
    /// `names` and `values`, a matrix `rows`, `columns` and its `values` row by row, an array of other dimensions
    /// `dimensions`, `names` and `values` in R's order. A list is an object with its components. R's class stands under
    /// `class`.
    /// - Parameter stamp: Where the value comes from; the value then stands under `result`, below `stamp`.
    public func json(stamp: ResultStamp? = nil) -> String {
        guard let stamp else { return jsonValue }
        return "{\"stamp\":" + stamp.json + ",\"result\":" + jsonValue + "}"
    }

    private var jsonValue: String {
        if case .null = content { return "null" }
        if case .list(let components) = content { return jsonList(components) }
        if let sizes = wholeDimensions {
            return sizes.count == 2 ? jsonMatrix(sizes[0], sizes[1]) : jsonArray(sizes)
        }
        let elements = jsonElements
        if let names, names.count == count {
            return object([("names", array(names.map(jsonText))), ("values", array(elements))])
        }
        if kind != nil { return object([("values", array(elements))]) }
        return elements.count == 1 ? elements[0] : array(elements)
    }

    private func jsonList(_ components: [RObject]) -> String {
        let values = components.map { kind == "data.frame" ? $0.jsonColumn : $0.jsonValue }
        guard let names, names.count == components.count else {
            return kind == nil ? array(values) : object([("values", array(values))])
        }
        guard Set(names).count == names.count, !names.contains("") else {
            return object([("names", array(names.map(jsonText))), ("values", array(values))])
        }
        return object(Array(zip(names, values)))
    }

    /// A column of a data frame: an array even where it has one element.
    private var jsonColumn: String {
        if case .list = content { return jsonValue }
        return dimensions == nil ? array(jsonElements) : jsonValue
    }

    private func jsonMatrix(_ rows: Int, _ columns: Int) -> String {
        let elements = jsonElements
        let values = (0..<rows).map { row in array((0..<columns).map { elements[$0 * rows + row] }) }
        return object(
            jsonTitles + [("rows", jsonNames(0)), ("columns", jsonNames(1)), ("values", array(values))])
    }

    private func jsonArray(_ sizes: [Int]) -> String {
        object(
            jsonTitles + [
                ("dimensions", array(sizes.map(String.init))),
                ("names", array(sizes.indices.map(jsonNames))),
                ("values", array(jsonElements)),
            ])
    }

    private var jsonTitles: [(String, String)] {
        dimensionTitles.map { [("titles", array($0.map(jsonText)))] } ?? []
    }

    private func jsonNames(_ dimension: Int) -> String {
        names(alongDimension: dimension).map { array($0.map(jsonText)) } ?? "null"
    }

    private var jsonElements: [String] {
        switch content {
        case .numbers(let values): values.map { $0.map(jsonNumber) ?? "null" }
        case .texts(let values): values.map { $0.map(jsonText) ?? "null" }
        case .logicals(let values): values.map { $0.map { $0 ? "true" : "false" } ?? "null" }
        case .list(let values): values.map(\.jsonValue)
        case .null: []
        }
    }

    private func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }

    /// An object with the members in order, R's class before them unless a member has that name.
    private func object(_ members: [(String, String)]) -> String {
        let hidden = members.contains { $0.0 == "class" }
        let first = kind.flatMap { hidden ? nil : [("class", jsonText($0))] } ?? []
        return "{" + (first + members).map { jsonText($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }
}

/// A JSON number that reads back as the same double, or a text where JSON has none.
func jsonNumber(_ value: Double) -> String {
    guard value.isFinite else { return "\"" + NumberText.shortest(value) + "\"" }
    if value.magnitude < 1e15, !(value == 0 && value.sign == .minus), let whole = Int(exactly: value) {
        return String(whole)
    }
    return value.description
}
