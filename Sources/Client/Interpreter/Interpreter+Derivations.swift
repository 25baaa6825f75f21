import Inference
import Language
import Study
import Wire

extension Interpreter {
    func rbind(_ arguments: Arguments) throws(Problem) -> Value {
        var tables: [(label: String, table: PrivateTable)] = []
        for (index, bound) in arguments.rest.enumerated() {
            guard case .table(let table) = bound.value else {
                if tables.isEmpty, !arguments.rest.contains(where: \.value.isPrivate) {
                    return try bindPublic(arguments, byRow: true)
                }
                throw arguments.unfit(bound, "private tables only")
            }
            var label = bound.name ?? String(index + 1)
            if bound.name == nil, case .load(_, let name) = table.source { label = name }
            if tables.contains(where: { $0.label == label }) { label += ".\(index + 1)" }
            tables.append((label, table))
        }
        if tables.count == 1 { return .table(tables[0].table) }
        return .table(try .pooling(tables))
    }

    func cbind(_ arguments: Arguments) throws(Problem) -> Value {
        guard case .table(var table)? = arguments.rest.first?.value else {
            return try bindPublic(arguments, byRow: false)
        }
        for bound in arguments.rest.dropFirst() {
            guard let name = bound.name ?? bound.place.columnName else {
                throw Problem(
                    "unnamed-column", "the new column has no name", at: bound.place.range.place,
                    mend: "name it, as in cbind(tm, double = tm$age * 2)")
            }
            table = try table.setting(name, to: try column(bound.value, of: table, bound.place), in: study.codebook)
        }
        return .table(table)
    }

    private func bindPublic(_ arguments: Arguments, byRow: Bool) throws(Problem) -> Value {
        let frames = arguments.rest.compactMap { $0.value.asObject }.filter { $0.kind == "data.frame" }
        if byRow, let first = arguments.rest.first, !frames.isEmpty {
            guard frames.count == arguments.rest.count, let stacked = RObject.stacking(frames) else {
                throw arguments.unfit(first, "data frames with the same columns")
            }
            return .object(stacked)
        }
        var lines: [(name: String?, values: [Double?])] = []
        var across: [String]?
        for bound in arguments.rest {
            guard let object = bound.value.asObject, bound.value.asNumbers != nil else {
                throw arguments.unfit(bound, "numbers")
            }
            let name = bound.name ?? bound.place.columnName
            if let size = object.dimensions, size.count == 2 {
                let count = byRow ? size[0] : size[1]
                for line in 0..<count {
                    let places = byRow ? [[line], Array(0..<size[1])] : [Array(0..<size[0]), [line]]
                    let names = object.dimensionNames?[byRow ? 0 : 1] ?? nil
                    lines.append((names?[line], object.slice(places).asOptionalDoubles))
                }
                across = across ?? (object.dimensionNames?[byRow ? 1 : 0] ?? nil)
            } else {
                lines.append((name, object.asOptionalDoubles))
                across = across ?? object.elementNames
            }
        }
        let width = lines.map(\.values.count).max() ?? 0
        let rows = lines.map { line in
            (0..<width).map { line.values.isEmpty ? nil : line.values[$0 % line.values.count] }
        }
        let names = lines.contains { $0.name != nil } ? lines.map { $0.name ?? "" } : nil
        if byRow { return .object(.matrix(rows, rowNames: names, columnNames: across)) }
        let columns = (0..<width).map { index in rows.map { $0[index] } }
        return .object(.matrix(columns, rowNames: across, columnNames: names))
    }

    func transform(
        _ list: [Expression.Argument], _ expression: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        guard let source = list.first?.value, case .table(var table) = try evaluate(source, in: frame) else {
            throw Problem(
                "bad-argument", "transform needs a private table first", at: expression.range.place,
                mend: "write it as in transform(tm, old = age > 70)")
        }
        let columns = Frame(frame.environment, table: table)
        for argument in list.dropFirst() {
            guard let name = argument.name, let value = argument.value else {
                throw Problem(
                    "unnamed-column", "a derived column has no name", at: argument.range.place,
                    mend: "write it as in transform(tm, old = age > 70)")
            }
            let result = try evaluate(value, in: columns)
            table = try table.setting(name, to: try column(result, of: table, value), in: study.codebook)
        }
        return .table(table)
    }

    func within(
        _ list: [Expression.Argument], _ expression: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        guard list.count == 2, let source = list[0].value, let body = list[1].value,
            case .table(var table) = try evaluate(source, in: frame)
        else {
            throw Problem(
                "bad-argument", "within needs a private table and assignments", at: expression.range.place,
                mend: "write it as in within(tm, old <- age > 70)")
        }
        let statements: [Expression]
        if case .block(let list) = body.form { statements = list } else { statements = [body] }
        for statement in statements {
            guard case .assign(let target, let value) = statement.form, case .name(let name) = target.form else {
                throw Problem(
                    "cannot-assign", "within takes assignments to columns", at: statement.range.place,
                    mend: "write it as in old <- age > 70")
            }
            let result = try evaluate(value, in: Frame(frame.environment, table: table))
            table = try table.setting(name, to: try column(result, of: table, value), in: study.codebook)
        }
        isVisible = true
        return .table(table)
    }

    func ifelse(_ arguments: Arguments) throws(Problem) -> Value {
        let (test, yes, no) = (try arguments.need("test"), try arguments.need("yes"), try arguments.need("no"))
        guard case .vector(let vector) = test.value else { return try publicChoice(test, yes, no, arguments) }
        let (a, b) = (try alternative(yes), try alternative(no))
        return .vector(try VectorExpression.choice(try vector.condition(), a, b).verified())
    }

    private func alternative(_ bound: Arguments.Bound) throws(Problem) -> VectorExpression {
        if case .texts(let texts) = bound.value, texts.count == 1, let text = texts[0] { return .label(text) }
        return try vector(bound.value, bound.place)
    }

    private func publicChoice(
        _ test: Arguments.Bound, _ yes: Arguments.Bound, _ no: Arguments.Bound, _ arguments: Arguments
    ) throws(Problem) -> Value {
        guard let truths = test.value.truths, let shape = test.value.asObject, let a = yes.value.asObject,
            let b = no.value.asObject, a.count > 0, b.count > 0
        else { throw arguments.unfit(test, "truth values") }
        var result = shape
        switch RObject.commonKind([a, b]) {
        case .texts:
            result.content = .texts(
                truths.enumerated().map { index, truth in
                    truth.flatMap { $0 ? a.asTexts[index % a.count] : b.asTexts[index % b.count] }
                })
        case .logicals:
            result.content = .logicals(
                truths.enumerated().map { index, truth in
                    truth.flatMap { $0 ? a.asLogicals[index % a.count] : b.asLogicals[index % b.count] }
                })
        default:
            result.content = .numbers(
                truths.enumerated().map { index, truth in
                    truth.flatMap {
                        $0 ? a.asOptionalDoubles[index % a.count] : b.asOptionalDoubles[index % b.count]
                    }
                })
        }
        return Value(result)
    }

    func factor(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("x")
        guard case .vector(let vector) = bound.value else {
            if bound.value.isPrivate { throw arguments.unfit(bound, "a column") }
            return bound.value
        }
        guard let given = arguments.named["levels"] else {
            guard let labels = try vector.type().levels else {
                let grouping = try Grouping(vector, label: bound.place.deparsed)
                if case .logical = try vector.type().kind {
                    let levels = [("FALSE", 0), ("TRUE", 1)].map {
                        FactorLevel(.number(ExactDecimal($0.1)), label: $0.0)
                    }
                    return .vector(try VectorExpression.factor(vector, levels).verified())
                }
                return .vector(grouping.factor)
            }
            return .vector(try VectorExpression.factor(vector, labels.map { FactorLevel(.label($0)) }).verified())
        }
        let names = try arguments.named["labels"].map { (bound) throws(Problem) in bound.value.asCharacters ?? [] }
        var levels: [FactorLevel] = []
        let ofFactor = try vector.type().levels != nil
        for index in 0..<given.value.count {
            let value = given.value.element(index)
            let label = names.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            if ofFactor, let text = value.asCharacters?.first ?? nil {
                levels.append(FactorLevel(.label(text), label: label))
            } else {
                levels.append(FactorLevel(.number(try constant(value, given.place)), label: label))
            }
        }
        return .vector(try VectorExpression.factor(vector, levels).verified())
    }

    func cut(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("x")
        guard case .vector(let vector) = bound.value else { throw arguments.unfit(bound, "a private number") }
        let given = try arguments.need("breaks")
        var points: [(value: Double, exact: ExactDecimal?)] = []
        for value in try arguments.numbers(given).values {
            guard let double = value.double, !double.isNaN else { throw arguments.unfit(given, "break points") }
            points.append((double, double.isFinite ? try constant(.numbers(Numbers([value])), given.place) : nil))
        }
        points.sort { $0.value < $1.value }
        let right = try arguments.flag("right", default: true)
        let lowest = try arguments.flag("include.lowest", default: false)
        var labels = Intervals.labels(points.map(\.value), closedRight: right, includesLowest: lowest)
        if let names = arguments.named["labels"], case .texts(let texts) = names.value {
            labels = texts.map { $0 ?? "NA" }
        }
        guard
            let intervals = Intervals(
                breaks: points.map(\.exact), labels: labels, closedRight: right, includesLowest: lowest)
        else {
            throw Problem(
                "bad-breaks", "cut needs two or more different breaks, and a label for each interval",
                at: given.place.range.place, mend: "write them as in c(0, 60, 70, 120)")
        }
        return .vector(try VectorExpression.cut(vector, intervals).verified())
    }
}

extension Expression {
    /// The name that a column or variable would be given: the last name in it.
    var columnName: String? {
        switch form {
        case .name(let name), .member(_, let name): name
        default: nil
        }
    }
}

extension Intervals {
    /// R's labels: numbers with three significant digits, more where they would be equal.
    static func labels(_ points: [Double], closedRight: Bool, includesLowest: Bool) -> [String] {
        var texts: [String] = []
        for digits in 3...12 {
            texts = points.map { RFormat.texts([$0], digits: digits)[0] }
            if Set(texts).count == texts.count { break }
        }
        let count = max(0, points.count - 1)
        return (0..<count).map { index in
            let closedLow = !closedRight || (includesLowest && index == 0)
            let closedHigh = closedRight || (includesLowest && index == count - 1)
            return "\(closedLow ? "[" : "(")\(texts[index]),\(texts[index + 1])\(closedHigh ? "]" : ")")"
        }
    }
}
