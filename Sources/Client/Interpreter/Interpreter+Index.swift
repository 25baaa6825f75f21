import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// `x[i]`, `table[condition, ]`, `table[condition, "column"]`.
    func index(
        _ inner: Expression, _ arguments: [Expression.Argument], _ expression: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        let value = try evaluate(inner, in: frame)
        if case .table(let table) = value { return try index(table, arguments, expression, frame) }
        if case .object(let object) = value, arguments.count > 1 {
            return try index(object, arguments, expression, frame)
        }
        guard arguments.count == 1, let place = arguments[0].value else {
            throw Problem(
                "bad-index", "[ ] takes one index here", at: expression.range.place, mend: "write it as in x[1]")
        }
        let selector = try evaluate(place, in: frame)
        if case .vector(let vector) = value { return try select(vector, selector, expression, place) }
        try refusePrivate(selector, "[ ]", place)
        return try pick(value, selector, place)
    }

    private func select(
        _ vector: VectorExpression, _ selector: Value, _ expression: Expression, _ place: Expression
    ) throws(Problem) -> Value {
        guard case .vector(let condition) = selector else {
            throw Problem(
                "private-order", "rows of a private vector cannot be picked by number: their order is not disclosed",
                at: place.range.place, mend: "select by a condition, as in x[x > 60]")
        }
        return .vector(
            try expression.placing { () throws(Problem) in try vector.selecting(try condition.condition()) })
    }

    private func index(
        _ table: PrivateTable, _ arguments: [Expression.Argument], _ expression: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        if arguments.count == 1, let place = arguments[0].value,
            case .texts(let names) = try evaluate(place, in: frame)
        {
            return .table(
                try place.placing { () throws(Problem) in
                    try table.picking(names.compactMap(\.self), in: study.codebook)
                })
        }
        guard arguments.count == 2 else {
            throw Problem(
                "bad-index", "a table takes two indices, for rows and columns", at: expression.range.place,
                mend: "write table[condition, ] or table[[\"column\"]]")
        }
        var (table, column) = (table, VectorExpression?.none)
        if let place = arguments[1].value {
            let picked = try evaluate(place, in: frame)
            if case .texts(let names) = picked, names.count > 1 {
                table = try place.placing { () throws(Problem) in
                    try table.picking(names.compactMap(\.self), in: study.codebook)
                }
            } else {
                let name = try name(of: picked, place)
                column = try place.placing { () throws(Problem) in try table.column(named: name, in: study.codebook) }
            }
        }
        guard let place = arguments[0].value else { return column.map { .vector($0) } ?? .table(table) }
        let selector = try evaluate(place, in: frame)
        if let column { return try select(column, selector, expression, place) }
        guard case .vector(let vector) = selector else {
            throw Problem(
                "private-order", "rows of a private table cannot be picked by number: their order is not disclosed",
                at: place.range.place, mend: "select by a condition, as in subset(tm, age > 60)")
        }
        return .table(
            try place.placing { () throws(Problem) in
                let condition = try vector.condition()
                guard try !condition.checked() else {
                    throw Problem(
                        "missing-condition",
                        "the condition may be missing in some rows, and R would then add empty rows",
                        mend: "use subset(), which leaves these rows out, or table[condition, \"column\"]")
                }
                return try table.selecting(condition)
            })
    }

    /// `x[[i]]`
    func element(
        _ inner: Expression, _ arguments: [Expression.Argument], _ expression: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        let value = try evaluate(inner, in: frame)
        guard arguments.count == 1, let place = arguments[0].value else {
            throw Problem(
                "bad-index", "[[ ]] takes one index", at: expression.range.place, mend: "write it as in x[[1]]")
        }
        let selector = try evaluate(place, in: frame)
        if case .table = value { return try member(value, try name(of: selector, place), expression) }
        if case .list(let items) = value {
            guard case .list(let picked) = try pick(value, selector, place), picked.count == 1 else {
                throw Problem(
                    "bad-index", "[[ ]] picks exactly one of \(items.count) elements", at: place.range.place,
                    mend: "use a number or a name that exists")
            }
            return picked[0].value
        }
        try refusePrivate(value, "[[ ]]", inner)
        try refusePrivate(selector, "[[ ]]", place)
        let picked = try pick(value, selector, place)
        if case .object(let object) = picked, case .list(let components) = object.content, components.count == 1 {
            return Value(components[0])
        }
        guard picked.count == 1 else {
            throw Problem(
                "bad-index", "[[ ]] picks exactly one element", at: place.range.place, mend: "use [ ] for several")
        }
        return picked
    }

    private func name(of value: Value, _ place: Expression) throws(Problem) -> String {
        guard case .texts(let texts) = value, texts.count == 1, let text = texts[0] else {
            throw Problem(
                "bad-index", "columns are picked by one name", at: place.range.place,
                mend: "write the name in quotes, as in tm[[\"age\"]]")
        }
        return text
    }

    /// Elements of a public value by number, name or truth value.
    func pick(_ value: Value, _ selector: Value, _ place: Expression) throws(Problem) -> Value {
        let places: [Int?]
        switch selector {
        case .texts(let names):
            guard let own = value.names else {
                throw Problem("bad-index", "the elements have no names", at: place.range.place, mend: "use a number")
            }
            places = names.map { name in own.firstIndex { $0 == name } }
        case .logicals(let truths):
            guard !truths.isEmpty else { return value.picking([]) }
            places = (0..<max(value.count, truths.count)).compactMap { index -> Int?? in
                guard let truth = truths[index % truths.count] else { return .some(nil) }
                return truth ? .some(index) : nil
            }
        default:
            guard let numbers = selector.asNumbers else {
                throw Problem(
                    "bad-index", "a \(selector.typeName) is no index", at: place.range.place, mend: "use a number")
            }
            places = try positions(numbers, count: value.count, place)
        }
        return value.picking(places.map { $0.flatMap { $0 < value.count ? $0 : nil } })
    }

    func positions(_ numbers: Numbers, count: Int, _ place: Expression) throws(Problem) -> [Int?] {
        let whole = numbers.values.map { $0.double.flatMap { $0.isFinite && abs($0) < 1e15 ? Int($0) : nil } }
        let negative = whole.compactMap(\.self).filter { $0 < 0 }
        guard !negative.isEmpty else { return whole.filter { $0 != 0 }.map { $0.map { $0 - 1 } } }
        guard whole.allSatisfy({ ($0 ?? 1) <= 0 }) else {
            throw Problem(
                "bad-index", "positive and negative indices cannot be mixed", at: place.range.place,
                mend: "use one kind")
        }
        let dropped = Set(negative.map { -$0 - 1 })
        return (0..<count).filter { !dropped.contains($0) }
    }
}

extension Value {
    /// The names of the elements, where there are any.
    var names: [String]? {
        switch self {
        case .frequency(let entries): entries.map(\.label)
        case .numbers(let numbers): numbers.names
        case .object(let object): object.elementNames
        case .list(let items): items.map { $0.name ?? "" }
        case .model(let model): model.object.elementNames
        default: nil
        }
    }

    /// The elements at these places; nil gives `NA`.
    func picking(_ places: [Int?]) -> Value {
        switch self {
        case .numbers(let numbers):
            .numbers(
                Numbers(
                    places.map { $0.map { numbers.values[$0] } ?? .notAvailable(.missingValues) }, form: numbers.form,
                    names: numbers.names.map { names in places.map { $0.map { names[$0] } ?? "<NA>" } }))
        case .texts(let texts): .texts(places.map { $0.flatMap { texts[$0] } })
        case .logicals(let logicals): .logicals(places.map { $0.flatMap { logicals[$0] } })
        case .frequency(let entries):
            .numbers(
                Numbers(
                    places.map { $0.map { entries[$0].estimate } ?? .notAvailable(.missingValues) }, form: .count,
                    names: places.map { $0.map { entries[$0].label } ?? "<NA>" }))
        case .object(let object): Value(object.picking(places))
        case .model(let model): Value(model.object.picking(places))
        case .list(let items): .list(places.compactMap { $0.map { items[$0] } })
        case .null, .table, .vector, .function, .builtin, .formula: self
        }
    }
}
