extension RObject {
    /// The first text of a component; nil where there is none.
    func text(_ name: String) -> String? {
        guard case .texts(let values)? = self[name]?.content else { return nil }
        return values.first ?? nil
    }

    /// The numbers of a component with NA as nil; nil where there are none.
    func values(_ name: String) -> [Double?]? {
        guard case .numbers(let values)? = self[name]?.content, !values.isEmpty else { return nil }
        return values
    }

    /// The result of a test as R's `print.htest` writes it; nil for anything else.
    public func printedHTest(digits: Int = 7) -> String? {
        guard kind == "htest" else { return nil }
        var text = "\n" + AlignedColumn.wrapped(self.text("method") ?? "", prefix: "\t") + "\n"
        text += "data:  \(self.text("data.name") ?? "")\n"
        let parts = assignments("statistic", digits) + assignments("parameter", digits) + probability(digits)
        text += AlignedColumn.wrapped(parts.joined(separator: ", "))
        text += alternativeLines(digits)
        if let interval = values("conf.int") {
            let level = RFormat.texts([(values("conf.level")?.first ?? nil).map { 100 * $0 }])[0]
            let limits = AlignedColumn.padded(RFormat.texts(interval, digits: digits))
            text += "\(level) percent confidence interval:\n \(limits.joined(separator: " "))\n"
        }
        if let estimates = values("estimate") {
            text += "sample estimates:\n"
            text += AlignedColumn.named(self["estimate"]?.names ?? [""], estimates, digits: digits)
        }
        return text + "\n"
    }

    /// `name = value` for each number of a component, all in one format.
    private func assignments(_ name: String, _ digits: Int) -> [String] {
        guard let numbers = values(name), let names = self[name]?.names else { return [] }
        return zip(names, AlignedColumn.padded(RFormat.texts(numbers, digits: max(1, digits - 2)))).map {
            "\($0) = \($1)"
        }
    }

    private func probability(_ digits: Int) -> [String] {
        guard let p = values("p.value")?.first else { return [] }
        let text = ProbabilityText.texts([p], digits: max(1, digits - 3))[0]
        return ["p-value " + (text.hasPrefix("<") ? text : "= " + text)]
    }

    private func alternativeLines(_ digits: Int) -> String {
        guard let side = text("alternative") else { return "" }
        guard let null = values("null.value"), let names = self["null.value"]?.names else {
            return "alternative hypothesis: \(side)\n"
        }
        if null.count > 1 {
            return "alternative hypothesis: \(side)\nnull values:\n"
                + AlignedColumn.named(names, null, digits: digits)
        }
        let relation = ["two.sided": "not equal to", "less": "less than", "greater": "greater than"][side] ?? side
        return "alternative hypothesis: true \(names[0]) is \(relation) \(RFormat.texts(null)[0])\n"
    }
}
