import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Functions about the session and the study.
    static let sessionFunctions: [Builtin] = [
        Builtin(
            "help", ["topic"],
            HelpTopic(
                "help(name) or ?name", "What a function does and what it releases; help() lists all.",
                releases: "nothing",
                example: "?mean"),
            body: .raw { (interpreter, list, expression, _) throws(Problem) in
                guard let topic = list.first?.value else {
                    interpreter.print(HelpTopic.overview)
                    interpreter.isVisible = false
                    return .null
                }
                return try interpreter.help(topic)
            }),
        Builtin(
            "ls", [], HelpTopic("ls()", "The names of your variables.", releases: "nothing", example: "ls()")
        ) { (interpreter, _) throws(Problem) in .texts(interpreter.variableNames) },
        Builtin(
            "rm", ["x"], variadic: true,
            HelpTopic("rm(name, ...)", "Forgets variables.", releases: "nothing", example: "rm(tm)"),
            body: .raw { (interpreter, list, _, frame) throws(Problem) in
                for argument in list {
                    guard case .name(let name)? = argument.value?.form, frame.environment.find(name) != nil else {
                        throw Problem(
                            "unknown-variable", "there is no such variable", at: argument.range.place,
                            mend: "ls() lists the variables")
                    }
                    frame.environment.set(name, nil)
                }
                interpreter.isVisible = false
                return .null
            }),
        Builtin(
            "tables", [],
            HelpTopic(
                "tables()", "The tables of the study.", releases: "nothing, names are public", example: "tables()")
        ) { (interpreter, _) throws(Problem) in .texts(interpreter.study.tables) },
        Builtin(
            "studies", [],
            HelpTopic(
                "studies()", "The studies of this session.", releases: "nothing, names are public", example: "studies()"
            )
        ) { (interpreter, _) throws(Problem) in .texts([interpreter.study.name]) },
        Builtin(
            "policy", [],
            HelpTopic(
                "policy()", "The study's policy for what may be released.", releases: "nothing", example: "policy()")
        ) { (interpreter, _) throws(Problem) in
            let policy = interpreter.study.policy
            interpreter.print(
                [
                    "policy \(policy.name), mode \(interpreter.study.mode)",
                    "  minimum group \(policy.minimumGroup), minimum cell \(policy.minimumCell)",
                    "  zeros \(policy.zerosAllowed ? "shown" : "not shown"), extremes \(policy.extremes ? "released" : "not released")",
                    "  curves \(policy.exactCurves ? "at exact times" : "on a grid"), selections \(policy.comparesSelections ? "compared with earlier ones" : "not compared")",
                    "  models \(policy.limitsParameters ? "with enough rows a parameter" : "of any size"), sums \(policy.limitsDominance ? "of which no row makes up half" : "of any kind")",
                    "  missing values \(policy.naAsInR ? "as in R" : "left out: complete cases")",
                ].joined(separator: "\n"))
            interpreter.isVisible = false
            return .null
        },
        Builtin(
            "options", ["style"],
            HelpTopic(
                "options(style = \"r\")", "Prints all results in R's form (\"r\") or in the study form (\"study\").",
                releases: "nothing", example: "options(style = \"r\")")
        ) { (interpreter, arguments) throws(Problem) in
            let bound = try arguments.need("style")
            let style = try arguments.text(bound)
            guard ["r", "study"].contains(style) else {
                throw Problem(
                    "bad-argument", "there is no style \(style.quotedForPeople)", at: bound.place.range.place,
                    mend: "use \"r\" or \"study\"")
            }
            interpreter.printsAsR = style == "r"
            interpreter.isVisible = false
            return .null
        },
    ]
}

extension Interpreter {
    /// `?name` and `help(name)`, the name in quotes or not.
    func help(_ topic: Expression) throws(Problem) -> Value {
        let name: String
        switch topic.form {
        case .name(let text), .string(let text): name = text
        default: name = topic.range.excerpt
        }
        guard let builtin = Builtin.named(name) else {
            throw Problem(
                "unknown-function", "there is no help on \(name.quotedForPeople)", at: topic.range.place,
                mend: NearestName.nearest(to: name, among: Builtin.names).map { "did you mean \($0)?" }
                    ?? "help() lists the functions")
        }
        print(builtin.help.text)
        isVisible = false
        return .null
    }
}
