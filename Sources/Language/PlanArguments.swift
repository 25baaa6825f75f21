import Wire

/// The arguments of a call in a plan, taken one by one.
struct PlanArguments {
    private var arguments: [Expression.Argument]

    init(_ arguments: [Expression.Argument]) { self.arguments = arguments }

    /// The next argument without a name.
    mutating func first(_ function: String, _ call: Expression) throws(Problem) -> Expression {
        guard let index = arguments.firstIndex(where: { $0.name == nil }), let value = arguments[index].value else {
            throw Problem("bad-plan", "\(function) lacks an argument", at: call.range.place)
        }
        arguments.remove(at: index)
        return value
    }

    /// The argument of this name, or nil.
    mutating func take(_ name: String) throws(Problem) -> Expression? {
        guard let index = arguments.firstIndex(where: { $0.name == name }) else { return nil }
        return arguments.remove(at: index).value
    }

    func finish(_ function: String) throws(Problem) {
        guard let surplus = arguments.first else { return }
        throw Problem(
            "bad-plan", "\(function) has an argument too many", at: surplus.range.place,
            mend: "plans are made by the console from what is typed")
    }
}
