import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Descriptions of one private number, or of a number by groups.
    static let describeFunctions: [Builtin] = [
        Builtin(
            "range", ["na.rm"], variadic: true,
            HelpTopic(
                "range(..., na.rm = FALSE)", "The smallest and the largest value.",
                releases: "these, and the number of complete rows", example: "range(tm$age)")
        ) { (interpreter, arguments) throws(Problem) in
            let remove = try arguments.flag("na.rm")
            guard arguments.rest.contains(where: \.value.isPrivate) else {
                let values = arguments.rest.flatMap { $0.value.asObject?.doubles ?? [] }.filter { !remove || !$0.isNaN }
                guard !values.contains(where: \.isNaN) else { return Value(RObject(.numbers([nil, nil]))) }
                return Value(.numbers([values.min() ?? .infinity, values.max() ?? -.infinity]))
            }
            guard case .vector(let vector) = try Combining.combine(arguments.rest) else { return .null }
            let ends = try interpreter.extremes(of: vector, naRemove: remove, at: arguments.call)
            return .numbers(Numbers([ends.smallest, ends.largest], form: .released))
        },
        Builtin(
            "fivenum", ["x", "na.rm"],
            HelpTopic(
                "fivenum(x)", "Tukey's five numbers: smallest, hinges, median, largest; without missing values.",
                releases: "the number of values, and up to ten order statistics", example: "fivenum(tm$age)")
        ) { (interpreter, arguments) throws(Problem) in
            Value(.numbers(try interpreter.fiveNumbers(try arguments.need("x"), arguments).values))
        },
        Builtin(
            "IQR", ["x", "na.rm"],
            HelpTopic(
                "IQR(x, na.rm = FALSE)", "The distance of the quartiles.",
                releases: "the quartiles, and the number of complete rows", example: "IQR(tm$age)")
        ) { (interpreter, arguments) throws(Problem) in
            let quartiles = try interpreter.quantiles(arguments, [25, 75])
            return .numbers(Numbers([PublicArithmetic.apply("-", quartiles[1], quartiles[0])], form: .released))
        },
        Builtin(
            "mad", ["x", "center", "constant", "na.rm"],
            HelpTopic(
                "mad(x, constant = 1.4826, na.rm = FALSE)", "The median distance from the median, times the constant.",
                releases: "the median, and the median of the distances", example: "mad(tm$age)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.mad(arguments) },
        Builtin(
            "boxplot.stats", ["x", "coef"],
            HelpTopic(
                "boxplot.stats(x, coef = 1.5)", "What a box plot shows; outliers in ascending order.",
                releases:
                    "the number of values, order statistics, the ends of the whiskers; under the policy open each outlier",
                example: "boxplot.stats(tm$age)")
        ) { (interpreter, arguments) throws(Problem) in
            Value(
                try interpreter.boxplotStatistics(
                    try arguments.need("x"), coefficient: try arguments.number("coef", default: 1.5), arguments))
        },
        Builtin(
            "pretty", ["x", "n"],
            HelpTopic(
                "pretty(x, n = 5)", "Round numbers that cover public values.", releases: "nothing",
                example: "pretty(c(38, 91), 7)")
        ) { (_, arguments) throws(Problem) in
            let values = try arguments.object("x").doubles.filter(\.isFinite)
            let n = Int(try arguments.number("n", default: 5))
            guard let low = values.min(), let high = values.max(), (1...1000).contains(n) else {
                return Value(.numbers([]))
            }
            return Value(.numbers(PrettyBreaks.between(low, high, count: n)))
        },
        Builtin(
            "hist", ["x", "breaks", "plot", "main"],
            HelpTopic(
                "hist(x, breaks, plot = TRUE)",
                "A histogram: counts in cells closed on the right; drawn unless plot = FALSE.",
                releases: "smallest and largest value where breaks are not given as numbers, and the counts",
                example: "hist(tm$age)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.histogram(arguments) },
        Builtin(
            "summary", ["object", "times", "extend", "rmean", "conf.int"], others: true,
            HelpTopic(
                "summary(x)", "Of a private number its extremes, quartiles and mean; of a result R's summary.",
                releases: "of a number its quantiles, the sum and the number of complete rows",
                example: "summary(tm$age)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.summary(arguments) },
        Builtin(
            "tapply", ["X", "INDEX", "FUN"], others: true,
            HelpTopic(
                "tapply(x, g, FUN, ...)", "A function of a private vector in each group.",
                releases: "what the function releases, for each group", example: "tapply(tm$age, tm$gender, median)")
        ) { (interpreter, arguments) throws(Problem) in
            let (what, by) = (try arguments.need("X"), try arguments.need("INDEX"))
            guard case .vector(let vector) = what.value, case .vector(let factor) = by.value else {
                throw arguments.unfit(what, "a private vector and a factor")
            }
            return try interpreter.byGroup(
                vector, try Grouping(factor, label: by.place.deparsed), try arguments.need("FUN"), arguments)
        },
        Builtin(
            "aggregate", ["x", "data", "FUN"], others: true,
            HelpTopic(
                "aggregate(x ~ g, data, FUN)", "A function of a private vector in each group, as a data frame.",
                releases: "what the function releases, for each group",
                example: "aggregate(age ~ gender, data = tm, FUN = mean)")
        ) { (interpreter, arguments) throws(Problem) in
            let variables = try interpreter.testVariables(arguments, first: "x", second: "g")
            let function = try arguments.need("FUN")
            let result = try interpreter.byGroup(variables.response, variables.grouping, function, arguments)
            guard let object = result.asObject else { return result }
            let parts = variables.dataName.split(separator: " by ").map(String.init)
            return .object(
                .list(
                    [
                        (variables.grouping.label, .texts(object.elementNames ?? [])),
                        (parts[0], object.named(nil)),
                    ], kind: "data.frame"))
        },
        Builtin(
            "weighted.mean", ["x", "w", "na.rm"],
            HelpTopic(
                "weighted.mean(x, w)", "The mean with private or public weights.",
                releases: "the sums of weights and of weighted values", example: "weighted.mean(c(1, 2), c(1, 3))")
        ) { (interpreter, arguments) throws(Problem) in
            let (x, w) = (try arguments.need("x"), try arguments.need("w"))
            guard x.value.isPrivate || w.value.isPrivate else {
                let (a, b) = (try arguments.object("x").doubles, try arguments.object("w").doubles)
                return Value(.number(zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / b.reduce(0, +)))
            }
            let vector = try interpreter.vector(x.value, x.place)
            let weight = try interpreter.vector(w.value, w.place)
            let product = try VectorExpression.operation(.multiply, vector, weight)
            let matrix = try interpreter.products(of: [product, weight], names: ["x", "w"], at: arguments.call)
            return Value(.number(matrix.means[0] / matrix.means[1]))
        },
    ]
}
