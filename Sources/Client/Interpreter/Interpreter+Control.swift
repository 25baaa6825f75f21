import Inference
import Language
import Wire

extension Interpreter {
    /// Blocks, conditions, loops and functions.
    func control(_ expression: Expression, in frame: Frame) throws(Problem) -> Value {
        switch expression.form {
        case .block(let body):
            var value = Value.null
            for statement in body where signal == nil {
                isVisible = true
                value = try evaluate(statement, in: frame)
            }
            return value
        case .conditional(let condition, let then, let otherwise):
            if try truth(of: condition, for: "if", frame) { return try evaluate(then, in: frame) }
            if let otherwise { return try evaluate(otherwise, in: frame) }
            isVisible = false
            return .null
        case .forEach(let name, let values, let body): return try forEach(name, values, body, frame)
        case .loop(let condition, let body):
            while signal == nil, try truth(of: condition, for: "while", frame) {
                _ = try evaluate(body, in: frame)
                if endsLoop() { break }
            }
            isVisible = false
            return .null
        case .function(let parameters, let body):
            return .function(Closure(parameters: parameters, body: body, environment: frame.environment))
        case .leave:
            signal = .leave
            return .null
        case .proceed:
            signal = .proceed
            return .null
        default: throw Problem("syntax", "this has no meaning here", at: expression.range.place)
        }
    }

    private func forEach(
        _ name: String, _ values: Expression, _ body: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        let list = try evaluate(values, in: frame)
        if case .list = list {} else { try refusePrivate(list, "for", values) }
        for index in 0..<list.count where signal == nil {
            frame.environment.set(name, list.element(index))
            _ = try evaluate(body, in: frame)
            if endsLoop() { break }
        }
        isVisible = false
        return .null
    }

    /// Takes a `next` or `break` that belongs to the loop; tells whether the loop ends.
    private func endsLoop() -> Bool {
        switch signal {
        case .leave:
            signal = nil
            return true
        case .proceed:
            signal = nil
            return false
        case .done: return true
        case nil: return false
        }
    }

    /// The public truth value of a condition.
    func truth(of condition: Expression, for user: String, _ frame: Frame) throws(Problem) -> Bool {
        let value = try evaluate(condition, in: frame)
        try refusePrivate(value, user, condition)
        let list = value.truths
        guard let list, list.count == 1, let first = list.first, let truth = first else {
            throw Problem(
                "bad-condition", "the condition of \(user) is \(list?.count == 1 ? "NA" : "no single TRUE or FALSE")",
                at: condition.range.place, mend: "give one public truth value, as in length(x) > 10")
        }
        return truth
    }

    /// Refuses a private value where a public one is needed, and says why.
    func refusePrivate(_ value: Value, _ user: String, _ expression: Expression) throws(Problem) {
        guard value.isPrivate else { return }
        throw Problem(
            "private-in-public",
            "\(user) needs a public value, and this is a \(value.typeName): its values exist only as shares",
            at: expression.range.place, mend: "use a result instead, as in mean(x), or subset() to select rows")
    }
}

extension Value {
    /// As truth values: logicals, and numbers that are not 0; nil for anything else.
    var truths: [Bool?]? {
        switch self {
        case .logicals(let values): values
        case .numbers(let numbers): numbers.values.map { $0.double.flatMap { $0.isNaN ? nil : $0 != 0 } }
        case .object(let object):
            switch object.content {
            case .logicals(let values): values
            case .numbers(let values): values.map { $0.flatMap { $0.isNaN ? nil : $0 != 0 } }
            default: nil
            }
        default: nil
        }
    }

    /// One element of a public value.
    func element(_ index: Int) -> Value {
        switch self {
        case .numbers(let numbers):
            .numbers(Numbers([numbers.values[index]], form: numbers.form))
        case .texts(let texts): .texts([texts[index]])
        case .logicals(let logicals): .logicals([logicals[index]])
        case .frequency(let entries): .numbers(Numbers([entries[index].estimate], form: .count))
        case .object(let object): Value(object.element(index))
        case .list(let items): items[index].value
        case .model(let model): Value(model.object.element(index))
        case .null, .table, .vector, .function, .builtin, .formula: self
        }
    }

    /// As numbers: numbers, counts, logicals as 0 and 1; nil for anything else.
    var asNumbers: Numbers? {
        switch self {
        case .numbers(let numbers): numbers
        case .logicals(let values):
            Numbers(values.map { $0.map { .exact(ExactRational($0 ? 1 : 0)) } ?? .notAvailable(.missingValues) })
        case .frequency(let entries): Numbers(entries.map(\.estimate), form: .count, names: entries.map(\.label))
        case .object(let object): object.asNumbers
        default: nil
        }
    }
}

extension RObject {
    /// The numbers of a vector, matrix or table; nil for anything else.
    var asNumbers: Numbers? {
        switch content {
        case .numbers(let values):
            Numbers(values.map { Estimate($0) }, form: isInteger ? .count : .plain, names: elementNames)
        case .logicals(let values): Numbers(values.map { Estimate($0.map { $0 ? 1 : 0 }) }, names: elementNames)
        default: nil
        }
    }
}

extension FrequencyEntry {
    var estimate: Estimate { count.map { .exact(ExactRational($0)) } ?? .notAvailable(.suppressed) }
}
