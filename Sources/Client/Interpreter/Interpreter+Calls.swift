import Inference
import Language
import Study
import Wire

extension Interpreter {
    func call(
        _ callee: Expression, _ list: [Expression.Argument], _ expression: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        let function = try function(callee, frame)
        if case .builtin(let builtin) = function, case .raw(let body) = builtin.body {
            return try expression.placing { () throws(Problem) in try body(self, list, expression, frame) }
        }
        var bound: [Arguments.Bound] = []
        for argument in list {
            guard let value = argument.value else {
                throw Problem(
                    "missing-argument", "an argument is empty", at: argument.range.place, mend: "remove the comma")
            }
            bound.append(.init(name: argument.name, value: try evaluate(value, in: frame), place: value))
        }
        return try apply(function, to: bound, expression)
    }

    /// Calls a function with values.
    func apply(_ function: Value, to bound: [Arguments.Bound], _ expression: Expression) throws(Problem) -> Value {
        isVisible = true
        switch function {
        case .builtin(let builtin):
            guard case .plain(let body) = builtin.body else {
                throw Problem(
                    "bad-argument", "\(builtin.name) cannot be handed over as a function", at: expression.range.place,
                    mend: "wrap it, as in function(x) \(builtin.name)(x)")
            }
            let arguments = try Arguments(builtin, bound, call: expression)
            return try expression.placing { () throws(Problem) in try body(self, arguments) }
        case .function(let closure): return try run(closure, bound, expression)
        default:
            throw Problem(
                "not-a-function", "a \(function.typeName) cannot be called", at: expression.range.place,
                mend: "give a function, as in sapply(x, round)")
        }
    }

    /// What is called: functions are found although a variable or column has the same name, as in R.
    private func function(_ callee: Expression, _ frame: Frame) throws(Problem) -> Value {
        guard case .name(let name) = callee.form else {
            let value = try evaluate(callee, in: frame)
            guard case .function = value else { throw noFunction(callee.range.excerpt, callee) }
            return value
        }
        if case .function(let closure)? = frame.environment.find(name) { return .function(closure) }
        if case .builtin(let builtin)? = frame.environment.find(name) { return .builtin(builtin) }
        if let builtin = Builtin.named(name) { return .builtin(builtin) }
        if let value = frame.environment.find(name) {
            throw Problem(
                "not-a-function", "\(name) is a \(value.typeName) and cannot be called", at: callee.range.place,
                mend: "write an operator between \(name) and the bracket, or use [ ]")
        }
        throw noFunction(name, callee)
    }

    private func noFunction(_ name: String, _ callee: Expression) -> Problem {
        let known = Builtin.names + variableNames
        let near = NearestName.nearest(to: name, among: known).map { "did you mean \($0)?" }
        return Problem(
            "unknown-function", "there is no function \(name.quotedForPeople)", at: callee.range.place,
            mend: near ?? "help() lists the functions")
    }

    private func run(
        _ closure: Closure, _ list: [Arguments.Bound], _ expression: Expression
    ) throws(Problem) -> Value {
        let environment = Environment(parent: closure.environment)
        var free = list.filter { $0.name == nil }
        for bound in list {
            guard let name = bound.name else { continue }
            guard closure.parameters.contains(where: { $0.name == name }) else {
                throw Problem(
                    "unknown-argument", "the function has no parameter \(name.quotedForPeople)",
                    at: bound.place.range.place,
                    mend: NearestName.mend(for: name, among: closure.parameters.map(\.name)))
            }
            environment.set(name, bound.value)
        }
        for parameter in closure.parameters where environment.values[parameter.name] == nil {
            if !free.isEmpty {
                environment.set(parameter.name, free.removeFirst().value)
            } else if let standard = parameter.standard {
                environment.set(parameter.name, try evaluate(standard, in: Frame(environment)))
            }
        }
        guard free.isEmpty else {
            throw Problem(
                "too-many-arguments", "the function takes \(closure.parameters.count) arguments",
                at: free[0].place.range.place, mend: "remove the surplus ones")
        }
        let value = try evaluate(closure.body, in: Frame(environment))
        guard case .done(let result)? = signal else { return value }
        signal = nil
        isVisible = true
        return result
    }
}
