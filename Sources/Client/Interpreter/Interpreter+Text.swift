import Inference
import Language

extension Interpreter {
    /// What a value prints as. A private value prints its type and nothing else.
    func text(of value: Value) -> String {
        switch value {
        case .null: return "NULL"
        case .table, .vector: return value.typeName
        case .function: return "function"
        case .formula(let formula): return formula.expression.deparsed
        case .list(let items):
            return items.enumerated().map { index, item in
                (item.name.map { "$" + $0 } ?? "[[\(index + 1)]]") + "\n" + text(of: item.value) + "\n"
            }.joined(separator: "\n")
        case .object(let object): return object.printed()
        case .model(let model): return model.object.printed()
        case .builtin(let builtin): return builtin.help.text
        case .texts(let texts): return RPrint.vector(texts.map { $0.map(RPrint.quote) ?? "NA" }, alignLeft: true)
        case .logicals(let values): return RPrint.vector(values.map { $0.map { $0 ? "TRUE" : "FALSE" } ?? "NA" })
        case .frequency(let entries):
            guard printsAsR else { return Answer.frequency(entries).text }
            return RPrint.named(entries.map(\.label), entries.map { $0.count.map(String.init) ?? "NA" }, heading: true)
        case .numbers(let numbers): return text(of: numbers)
        }
    }

    private func text(of numbers: Numbers) -> String {
        if numbers.form == .plain || printsAsR {
            let texts = RFormat.texts(numbers.values.map(\.double))
            if let names = numbers.names { return RPrint.named(names, texts) }
            return texts.isEmpty ? "numeric(0)" : RPrint.vector(texts)
        }
        let texts = numbers.values.map { value in
            if numbers.form == .count, case .exact(let exact) = value, exact.isInteger { return "\(exact.numerator)" }
            return value.text
        }
        return texts.count == 1 ? texts[0] : "{" + texts.joined(separator: ", ") + "}"
    }
}

/// R's layout of printed vectors: 80 columns, `[1]` in front.
enum RPrint {
    private static let lineWidth = 80

    static func vector(_ texts: [String], alignLeft: Bool = false) -> String {
        guard !texts.isEmpty else { return "character(0)" }
        let width = texts.map(\.count).max() ?? 0
        let labelWidth = String(texts.count).count + 2
        let perLine = max(1, (lineWidth - labelWidth) / (width + 1))
        var lines: [String] = []
        for start in stride(from: 0, to: texts.count, by: perLine) {
            let label = "[\(start + 1)]"
            let cells = texts[start..<min(start + perLine, texts.count)].map { pad($0, width, alignLeft) }
            let line =
                pad(label, labelWidth, false) + " " + cells.joined(separator: " ")
            lines.append(alignLeft ? trimEnd(line) : line)
        }
        return lines.joined(separator: "\n")
    }

    /// Values under their names.
    static func named(_ names: [String], _ texts: [String], heading: Bool = false) -> String {
        let width = (names + texts).map(\.count).max() ?? 0
        let perLine = max(1, lineWidth / (width + 1))
        var lines: [String] = heading ? [""] : []
        for start in stride(from: 0, to: texts.count, by: perLine) {
            let range = start..<min(start + perLine, texts.count)
            lines.append(names[range].map { pad($0, width, false) }.joined(separator: " "))
            lines.append(texts[range].map { pad($0, width, false) }.joined(separator: " "))
        }
        return lines.joined(separator: "\n")
    }

    static func quote(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func pad(_ text: String, _ width: Int, _ left: Bool) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return left ? text + blanks : blanks + text
    }

    private static func trimEnd(_ text: String) -> String {
        String(text.reversed().drop { $0 == " " }.reversed())
    }
}
