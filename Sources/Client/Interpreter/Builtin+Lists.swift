import Inference
import Language
import Wire

extension Builtin {
    /// Lists, and functions applied to each of several values.
    static let listFunctions: [Builtin] = [
        Builtin(
            "list", [], variadic: true,
            HelpTopic(
                "list(...)", "Values side by side, with names.", releases: "nothing", example: "list(n = 3, m = 4)"),
            body: .raw { (interpreter, list, _, frame) throws(Problem) in
                var items: [ListItem] = []
                for argument in list {
                    guard let value = argument.value else { continue }
                    items.append(ListItem(name: argument.name, value: try interpreter.evaluate(value, in: frame)))
                }
                return .listing(items)
            }),
        applying("lapply", "A function of each element, as a list.") { (items, _) in .listing(items) },
        applying("sapply", "A function of each element, as a vector where each gives one value.") { (items, simplify) in
            simplify ? .simplified(items) : .listing(items)
        },
        applying("vapply", "As sapply; the third argument is the shape of a value.") { (items, _) in .simplified(items)
        },
        Builtin(
            "mapply", ["FUN", "SIMPLIFY"], variadic: true,
            HelpTopic(
                "mapply(FUN, ...)", "A function of the first elements, the second elements, and so on.",
                releases: "what the function releases", example: "mapply(function(a, b) a + b, 1:3, 4:6)")
        ) { (interpreter, arguments) throws(Problem) in
            var rest = arguments.rest
            let function: Arguments.Bound
            if let named = arguments.named["FUN"] {
                function = named
            } else {
                guard !rest.isEmpty else { _ = try arguments.need("FUN"); return .null }
                function = rest.removeFirst()
            }
            let count = rest.map(\.value.count).max() ?? 0
            var items: [ListItem] = []
            for index in 0..<count {
                let bound = rest.filter { $0.value.count > 0 }.map {
                    Arguments.Bound(name: $0.name, value: $0.value.element(index % $0.value.count), place: $0.place)
                }
                let name = rest.first.flatMap { $0.value.names?[index] ?? $0.value.ownTexts?[index] }
                items.append(
                    ListItem(name: name, value: try interpreter.apply(function.value, to: bound, arguments.call)))
            }
            return .simplified(items)
        },
        Builtin(
            "do.call", ["what", "args"],
            HelpTopic(
                "do.call(what, args)", "Calls a function with a list of arguments.",
                releases: "what the function releases",
                example: "do.call(sum, list(1, 2))")
        ) { (interpreter, arguments) throws(Problem) in
            let (what, list) = (try arguments.need("what"), try arguments.need("args"))
            let bound = (0..<list.value.count).map { index -> Arguments.Bound in
                let name = list.value.names?[index]
                return .init(
                    name: name?.isEmpty == false ? name : nil, value: list.value.element(index), place: list.place)
            }
            var function = what.value
            if case .texts(let names) = function, let name = names.first ?? nil, let builtin = Builtin.named(name) {
                function = .builtin(builtin)
            }
            return try interpreter.apply(function, to: bound, arguments.call)
        },
        Builtin(
            "Reduce", ["f", "x"],
            HelpTopic(
                "Reduce(f, x)", "A function of two values along a vector or list.",
                releases: "what the function releases", example: "Reduce(`+`, 1:3)")
        ) { (interpreter, arguments) throws(Problem) in
            let (function, list) = (try arguments.need("f"), try arguments.need("x"))
            guard list.value.count > 0 else { return .null }
            var result = list.value.element(0)
            for index in 1..<max(1, list.value.count) {
                let bound = [result, list.value.element(index)].map {
                    Arguments.Bound(name: nil, value: $0, place: list.place)
                }
                result = try interpreter.apply(function.value, to: bound, arguments.call)
            }
            return result
        },
        Builtin(
            "unlist", ["x", "use.names"],
            HelpTopic(
                "unlist(x)", "The elements of a list as one vector.", releases: "nothing", example: "unlist(list(1, 2))"
            )
        ) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            guard case .list(let components) = object.content else { return Value(object) }
            let names = try arguments.flag("use.names", default: true) ? object.names : nil
            return Value(
                .combining(
                    components.enumerated().map { index, component in
                        let name = names?[index] ?? ""
                        return (name.isEmpty ? nil : name, component.flattened)
                    }))
        },
        Builtin(
            "unname", ["obj"],
            HelpTopic("unname(x)", "The value without names.", releases: "nothing", example: "unname(quantile(tm$age))")
        ) { (_, arguments) throws(Problem) in
            let bound = try arguments.need("obj")
            if case .numbers(var numbers) = bound.value {
                numbers.names = nil
                return .numbers(numbers)
            }
            var object = try arguments.object("obj")
            object.names = nil
            object.dimensionNames = nil
            return Value(object)
        },
        Builtin(
            "setNames", ["object", "nm"],
            HelpTopic(
                "setNames(x, names)", "The value with names.", releases: "nothing",
                example: "setNames(1:2, c(\"a\", \"b\"))")
        ) { (_, arguments) throws(Problem) in
            let names = try arguments.object("nm").asTexts.map { $0 ?? "NA" }
            let bound = try arguments.need("object")
            if case .list(let items) = bound.value {
                return .list(zip(items, names).map { ListItem(name: $1, value: $0.value) })
            }
            return Value(try arguments.object("object").named(names))
        },
        Builtin(
            "is.null", ["x"],
            HelpTopic("is.null(x)", "Whether a value is NULL.", releases: "nothing", example: "is.null(NULL)")
        ) { (_, arguments) throws(Problem) in
            if case .null = try arguments.need("x").value { return .logicals([true]) }
            return .logicals([false])
        },
    ]

    private static func applying(
        _ name: String, _ text: String, _ finish: @escaping @Sendable ([ListItem], Bool) -> Value
    ) -> Builtin {
        let topic = HelpTopic(
            "\(name)(X, FUN, ...)", text, releases: "what the function releases",
            example: "\(name)(c(1, 4, 9), function(x) sqrt(x))")
        let parameters = ["X", "FUN"] + (name == "vapply" ? ["FUN.VALUE"] : []) + ["simplify", "USE.NAMES"]
        return Builtin(name, parameters, others: true, topic) {
            (interpreter, arguments) throws(Problem) in
            let (list, function) = (try arguments.need("X"), try arguments.need("FUN"))
            if case .vector = list.value { throw arguments.unfit(list, "a public vector or a list") }
            var items: [ListItem] = []
            for index in 0..<list.value.count {
                let first = Arguments.Bound(name: nil, value: list.value.element(index), place: list.place)
                let value = try interpreter.apply(function.value, to: [first] + arguments.rest, arguments.call)
                let own = name == "lapply" ? nil : list.value.ownTexts?[index]
                items.append(ListItem(name: list.value.names?[index] ?? own, value: value))
            }
            interpreter.isVisible = true
            return finish(items, try arguments.flag("simplify", default: true))
        }
    }
}

extension Value {
    /// A list: of public values an object, else with its private ones.
    static func listing(_ items: [ListItem]) -> Value {
        var objects: [RObject] = []
        for item in items {
            guard let object = item.value.asObject else { return .list(items) }
            objects.append(object)
        }
        let named = items.contains { $0.name != nil }
        return .object(RObject(.list(objects), names: named ? items.map { $0.name ?? "" } : nil))
    }

    /// What `sapply` makes of a list: a vector of single values, a matrix of equally long ones, else the list.
    static func simplified(_ items: [ListItem]) -> Value {
        let objects = items.compactMap(\.value.asObject)
        guard objects.count == items.count, let first = objects.first, first.kind == nil,
            objects.allSatisfy({ $0.count == first.count && $0.count > 0 }), RObject.commonKind(objects) != .list
        else { return .listing(items) }
        let names = items.contains { $0.name != nil } ? items.map { $0.name ?? "" } : nil
        var joined = RObject.combining(objects.map { (nil, $0.named(nil)) })
        if first.count == 1 { return Value(joined.named(names)) }
        joined.names = nil
        joined.dimensions = [first.count, objects.count]
        joined.dimensionNames = first.elementNames != nil || names != nil ? [first.elementNames, names] : nil
        return .object(joined)
    }

    /// The texts of a character vector, which `sapply` takes as names.
    var ownTexts: [String]? {
        guard case .texts(let texts) = self else { return nil }
        return texts.map { $0 ?? "NA" }
    }
}

extension RObject {
    /// A list flattened to a vector with joined names.
    var flattened: RObject {
        guard case .list(let components) = content else { return self }
        return .combining(
            components.enumerated().map { index, component in
                let name = names?[index] ?? ""
                return (name.isEmpty ? nil : name, component.flattened)
            })
    }
}
