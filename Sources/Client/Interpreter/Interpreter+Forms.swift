import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// The value of an expression.
    func evaluate(_ expression: Expression, in frame: Frame) throws(Problem) -> Value {
        depth += 1
        defer { depth -= 1 }
        try step(expression)
        switch expression.form {
        case .number(let text): return .numbers(Numbers([try number(text, at: expression)]))
        case .string(let text): return .texts([text])
        case .logical(let value): return .logicals([value])
        case .notAvailable: return .logicals([nil])
        case .null: return .null
        case .name(let name): return try lookUp(name, expression, frame)
        case .group(let inner):
            let value = try evaluate(inner, in: frame)
            isVisible = true
            return value
        case .call(let callee, let arguments): return try call(callee, arguments, expression, frame)
        case .index(let inner, let arguments): return shown(try index(inner, arguments, expression, frame))
        case .element(let inner, let arguments): return shown(try element(inner, arguments, expression, frame))
        case .member(let inner, let name):
            return shown(try member(try evaluate(inner, in: frame), name, expression))
        case .unary(let sign, let inner): return try unary(sign, inner, expression, frame)
        case .binary(let sign, let left, let right): return try binary(sign, left, right, expression, frame)
        case .assign(let target, let value): return try assign(target, value, frame)
        default: return try control(expression, in: frame)
        }
    }

    /// A part of a value is shown even where the whole would not be, as in `hist(x)$counts`.
    private func shown(_ part: Value) -> Value {
        isVisible = true
        return part
    }

    private func number(_ text: String, at expression: Expression) throws(Problem) -> Estimate {
        if let value = ExactDecimal(text)?.rational {
            return .exact(value)
        }
        if text == "Inf" { return .approximate(.infinity) }
        if text == "NaN" { return .approximate(.nan) }
        let digits = text.hasSuffix("L") ? String(text.dropLast()) : text
        guard let value = Double(digits) else {
            throw Problem(
                "syntax", "\(text.quotedForPeople) is no number", at: expression.range.place,
                mend: "write it as in 12.5 or 1e-3")
        }
        return .approximate(value)
    }

    private func lookUp(_ name: String, _ expression: Expression, _ frame: Frame) throws(Problem) -> Value {
        if let table = frame.table, table.has(name, in: study.codebook) {
            return .vector(
                try expression.placing { () throws(Problem) in try table.column(named: name, in: study.codebook) })
        }
        if let value = frame.environment.find(name) {
            if frame.environment.holder(of: name) === globals { lineage.read(name) }
            return value
        }
        if let builtin = Builtin.named(name) { return .builtin(builtin) }
        if let text = Self.operatorFunctions[name], let function = try Parser.parse(text).first {
            return try evaluate(function, in: Frame(globals))
        }
        if name == "T" || name == "F" { return .logicals([name == "T"]) }
        if name == "pi" { return .numbers(Numbers([.approximate(.pi)])) }
        let known = (frame.table?.names(in: study.codebook) ?? []) + variableNames
        throw Problem(
            frame.table == nil ? "unknown-variable" : "unknown-column",
            "there is no \(frame.table == nil ? "variable" : "column or variable") \(name.quotedForPeople)",
            at: expression.range.place, mend: mend(unknown: name, known: known))
    }

    /// Operators in backquotes, as in Reduce(`+`, x) and sapply(l, `[[`, 1).
    private static let operatorFunctions: [String: String] = {
        let joining = ["+", "-", "*", "/", "^", "%%", "%/%", "==", "!=", "<", ">", "<=", ">=", "&", "|", "%in%", ":"]
        var texts = Dictionary(uniqueKeysWithValues: joining.map { ($0, "function(a, b) a \($0) b") })
        texts["["] = "function(x, i) x[i]"
        texts["[["] = "function(x, i) x[[i]]"
        return texts
    }()

    private func mend(unknown name: String, known: [String]) -> String {
        if let near = NearestName.nearest(to: name, among: known + Builtin.names) { return "did you mean \(near)?" }
        if study.owner(ofTable: name) != nil { return "load it first: \(name) <- load(\"\(name)\")" }
        return "assign it first, as in \(name) <- load(\"\(study.tables.first ?? "table")\")"
    }

    func member(_ value: Value, _ name: String, _ expression: Expression) throws(Problem) -> Value {
        switch value {
        case .table(let table):
            return .vector(
                try expression.placing { () throws(Problem) in try table.column(named: name, in: study.codebook) })
        case .model(let model):
            let object = name == "concordance" ? try withConcordance(model, at: expression) : model.object
            return try member(.object(object), name, expression)
        case .object(let object):
            guard case .list = object.content else { break }
            if let component = object[name] { return Value(component) }
            // R completes the beginning of a name, where it is the beginning of one only.
            let near = (object.names ?? []).filter { $0.hasPrefix(name) }
            return near.count == 1 ? object[near[0]].map { Value($0) } ?? .null : .null
        case .null: return .null
        case .list(let items): return items.first { $0.name == name }?.value ?? .null
        default: break
        }
        throw Problem(
            "no-columns", "a \(value.typeName) has no columns", at: expression.range.place,
            mend: "use $ on a table or a result, as in tm$age")
    }
}
