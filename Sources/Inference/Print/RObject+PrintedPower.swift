extension RObject {
    /// A planned sample size or power as R's `print.power.htest` writes it; nil for anything else.
    public func printedPower(digits: Int = 7) -> String? {
        guard kind == "power.htest", let names, case .list(let components) = content else { return nil }
        let shown = zip(names, components).filter { $0.0 != "note" && $0.0 != "method" }
        let lines = zip(AlignedColumn.padded(shown.map(\.0), width: 15), shown).map { name, component in
            let text: String
            switch component.1.content {
            case .numbers(let values): text = RFormat.texts(values, digits: digits).joined(separator: ", ")
            case .texts(let values): text = values.map { $0 ?? "NA" }.joined(separator: ", ")
            default: text = ""
            }
            return "\(name) = \(text)\n"
        }
        let note = text("note").map { "\nNOTE: \($0)\n\n" } ?? "\n"
        return "\n     \(text("method") ?? "") \n\n" + lines.joined() + note
    }
}
