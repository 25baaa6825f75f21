import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// `name <- value`, `d$name <- value`, `x[i] <- value`, `l[["name"]] <- value`.
    func assign(_ target: Expression, _ value: Expression, _ frame: Frame) throws(Problem) -> Value {
        let result = try evaluate(value, in: Frame(frame.environment))
        guard signal == nil else { return result }
        // What is evaluated on the left side does not print either.
        defer { isVisible = false }
        switch target.form {
        case .name(let name): frame.environment.set(name, result)
        case .member(let inner, let member): try assign(result, to: member, of: inner, target, frame)
        case .element(let inner, let arguments) where arguments.count == 1:
            guard let place = arguments[0].value else { throw cannotAssign(target) }
            let selector = try evaluate(place, in: frame)
            if case .texts(let names) = selector, names.count == 1, let name = names[0] {
                try assign(result, to: name, of: inner, target, frame)
            } else {
                try assign(result, at: selector, of: inner, target, frame)
            }
        case .index(let inner, let arguments) where arguments.count == 1:
            guard let place = arguments[0].value else { throw cannotAssign(target) }
            try assign(result, at: try evaluate(place, in: frame), of: inner, target, frame)
        default: throw cannotAssign(target)
        }
        return result
    }

    private func cannotAssign(_ target: Expression) -> Problem {
        Problem(
            "cannot-assign", "this cannot be assigned to", at: target.range.place,
            mend: "assign to a name, a column or an element, as in d$x2 <- d$x * 2")
    }

    /// The variable behind a target.
    private func variable(_ inner: Expression, _ target: Expression) throws(Problem) -> String {
        guard case .name(let name) = inner.form else { throw cannotAssign(target) }
        lineage.read(name)
        return name
    }

    private func assign(
        _ value: Value, to member: String, of inner: Expression, _ target: Expression, _ frame: Frame
    ) throws(Problem) {
        let name = try variable(inner, target)
        switch frame.environment.find(name) ?? .null {
        case .table(let table):
            let changed = try target.placing { () throws(Problem) in
                if case .null = value { return try table.setting(member, to: nil, in: study.codebook) }
                return try table.setting(member, to: try column(value, of: table, target), in: study.codebook)
            }
            frame.environment.set(name, .table(changed))
        case let old:
            guard let object = old.asObject, let new = value.asObject else { throw cannotAssign(target) }
            frame.environment.set(name, .object(object.setting(member, to: new)))
        }
    }

    /// A private vector as a column; a public number or text stands in all rows.
    func column(_ value: Value, of table: PrivateTable, _ place: Expression) throws(Problem) -> VectorExpression {
        if case .vector(let vector) = value { return vector }
        throw Problem(
            "bad-column", "a column of a private table is a private vector, not a \(value.typeName)",
            at: place.range.place, mend: "derive it from other columns, as in d$x2 <- d$x * 2")
    }

    private func assign(
        _ value: Value, at selector: Value, of inner: Expression, _ target: Expression, _ frame: Frame
    ) throws(Problem) {
        let name = try variable(inner, target)
        try refusePrivate(selector, "[ ]", target)
        guard var object = (frame.environment.find(name) ?? .null).asObject, let new = value.asObject else {
            throw cannotAssign(target)
        }
        if case .texts(let names) = selector, names.count == 1, let element = names[0] {
            frame.environment.set(name, Value(object.setting(element, to: new)))
            return
        }
        let places: [Int]
        if let truths = selector.truths, case .logicals = selector {
            places = truths.indices.filter { truths[$0] == true }
        } else {
            guard let numbers = selector.asNumbers else { throw cannotAssign(target) }
            places = try positions(numbers, count: object.count, target).compactMap(\.self)
        }
        for (index, place) in places.enumerated() {
            guard (0..<1_000_000).contains(place), new.count > 0 else { throw cannotAssign(target) }
            object = object.setting(place, to: new, index % new.count)
        }
        frame.environment.set(name, Value(object))
    }
}

extension RObject {
    /// The list with a component added or replaced; NULL takes it away.
    func setting(_ name: String, to value: RObject) -> RObject {
        if case .list(var components) = content {
            var names = self.names ?? components.map { _ in "" }
            if let index = names.firstIndex(of: name) {
                if value == .null {
                    components.remove(at: index)
                    names.remove(at: index)
                } else {
                    components[index] = value
                }
            } else if value != .null {
                components.append(value)
                names.append(name)
            }
            var result = self
            result.content = .list(components)
            result.names = names
            return result
        }
        if let index = elementNames?.firstIndex(of: name) { return setting(index, to: value, 0) }
        if case .null = content {
            return value.count == 1 && value.kind == nil && value.dimensions == nil
                ? value.named([name]) : .list([(name, value)])
        }
        var result = setting(count, to: value, 0)
        result.names = (names ?? (0..<count).map { _ in "" }) + [name]
        return result
    }

    /// The same with other names.
    func named(_ names: [String]?) -> RObject {
        var result = self
        result.names = names
        return result
    }

    /// The vector or list with the element at a place replaced by an element of another; gaps are `NA`.
    func setting(_ place: Int, to value: RObject, _ source: Int) -> RObject {
        func put<Element>(_ values: [Element?], _ new: Element?) -> [Element?] {
            var values = values
            while values.count <= place { values.append(nil) }
            values[place] = new
            return values
        }
        var result = self
        switch Self.commonKind([self, value]) {
        case .list:
            var components = asComponents
            while components.count <= place { components.append(.null) }
            components[place] = value
            result.content = .list(components)
        case .texts: result.content = .texts(put(asTexts, value.asTexts[source]))
        case .logicals: result.content = .logicals(put(asLogicals, value.asLogicals[source]))
        case .numbers:
            result.content = .numbers(put(asOptionalDoubles, value.asOptionalDoubles[source]))
            result.isInteger = (isInteger || count == 0) && value.isInteger
        }
        if let names, result.count > names.count {
            result.names = names + Array(repeating: "", count: result.count - names.count)
        }
        return result
    }
}
