import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Formulas that are put together, and what scripts for R begin with.
    static let formulaFunctions: [Builtin] = [
        Builtin(
            "as.formula", ["object"],
            HelpTopic(
                "as.formula(text)", "A formula from a text, for loops over outcomes or covariates.",
                releases: "nothing",
                example: "as.formula(paste(\"age ~\", \"gender\"))"),
            body: .raw { (interpreter, list, expression, frame) throws(Problem) in
                guard list.count == 1, let place = list[0].value else {
                    throw Problem(
                        "missing-argument", "as.formula takes one text", at: expression.range.place,
                        mend: "write it as in as.formula(\"age ~ gender\")")
                }
                let value = try interpreter.evaluate(place, in: frame)
                if case .formula = value { return value }
                guard case .texts(let texts) = value, texts.count == 1, let text = texts[0] else {
                    throw notAFormula(value.typeName, place)
                }
                return try interpreter.formula(text, place, frame)
            }),
        Builtin(
            "reformulate", ["termlabels", "response"],
            HelpTopic(
                "reformulate(termlabels, response)", "The formula response ~ a + b from the names of its terms.",
                releases: "nothing", example: "reformulate(c(\"age\", \"gender\"), \"bmi\")")
        ) { (interpreter, arguments) throws(Problem) in
            let terms = try arguments.object("termlabels").asTexts.map { $0 ?? "NA" }.joined(separator: " + ")
            let response = try arguments.text("response", default: "")
            return try interpreter.formula("\(response) ~ \(terms)", arguments.call, Frame(interpreter.globals))
        },
        Builtin(
            "library", ["package"],
            HelpTopic(
                "library(survival)", "Does nothing: the functions of stats and survival are always there.",
                releases: "nothing", example: "library(survival)"),
            body: .raw { (interpreter, list, expression, _) throws(Problem) in
                let known = ["survival", "stats", "base", "utils", "graphics", "grDevices", "methods"]
                let name: String? =
                    switch list.first?.value?.form {
                    case .name(let name)?, .string(let name)?: name
                    default: nil
                    }
                guard list.count == 1, let name, known.contains(name) else {
                    throw Problem(
                        "unknown-package", "there is no package \((name ?? "").quotedForPeople) here",
                        at: expression.range.place,
                        mend: "help() lists the functions that are offered without a package")
                }
                interpreter.isVisible = false
                return .null
            }),
    ]

    fileprivate static func notAFormula(_ what: String, _ place: Expression) -> Problem {
        Problem(
            "bad-formula", "this is no formula but \(what.quotedForPeople)", at: place.range.place,
            mend: "write it as in as.formula(\"age ~ gender\")")
    }
}

extension Interpreter {
    /// A text as a formula whose names are looked up where it is made.
    fileprivate func formula(_ text: String, _ place: Expression, _ frame: Frame) throws(Problem) -> Value {
        let parsed = try place.placing { () throws(Problem) in try Parser.parse(text) }
        guard parsed.count == 1, case .formula(let formula) = try evaluate(parsed[0], in: frame) else {
            throw Builtin.notAFormula(text, place)
        }
        return .formula(formula)
    }
}
