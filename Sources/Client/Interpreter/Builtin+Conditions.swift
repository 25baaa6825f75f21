import Inference
import Language
import Wire

extension Builtin {
    /// What to do where an expression ends with an error.
    static let conditionFunctions: [Builtin] = [
        Builtin(
            "tryCatch", ["expr", "error"],
            HelpTopic(
                "tryCatch(expr, error = function(e) value)",
                "The value of an expression, or of the function where it ends with an error. Refusals and cancelling go through.",
                releases: "what the expression releases",
                example: "tryCatch(fisher.test(table(tm$gender, tm$ecog_status))$p.value, error = function(e) NA)"),
            body: .raw { (interpreter, list, expression, frame) throws(Problem) in
                let handler = list.first { $0.name == "error" }?.value
                guard let tried = list.first(where: { $0.name == nil || $0.name == "expr" })?.value else {
                    throw Problem(
                        "missing-argument", "tryCatch lacks its expression", at: expression.range.place,
                        mend: "see ?tryCatch")
                }
                do throws(Problem) {
                    return try interpreter.evaluate(tried, in: frame)
                } catch {
                    guard error.kind == .failed, let handler else { throw error }
                    let condition = RObject.list([("message", .text(error.what))], kind: "error")
                    let bound = Arguments.Bound(name: nil, value: .object(condition), place: tried)
                    return try interpreter.apply(
                        try interpreter.evaluate(handler, in: frame), to: [bound], expression)
                }
            }),
        Builtin(
            "conditionMessage", ["c"],
            HelpTopic(
                "conditionMessage(e)", "The words of an error that tryCatch caught.", releases: "nothing",
                example: "tryCatch(stop(\"no rows\"), error = function(e) conditionMessage(e))")
        ) { (_, arguments) throws(Problem) in
            guard let message = try arguments.object("c")["message"] else {
                throw arguments.unfit(try arguments.need("c"), "an error that tryCatch caught")
            }
            return Value(message)
        },
    ]
}
