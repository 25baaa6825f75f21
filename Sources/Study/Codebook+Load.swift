import Wire

extension Study {
    /// Reads the codebook part of a study file; the order of the file is the order of columns.
    static func codebook(_ part: SettingsFile) throws(Problem) -> Codebook {
        var columns: [Column] = []
        for (name, value) in try part.entries() {
            let column = try column(name, value)
            try value.placing { () throws(Problem) in try column.check() }
            columns.append(column)
        }
        return try part.placing { () throws(Problem) in try Codebook(columns: columns) }
    }

    private static func column(_ name: String, _ part: SettingsFile) throws(Problem) -> Column {
        let parts = try part.parts(["type", "levels", "decimals", "minimum", "maximum", "missing", "unit", "label"])
        let isFactor = try part.need("type", in: parts).choice([("factor", true), ("number", false)])
        for surplus in isFactor ? ["decimals", "minimum", "maximum"] : ["levels"] {
            if let found = parts[surplus] {
                throw found.problem(
                    "a \(isFactor ? "factor" : "number") has no \(surplus)", mend: "remove it, or change the type")
            }
        }
        return Column(
            name: name, kind: isFactor ? try factor(part, parts) : try number(part, parts),
            missing: try parts["missing"]?.choice([("true", true), ("false", false)]) ?? false,
            unit: try parts["unit"]?.text(), label: try parts["label"]?.text())
    }

    private static func factor(_ part: SettingsFile, _ parts: [String: SettingsFile]) throws(Problem) -> Column.Kind {
        var levels: [String] = []
        for level in try part.need("levels", in: parts).list() { levels.append(try level.text()) }
        return .factor(levels: levels)
    }

    private static func number(_ part: SettingsFile, _ parts: [String: SettingsFile]) throws(Problem) -> Column.Kind {
        let decimalsPart = try part.need("decimals", in: parts)
        guard let decimals = Int(try decimalsPart.text()), (0...NumberScale.decimalsLimit).contains(decimals) else {
            throw decimalsPart.problem(
                "decimals should be 0 to \(NumberScale.decimalsLimit)", mend: "write the number of decimal places")
        }
        return .number(
            NumberScale(
                decimals: decimals, minimum: try bound(try part.need("minimum", in: parts), decimals),
                maximum: try bound(try part.need("maximum", in: parts), decimals)))
    }

    private static func bound(_ part: SettingsFile, _ decimals: Int) throws(Problem) -> Int64 {
        let text = try part.text()
        do {
            return try NumberScale.scaled(text, decimals: decimals)
        } catch {
            let reason =
                switch error {
                case .notANumber: "is no number"
                case .tooManyDecimals: "has more than \(decimals) decimal places"
                case .outOfBounds: "is too large"
                }
            throw part.problem("\(text.quotedForPeople) \(reason)", mend: "write a plain number, as in 130 or 0.5")
        }
    }
}
