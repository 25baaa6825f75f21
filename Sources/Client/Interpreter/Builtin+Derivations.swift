import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Functions that derive private vectors and tables from others. Nothing is sent until an analysis needs it.
    static let derivationFunctions: [Builtin] = [
        Builtin(
            "rbind", [], variadic: true,
            HelpTopic(
                "rbind(tm, tr) or rbind(Munich = tm, Rome = tr)",
                "Pools whole private tables; the column site tells where a row is from. Of public vectors a matrix.",
                releases: "nothing", example: "d <- rbind(Munich = tm, Rome = tr)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.rbind(arguments) },
        Builtin(
            "cbind", [], variadic: true,
            HelpTopic(
                "cbind(...)", "A private table with further columns; of public vectors a matrix.", releases: "nothing",
                example: "cbind(1:2, 3:4)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.cbind(arguments) },
        Builtin(
            "transform", ["_data"], others: true,
            HelpTopic(
                "transform(table, name = expression, ...)", "The table with derived columns; columns are named alone.",
                releases: "nothing", example: "transform(tm, bed10 = n_fractions * 2)"),
            body: .raw { (interpreter, list, expression, frame) throws(Problem) in
                try interpreter.transform(list, expression, frame)
            }),
        Builtin(
            "within", ["data", "expr"],
            HelpTopic(
                "within(table, { name <- expression })", "The table with derived columns; columns are named alone.",
                releases: "nothing", example: "within(tm, old <- age > 70)"),
            body: .raw { (interpreter, list, expression, frame) throws(Problem) in
                try interpreter.within(list, expression, frame)
            }),
        Builtin(
            "with", ["data", "expr"],
            HelpTopic(
                "with(table, expression)", "Evaluates with the columns of the table named alone.",
                releases: "what the expression releases", example: "with(tm, mean(age))"),
            body: .raw { (interpreter, list, expression, frame) throws(Problem) in
                guard list.count == 2, let data = list[0].value, let body = list[1].value else {
                    throw Problem(
                        "missing-argument", "with takes a table and an expression", at: expression.range.place)
                }
                let value = try interpreter.evaluate(data, in: frame)
                guard case .table(let table) = value else {
                    throw Problem("bad-argument", "with needs a private table", at: data.range.place)
                }
                return try interpreter.evaluate(body, in: Frame(frame.environment, table: table))
            }),
        Builtin(
            "ifelse", ["test", "yes", "no"],
            HelpTopic(
                "ifelse(condition, yes, no)", "One of two values a row, missing where the condition is.",
                releases: "nothing", example: "ifelse(tm$age > 65, \"old\", \"young\")")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.ifelse(arguments) },
        Builtin(
            "cut", ["x", "breaks", "labels", "include.lowest", "right", "dig.lab"],
            HelpTopic(
                "cut(x, breaks, labels, include.lowest = FALSE, right = TRUE)",
                "The interval that a number lies in, as a factor.", releases: "nothing",
                example: "cut(tm$age, c(0, 60, 70, 120))")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.cut(arguments) },
        Builtin(
            "factor", ["x", "levels", "labels"],
            HelpTopic(
                "factor(x, levels, labels)",
                "A factor of a private number, condition or factor; levels without rows are left out of results.",
                releases: "nothing", example: "factor(tm$ecog_status)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.factor(arguments) },
        Builtin(
            "relevel", ["x", "ref"],
            HelpTopic(
                "relevel(factor, ref)", "The factor with a level put first, which models compare with.",
                releases: "nothing", example: "relevel(tm$gender, \"female\")")
        ) { (_, arguments) throws(Problem) in
            let bound = try arguments.need("x")
            guard case .vector(let vector) = bound.value, let levels = try vector.type().levels else {
                throw arguments.unfit(bound, "a private factor")
            }
            let reference = try arguments.text(try arguments.need("ref"))
            guard levels.contains(reference) else {
                throw Problem(
                    "unknown-level", "\(reference.quotedForPeople) is no level", at: bound.place.range.place,
                    mend: NearestName.mend(for: reference, among: levels))
            }
            let ordered = [reference] + levels.filter { $0 != reference }
            return .vector(
                try VectorExpression.factor(vector, ordered.map { FactorLevel(.label($0)) }).verified())
        },
        Builtin(
            "droplevels", ["x"],
            HelpTopic(
                "droplevels(factor)", "The factor, levels without rows left out of results.", releases: "nothing",
                example: "droplevels(tm$gender)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.factor(arguments) },
        Builtin(
            "as.factor", ["x"],
            HelpTopic("as.factor(x)", "As factor(x).", releases: "nothing", example: "as.factor(tm$ecog_status)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.factor(arguments) },
        Builtin(
            "interaction", ["a", "b"],
            HelpTopic(
                "interaction(a, b)", "A factor with a level for each pair of levels.", releases: "nothing",
                example: "interaction(tm$gender, tm$ecog_status)")
        ) { (_, arguments) throws(Problem) in
            let (first, second) = (try arguments.need("a"), try arguments.need("b"))
            guard case .vector(let a) = first.value, case .vector(let b) = second.value else {
                throw arguments.unfit(first, "private factors")
            }
            let (left, right) = (try Grouping(a, label: "a"), try Grouping(b, label: "b"))
            return .vector(try VectorExpression.interaction(left.factor, right.factor).verified())
        },
        parallel("pmin", "The smaller of two values a row.", .less),
        parallel("pmax", "The larger of two values a row.", .greater),
        Builtin(
            "na.omit", ["object"],
            HelpTopic(
                "na.omit(x)", "A vector or table without rows in which a value is missing.", releases: "nothing",
                example: "mean(na.omit(tm$weight_kg))")
        ) { (interpreter, arguments) throws(Problem) in
            switch try arguments.need("object").value {
            case .vector(let vector): return .vector(try vector.present())
            case .table(let table):
                let vectors = try table.vectors(in: interpreter.study.codebook)
                guard let condition = try LogicalExpression.present(vectors) else { return .table(table) }
                return .table(try table.selecting(condition))
            case let value: return value
            }
        },
        Builtin(
            "complete.cases", [], variadic: true,
            HelpTopic(
                "complete.cases(...)", "Whether nothing is missing in a row of a private table or vectors.",
                releases: "nothing", example: "nrow(subset(tm, complete.cases(tm)))")
        ) { (interpreter, arguments) throws(Problem) in
            var vectors: [VectorExpression] = []
            for bound in arguments.rest {
                switch bound.value {
                case .table(let table): vectors += try table.vectors(in: interpreter.study.codebook)
                case .vector(let vector): vectors.append(vector)
                default: throw arguments.unfit(bound, "private vectors or a table")
                }
            }
            guard let result = try LogicalExpression.present(vectors) else { return .logicals([true]) }
            return .vector(.logical(result))
        },
        Builtin(
            "as.numeric", ["x"],
            HelpTopic(
                "as.numeric(x)", "A number of a number or condition.", releases: "nothing", example: "as.numeric(\"3\")"
            )
        ) { (_, arguments) throws(Problem) in
            let bound = try arguments.need("x")
            switch bound.value {
            case .vector(let vector):
                if case .logical = try vector.type().kind {
                    return .vector(try .operation(.multiply, vector, .constant(ExactDecimal(1))))
                }
                guard try vector.type().number != nil else { throw arguments.unfit(bound, "a number or condition") }
                return .vector(vector)
            case .texts(let texts):
                return Value(RObject(.numbers(texts.map { $0.flatMap { Double($0) } })))
            case let value:
                guard let object = value.asObject else { throw arguments.unfit(bound, "a vector") }
                return Value(RObject(.numbers(object.asOptionalDoubles)))
            }
        },
        Builtin(
            "split", ["x", "f"],
            HelpTopic(
                "split(x, factor)", "A list of private vectors or tables, one a level.", releases: "nothing",
                example: "lapply(split(tm$age, tm$gender), mean)")
        ) { (_, arguments) throws(Problem) in
            let (what, by) = (try arguments.need("x"), try arguments.need("f"))
            guard case .vector(let factor) = by.value else { throw arguments.unfit(by, "a private factor") }
            let grouping = try Grouping(factor, label: "f")
            var items: [ListItem] = []
            for level in grouping.levels {
                let condition = try grouping.condition(level)
                switch what.value {
                case .vector(let vector):
                    items.append(ListItem(name: level, value: .vector(try vector.leaving(condition))))
                case .table(let table):
                    items.append(ListItem(name: level, value: .table(try table.selecting(condition))))
                default: throw arguments.unfit(what, "a private vector or table")
                }
            }
            return .list(items)
        },
    ]

    private static func parallel(_ name: String, _ text: String, _ operation: ComparisonOperator) -> Builtin {
        let topic = HelpTopic("\(name)(a, b)", text, releases: "nothing", example: "\(name)(1, 2)")
        return Builtin(name, ["a", "b"], topic) { (interpreter, arguments) throws(Problem) in
            let (first, second) = (try arguments.need("a"), try arguments.need("b"))
            guard first.value.isPrivate || second.value.isPrivate else {
                guard let a = first.value.asObject, let b = second.value.asObject else { return .null }
                return Value(RObject.joining(a, b) { operation == .less ? min($0, $1) : max($0, $1) })
            }
            let a = try interpreter.vector(first.value, first.place)
            let b = try interpreter.vector(second.value, second.place)
            var condition: LogicalExpression
            switch (a, b) {
            case (.constant(let number), _): condition = try b.comparing(operation.mirrored, .number(number))
            case (_, .constant(let number)): condition = try a.comparing(operation, .number(number))
            default: condition = try a.comparing(operation, .vector(b))
            }
            return .vector(try VectorExpression.choice(condition, a, b).verified())
        }
    }
}

extension Grouping {
    /// Whether a row has a level.
    func condition(_ level: String) throws(Problem) -> LogicalExpression {
        if try factor.type().levels != nil { return try factor.comparing(.equal, .label(level)) }
        let condition = try factor.condition()
        return level == "TRUE" ? condition : try condition.negated()
    }
}
