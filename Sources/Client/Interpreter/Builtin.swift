import Inference
import Language
import Study
import Wire

/// A function of the language: its name, parameters, help and what it does.
struct Builtin: Sendable {
    /// How a function is carried out.
    enum Body: Sendable {
        /// With evaluated arguments.
        case plain(@Sendable (Interpreter, Arguments) throws(Problem) -> Value)
        /// With arguments as they were typed.
        case raw(@Sendable (Interpreter, [Expression.Argument], Expression, Frame) throws(Problem) -> Value)
    }

    let name: String
    /// The parameters in order.
    let parameters: [String]
    /// Whether any number of arguments without a name may follow; parameters after the first then need their names.
    let isVariadic: Bool
    /// Whether arguments beyond the parameters, named or not, are handed on, as R's `...` at the end.
    let takesOthers: Bool
    let help: HelpTopic
    let body: Body

    init(
        _ name: String, _ parameters: [String], variadic: Bool = false, others: Bool = false, _ help: HelpTopic,
        _ body: @escaping @Sendable (Interpreter, Arguments) throws(Problem) -> Value
    ) {
        self.init(name, parameters, variadic: variadic, others: others, help, body: .plain(body))
    }

    init(
        _ name: String, _ parameters: [String], variadic: Bool = false, others: Bool = false, _ help: HelpTopic,
        body: Body
    ) {
        self.name = name
        self.parameters = parameters
        isVariadic = variadic
        takesOthers = others
        self.help = help
        self.body = body
    }

    /// The parameter that a name in a call means: itself, or, as in R, the only one that begins so.
    func parameter(named name: String) -> String? {
        if parameters.contains(name) { return name }
        guard !isVariadic, !takesOthers else { return nil }
        let near = parameters.filter { $0.hasPrefix(name) }
        return near.count == 1 ? near[0] : nil
    }

}

/// The arguments of a call, matched to parameters as R does: by name first, then in order.
struct Arguments {
    /// A value with its place.
    struct Bound {
        let name: String?
        let value: Value
        let place: Expression
    }

    let function: String
    let call: Expression
    private(set) var named: [String: Bound] = [:]
    /// Further arguments of a variadic function.
    private(set) var rest: [Bound] = []

    init(_ builtin: Builtin, _ list: [Bound], call: Expression) throws(Problem) {
        function = builtin.name
        self.call = call
        var free: [Bound] = []
        for bound in list {
            guard let name = bound.name else {
                free.append(bound)
                continue
            }
            guard let name = builtin.parameter(named: name) else {
                // A variadic function names what it joins, as c(a = 1) does.
                if builtin.takesOthers || (builtin.isVariadic && builtin.parameters.isEmpty) {
                    free.append(bound)
                    continue
                }
                throw Problem(
                    "unknown-argument", "\(builtin.name) has no argument \(name.quotedForPeople)",
                    at: bound.place.range.place, mend: NearestName.mend(for: name, among: builtin.parameters))
            }
            guard named.updateValue(bound, forKey: name) == nil else {
                throw Problem(
                    "repeated-argument", "\(name) is given twice", at: bound.place.range.place,
                    mend: "remove one of them")
            }
        }
        if builtin.isVariadic {
            rest = free
        } else {
            for parameter in builtin.parameters where named[parameter] == nil {
                // R has these behind `...`, where only a name reaches them.
                if builtin.takesOthers, ["simplify", "USE.NAMES"].contains(parameter) { continue }
                guard let next = free.firstIndex(where: { $0.name == nil }) else { break }
                named[parameter] = free.remove(at: next)
            }
            if builtin.takesOthers {
                rest = free
            } else if let surplus = free.first {
                throw Problem(
                    "too-many-arguments", "\(builtin.name) takes at most \(builtin.parameters.count) arguments",
                    at: surplus.place.range.place, mend: "usage: \(builtin.help.usage)")
            }
        }
    }

    func need(_ name: String) throws(Problem) -> Bound {
        guard let bound = named[name] else {
            throw Problem(
                "missing-argument", "\(function) lacks its argument \(name)", at: call.range.place,
                mend: "see ?\(function)")
        }
        return bound
    }

    /// A public truth value, false where not given.
    func flag(_ name: String) throws(Problem) -> Bool {
        guard let bound = named[name] else { return false }
        guard let truths = bound.value.truths, truths.count == 1, let first = truths.first, let truth = first else {
            throw Problem(
                "bad-argument", "\(name) is TRUE or FALSE", at: bound.place.range.place, mend: "write \(name) = TRUE")
        }
        return truth
    }

    /// A public number; the default where not given.
    func number(_ name: String, default standard: Double) throws(Problem) -> Double {
        guard let bound = named[name], bound.value.count > 0 else { return standard }
        guard let value = try numbers(bound).values.first?.double else { throw unfit(bound, "a number") }
        return value
    }

    /// A public truth value with a default.
    func flag(_ name: String, default standard: Bool) throws(Problem) -> Bool {
        named[name] == nil ? standard : try flag(name)
    }

    /// A public text with a default; of several (R's way to list choices) the first.
    func text(_ name: String, default standard: String) throws(Problem) -> String {
        guard let bound = named[name] else { return standard }
        guard case .texts(let texts) = bound.value, let first = texts.first, let text = first else {
            throw unfit(bound, "a text")
        }
        return text
    }

    /// A public value as an object.
    func object(_ name: String) throws(Problem) -> RObject {
        let bound = try need(name)
        guard let object = bound.value.asObject else { throw unfit(bound, "a public value") }
        return object
    }

    /// A public text.
    func text(_ bound: Bound) throws(Problem) -> String {
        guard case .texts(let texts) = bound.value, texts.count == 1, let text = texts[0] else {
            throw Problem(
                "bad-argument", "\(function) needs a text here, not a \(bound.value.typeName)",
                at: bound.place.range.place, mend: "write it in quotes")
        }
        return text
    }

    /// Public numbers; a private value is refused with the reason.
    func numbers(_ bound: Bound) throws(Problem) -> Numbers {
        guard let numbers = bound.value.asNumbers else { throw unfit(bound, "numbers") }
        return numbers
    }

    func unfit(_ bound: Bound, _ wanted: String) -> Problem {
        bound.value.isPrivate
            ? Problem(
                "private-in-public",
                "\(function) needs public values, and this is a \(bound.value.typeName): its values exist only as shares",
                at: bound.place.range.place, mend: "use a result instead, as in mean(x)")
            : Problem(
                "bad-argument", "\(function) needs \(wanted), not a \(bound.value.typeName)",
                at: bound.place.range.place, mend: "see ?\(function)")
    }
}
