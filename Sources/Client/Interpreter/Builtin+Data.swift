import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Functions that make and describe private data.
    static let dataFunctions: [Builtin] = [
        Builtin(
            "load", ["study", "table"],
            HelpTopic(
                "load(study, table) or load(table)",
                "A private table of the study. Nothing is sent until an analysis needs it.",
                releases: "nothing", example: "tm <- load(\"DS1\", \"munich_production\")")
        ) { (interpreter, arguments) throws(Problem) in
            let first = try arguments.need("study")
            let name = try arguments.text(first)
            guard let second = arguments.named["table"] else {
                return .table(PrivateTable(try .load(table: name, ofStudy: nil, in: interpreter.study)))
            }
            return .table(
                PrivateTable(try .load(table: try arguments.text(second), ofStudy: name, in: interpreter.study)))
        },
        Builtin(
            "subset", ["x", "subset"],
            HelpTopic(
                "subset(table, condition)",
                "The rows where the condition is true; where it is false or missing they are left out. Columns are named alone.",
                releases: "nothing", example: "subset(tm, event_death == 0 & age > 60)"),
            body: .raw { (interpreter, list, expression, frame) throws(Problem) in
                try interpreter.subset(list, expression, frame)
            }),
        Builtin(
            "is.na", ["x"],
            HelpTopic(
                "is.na(x)", "True where a value is missing.", releases: "nothing", example: "sum(is.na(tm$weight_kg))")
        ) { (_, arguments) throws(Problem) in
            let bound = try arguments.need("x")
            switch bound.value {
            case .vector(let vector): return .vector(.logical(try vector.isMissing()))
            case .texts(let texts): return .logicals(texts.map { $0 == nil })
            case .logicals(let logicals): return .logicals(logicals.map { $0 == nil })
            case .numbers(let numbers):
                return .logicals(numbers.values.map { $0.double?.isNaN ?? true })
            case .null: return .logicals([])
            case .object(let object):
                var result = object
                result.content = .logicals(
                    object.asComponents.map { element in
                        element.count == 1 && (element.asTexts[0] == nil || element.doubles.first?.isNaN == true)
                    })
                result.kind = nil
                return Value(result)
            default:
                throw Problem(
                    "bad-argument", "is.na needs a vector, not a \(bound.value.typeName)", at: bound.place.range.place,
                    mend: "name a column, as in is.na(tm$age)")
            }
        },
        Builtin(
            "c", [], variadic: true,
            HelpTopic(
                "c(...)",
                "One after the other: private columns (numbers take the largest scale, factors the merged levels), or public values.",
                releases: "nothing", example: "c(tm$age, tr$age)")
        ) { (_, arguments) throws(Problem) in try Combining.combine(arguments.rest) },
        Builtin(
            "names", ["x"],
            HelpTopic(
                "names(x)", "The columns of a table, the labels of a frequency table.",
                releases: "nothing, names are public",
                example: "names(tm)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.names(arguments) },
        Builtin(
            "colnames", ["x"],
            HelpTopic(
                "colnames(table)", "The columns of a table.", releases: "nothing, names are public",
                example: "colnames(tm)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.names(arguments) },
        Builtin(
            "ncol", ["x"],
            HelpTopic(
                "ncol(table)", "The number of columns of a table.", releases: "nothing, columns are public",
                example: "ncol(tm)")
        ) { (interpreter, arguments) throws(Problem) in
            let bound = try arguments.need("x")
            guard case .table(let table) = bound.value else {
                guard let columns = bound.value.asObject?.columnCount else { throw arguments.unfit(bound, "a table") }
                return .numbers(Numbers(columns))
            }
            return .numbers(Numbers(table.names(in: interpreter.study.codebook).count, form: .count))
        },
        Builtin(
            "levels", ["x"],
            HelpTopic(
                "levels(x)", "The levels of a factor, in the order of the codebook.",
                releases: "nothing, levels are public",
                example: "levels(tm$gender)")
        ) { (_, arguments) throws(Problem) in
            let bound = try arguments.need("x")
            guard case .vector(let vector) = bound.value else { return .null }
            return try vector.type().levels.map { .texts($0) } ?? .null
        },
    ]
}

extension Interpreter {
    func subset(
        _ list: [Expression.Argument], _ expression: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        var places: [String: Expression] = [:]
        for argument in list {
            let free = ["x", "subset"].first { places[$0] == nil }
            guard let value = argument.value, let name = argument.name ?? free, ["x", "subset"].contains(name),
                places.updateValue(value, forKey: name) == nil
            else {
                throw Problem(
                    "unknown-argument", "subset takes a table and a condition", at: argument.range.place,
                    mend: "write it as in subset(tm, age > 60), conditions joined by &")
            }
        }
        guard let source = places["x"], let place = places["subset"] else {
            throw Problem(
                "missing-argument", "subset needs a table and a condition", at: expression.range.place,
                mend: "write it as in subset(tm, age > 60)")
        }
        let value = try evaluate(source, in: frame)
        if case .vector(let vector) = value { return try subset(vector, place, expression, frame) }
        guard case .table(let table) = value else {
            throw Problem(
                "bad-argument", "subset needs a private table, not a \(value.typeName)", at: source.range.place,
                mend: "load one first, as in tm <- load(\"\(study.tables.first ?? "table")\")")
        }
        let condition = try evaluate(place, in: Frame(frame.environment, table: table))
        isVisible = true
        switch condition {
        case .vector(let vector):
            return .table(try place.placing { () throws(Problem) in try table.selecting(try vector.condition()) })
        case .logicals([true]): return value
        default:
            throw Problem(
                "not-a-condition", "subset needs a condition on the rows, not a \(condition.typeName)",
                at: place.range.place, mend: "compare a column with something, as in age > 60")
        }
    }

    /// `subset` of a vector leaves out the rows where the condition is missing.
    private func subset(
        _ vector: VectorExpression, _ place: Expression, _ expression: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        guard case .vector(let selector) = try evaluate(place, in: frame) else {
            throw Problem(
                "not-a-condition", "subset needs a private condition here", at: place.range.place,
                mend: "compare a column with something, as in tm$age > 60")
        }
        return .vector(
            try expression.placing { () throws(Problem) in try vector.leaving(try selector.condition()) })
    }

    func names(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("x")
        if case .table(let table) = bound.value { return .texts(table.names(in: study.codebook)) }
        if arguments.function == "colnames", case .object(let object) = bound.value {
            return (object.dimensionNames?.last ?? object.names).map { .texts($0) } ?? .null
        }
        return bound.value.names.map { .texts($0) } ?? .null
    }
}

/// `c`: all private, or all public.
enum Combining {
    static func combine(_ list: [Arguments.Bound]) throws(Problem) -> Value {
        let privates = list.filter(\.value.isPrivate)
        if privates.isEmpty {
            let needsObjects = list.contains { bound in
                if case .object = bound.value { return true }
                return bound.name != nil || bound.value.names != nil
            }
            guard needsObjects else { return combine(list.map(\.value)) }
            var parts: [(name: String?, object: RObject)] = []
            for bound in list {
                guard let object = bound.value.asObject else { continue }
                parts.append((bound.name, object))
            }
            return Value(.combining(parts))
        }
        var vectors: [VectorExpression] = []
        for bound in list {
            guard case .vector(let vector) = bound.value else {
                let isTable = if case .table = bound.value { true } else { false }
                throw Problem(
                    isTable ? "bad-argument" : "public-with-private",
                    isTable ? "c() cannot join whole tables" : "c() cannot join private rows with public values",
                    at: bound.place.range.place, mend: "join columns, as in c(tm$age, tr$age)")
            }
            vectors.append(vector)
        }
        return .vector(try .combining(vectors))
    }

    private static func combine(_ values: [Value]) -> Value {
        let texts = values.contains { if case .texts = $0 { true } else { false } }
        if texts { return .texts(values.flatMap { $0.asCharacters ?? [] }) }
        let onlyLogicals = values.allSatisfy {
            switch $0 {
            case .logicals, .null: true
            default: false
            }
        }
        if onlyLogicals {
            return values.allSatisfy({ $0.count == 0 }) ? .null : .logicals(values.flatMap { $0.truths ?? [] })
        }
        let numbers = values.compactMap(\.asNumbers)
        let forms = numbers.map(\.form)
        let form: Numbers.Form =
            forms.contains(.released) ? .released : forms.allSatisfy { $0 == .count } ? .count : .plain
        return .numbers(Numbers(numbers.flatMap(\.values), form: form))
    }
}
