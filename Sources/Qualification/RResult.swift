import Inference

/// Reads results of the language into the shapes that truth files have.
enum RResult {
    /// Any value: one element alone, several as a list, a list with names as an object, a table or matrix with its names.
    static func json(_ object: RObject) -> JSONValue {
        if object.kind == "htest" { return test(object) }
        if object.kind == "power.htest" { return power(object) }
        if let dimensions = object.dimensions, dimensions.count == 1 { return counts(object) }
        if let dimensions = object.dimensions, dimensions.count == 2 {
            return object.kind == "table" ? crossTable(object) : matrix(object)
        }
        if object.kind == "table" { return counts(object) }
        if case .list(let components) = object.content {
            guard let names = object.names else { return .list(components.map(json)) }
            return .members(zip(names, components.map(json)).map { ($0, $1) })
        }
        let values = list(object)
        return values.count == 1 ? values[0] : .list(values)
    }

    /// The elements of a vector, whatever its names; of a list each as it is.
    static func list(_ object: RObject?) -> [JSONValue] {
        guard let object else { return [] }
        return switch object.content {
        case .null: []
        case .numbers(let values): values.map(JSONValue.double)
        case .texts(let values): values.map { .text($0 ?? "NA") }
        case .logicals(let values): values.map { $0.map(JSONValue.bool) ?? .text("NA") }
        case .list(let components): components.map(json)
        }
    }

    /// The texts of a vector.
    static func texts(_ object: RObject?) -> [String] {
        guard case .texts(let values)? = object?.content else { return [] }
        return values.map { $0 ?? "NA" }
    }

    /// A vector with its names as an object.
    static func named(_ object: RObject) -> JSONValue {
        let values = list(object)
        guard let names = object.names ?? object.dimensionNames?.first ?? nil, names.count == values.count else {
            return .list(values)
        }
        return .members(zip(names, values).map { ($0, $1) })
    }

    /// A table of counts of one variable: levels and counts. R counts plain vectors, where no level has a count of 0.
    static func counts(_ object: RObject) -> JSONValue {
        guard case .object(let members) = named(object) else { return .list(list(object)) }
        return .object(members.filter { $0.value != .number("0") })
    }

    /// A table of counts of two variables.
    static func crossTable(_ object: RObject) -> JSONValue {
        .members([("rows", names(object, 0)), ("cols", names(object, 1)), ("counts", .list(rows(object)))])
    }

    /// A matrix of numbers.
    static func matrix(_ object: RObject) -> JSONValue {
        .members([("rows", names(object, 0)), ("cols", names(object, 1)), ("values", .list(rows(object)))])
    }

    /// The names of a dimension; null where it has none.
    static func names(_ object: RObject, _ dimension: Int) -> JSONValue {
        guard let all = object.dimensionNames, all.indices.contains(dimension), let names = all[dimension] else {
            return .null
        }
        return .list(names.map(JSONValue.text))
    }

    /// The rows of a matrix; of a vector one row an element.
    static func rows(_ object: RObject) -> [JSONValue] {
        let values = list(object)
        guard let dimensions = object.dimensions, dimensions.count == 2, dimensions[0] * dimensions[1] == values.count
        else { return values.map { .list([$0]) } }
        return (0..<dimensions[0]).map { row in
            .list((0..<dimensions[1]).map { values[row + $0 * dimensions[0]] })
        }
    }

    /// What R's print method of a test is given.
    static func test(_ object: RObject) -> JSONValue {
        var members: [(String, JSONValue)] = [("method", single(object["method"]))]
        for name in ["statistic", "parameter"] {
            members.append((name, object[name].map { isNull($0) ? .list([]) : named($0) } ?? .list([])))
        }
        members.append(("p_value", single(object["p.value"])))
        if let estimate = present(object["estimate"]) { members.append(("estimate", named(estimate))) }
        if let interval = present(object["conf.int"]) {
            members.append(("conf_int", .list(list(interval))))
            members.append(("conf_level", level(of: object)))
        }
        if let null = present(object["null.value"]) { members.append(("null_value", named(null))) }
        if let side = present(object["alternative"]) { members.append(("alternative", single(side))) }
        if let error = present(object["stderr"]) { members.append(("stderr", single(error))) }
        if let expected = present(object["expected"]) { members.append(("expected", .list(rows(expected)))) }
        return .members(members)
    }

    /// R keeps the level as an attribute of the interval; here it is a component where the test has one.
    private static func level(of object: RObject) -> JSONValue {
        object["conf.level"].map(single) ?? .double(0.95)
    }

    /// What a power calculation tells, without its words.
    static func power(_ object: RObject) -> JSONValue {
        .members(
            ["n", "delta", "sd", "p1", "p2", "sig.level", "power", "alternative"].compactMap { name in
                present(object[name]).map { (name, single($0)) }
            })
    }

    /// The only element; the elements where there are several.
    static func single(_ object: RObject?) -> JSONValue {
        let values = list(object)
        return values.count == 1 ? values[0] : .list(values)
    }

    private static func isNull(_ object: RObject) -> Bool { object.content == .null }
    private static func present(_ object: RObject?) -> RObject? { object.flatMap { isNull($0) ? nil : $0 } }
}
