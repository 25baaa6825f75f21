import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Analyses: on private data they are computed by the nodes, on public numbers here.
    static let analysisFunctions: [Builtin] = [
        Builtin(
            "length", ["x"],
            HelpTopic(
                "length(x)",
                "The number of selected rows of a private vector; of a table the number of columns, as in R.",
                releases: "the number of rows", example: "length(c(tm$age, tr$age))")
        ) { (interpreter, arguments) throws(Problem) in
            switch try arguments.need("x").value {
            case .vector(let vector): return try interpreter.analyse(.length(vector), at: arguments.call)
            case .table(let table):
                return .numbers(Numbers(table.names(in: interpreter.study.codebook).count, form: .count))
            case let value: return .numbers(Numbers(value.count))
            }
        },
        Builtin(
            "nrow", ["x"],
            HelpTopic(
                "nrow(table)", "The number of rows of a private table.", releases: "that number",
                example: "nrow(subset(tm, age > 60))")
        ) { (interpreter, arguments) throws(Problem) in
            let bound = try arguments.need("x")
            guard case .table(let table) = bound.value else {
                guard let rows = bound.value.asObject?.rowCount else { throw arguments.unfit(bound, "a table") }
                return .numbers(Numbers(rows))
            }
            return try interpreter.analyse(.rows(table.source), at: arguments.call)
        },
        Builtin(
            "freq", ["x"],
            HelpTopic(
                "freq(x)",
                "Counts by level, in the order of the codebook; of a number by its integer part; of a condition by FALSE and TRUE.",
                releases: "each count; of a number also its smallest and largest integer part",
                example: "freq(tm$gender)")
        ) { (interpreter, arguments) throws(Problem) in
            let bound = try arguments.need("x")
            guard case .vector(let vector) = bound.value else {
                throw Problem(
                    "bad-argument", "freq needs a private vector, not a \(bound.value.typeName)",
                    at: bound.place.range.place, mend: "give it a column, as in freq(tm$gender)")
            }
            return try interpreter.analyse(.frequency(vector), at: arguments.call)
        },
        summary("sum", "The sum.", releases: "the sum and the number of complete rows", variadic: true) {
            .sum($0, naRemove: $1)
        } public: {
            PublicStatistics.sum($0)
        },
        summary("mean", "The arithmetic mean.", releases: "the sum and the number of complete rows") {
            .mean($0, naRemove: $1)
        } public: {
            PublicStatistics.mean($0)
        },
        summary("min", "The smallest value.", releases: "it, and the number of complete rows", variadic: true) {
            .minimum($0, naRemove: $1)
        } public: {
            PublicStatistics.extreme($0, largest: false)
        },
        summary("max", "The largest value.", releases: "it, and the number of complete rows", variadic: true) {
            .maximum($0, naRemove: $1)
        } public: {
            PublicStatistics.extreme($0, largest: true)
        },
        summary("median", "The median, the mean of the middle two.", releases: "it, and the number of complete rows") {
            .median($0, naRemove: $1)
        } public: { values in
            ExactRational(1, over: 2).flatMap { PublicStatistics.quantile(values, $0) } ?? .notAvailable(.missingValues)
        },
        summary(
            "var", "The sample variance (divisor n - 1).",
            releases: "the number of complete rows, the sum, and the sum of squares about a public centre"
        ) {
            .variance($0, naRemove: $1)
        } public: {
            PublicStatistics.variance($0)
        },
        summary("sd", "The sample standard deviation.", releases: "as var") {
            .standardDeviation($0, naRemove: $1)
        } public: {
            PublicStatistics.standardDeviation($0)
        },
        Builtin(
            "quantile", ["x", "probs", "na.rm", "names", "type"],
            HelpTopic(
                "quantile(x, probs = c(0, 0.25, 0.5, 0.75, 1), na.rm = FALSE)", "Quantiles of type 7, R's default.",
                releases: "the quantiles, and the number of complete rows", example: "quantile(tm$age, probs = 0.9)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.quantile(arguments) },
    ]

    /// A function of one number for many, with R's `na.rm`.
    private static func summary(
        _ name: String, _ text: String, releases: String, variadic: Bool = false,
        _ analysis: @escaping @Sendable (VectorExpression, Bool) -> Analysis,
        public compute: @escaping @Sendable ([Estimate]) -> Estimate
    ) -> Builtin {
        let usage = "\(name)(\(variadic ? "..." : "x"), na.rm = FALSE)"
        let topic = HelpTopic(usage, text, releases: releases, example: "\(name)(tm$age)")
        return Builtin(name, variadic ? ["na.rm"] : ["x", "na.rm"], variadic: variadic, topic) {
            (interpreter, arguments) throws(Problem) in
            let remove = try arguments.flag("na.rm")
            let list = variadic ? arguments.rest : [try arguments.need("x")]
            guard !list.isEmpty else { _ = try arguments.need("x"); return .null }
            if list.contains(where: \.value.isPrivate) {
                guard case .vector(let vector) = try Combining.combine(list) else { return .null }
                return try interpreter.summarise(analysis(vector, remove), of: vector, at: arguments.call)
            }
            var (values, forms): ([Estimate], [Numbers.Form]) = ([], [])
            for bound in list {
                let numbers = try arguments.numbers(bound)
                values += numbers.values
                forms.append(numbers.form)
            }
            if remove { values.removeAll { $0.double?.isNaN ?? true } }
            return .numbers(Numbers([compute(values)], form: Numbers.Form.summary(name, of: forms)))
        }
    }
}

extension Numbers.Form {
    /// How a summary of numbers of these forms prints.
    static func summary(_ name: String, of forms: [Numbers.Form]) -> Numbers.Form {
        if forms.contains(.released) { return .released }
        guard forms.contains(.count) else { return .plain }
        return ["sum", "min", "max"].contains(name) && forms.allSatisfy { $0 == .count } ? .count : .released
    }
}

extension Interpreter {
    fileprivate func quantile(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("x")
        if case .object(let object) = bound.value, object.kind == "survfit" {
            let fit = try fit(arguments, "x")
            let probabilities =
                arguments.named["probs"] == nil ? [0.25, 0.5, 0.75] : try arguments.object("probs").doubles
            return try arguments.finish { try fit.quantiles(probabilities) }
        }
        let remove = try arguments.flag("na.rm")
        if let type = arguments.named["type"], try arguments.numbers(type).values != [.exact(ExactRational(7))] {
            throw Problem(
                "unsupported-type", "quantile offers type 7 only", at: type.place.range.place,
                mend: "leave type out, or write type = 7")
        }
        let probabilities = try probabilities(arguments)
        if case .vector(let vector) = bound.value {
            if probabilities.contains(where: { $0.decimals > 6 }) {
                return try quantile(of: vector, at: probabilities, naRemove: remove, arguments)
            }
            return try analyse(
                .quantile(vector, probabilities: probabilities, naRemove: remove), at: arguments.call)
        }
        let numbers = try arguments.numbers(bound)
        let values = remove ? numbers.values.filter { !($0.double?.isNaN ?? true) } : numbers.values
        var result: [Estimate] = []
        for probability in probabilities {
            guard let exact = probability.rational,
                exact >= ExactRational(0), exact <= ExactRational(1)
            else {
                throw Problem(
                    "bad-probability", "the probability \(probability) lies outside 0 to 1",
                    mend: "give probs within 0 to 1")
            }
            guard let value = PublicStatistics.quantile(values, exact) else {
                throw Problem("missing-values", "quantile has missing values", mend: "add na.rm = TRUE")
            }
            result.append(value)
        }
        return .numbers(Numbers(result, form: numbers.form, names: probabilities.map(\.percent)))
    }

    /// Quantiles at probabilities that are no short decimals, such as 1 / 3: R's interpolation in double precision between
    /// two order statistics.
    private func quantile(
        of vector: VectorExpression, at probabilities: [ExactDecimal], naRemove: Bool, _ arguments: Arguments
    ) throws(Problem) -> Value {
        let count = try completeCount(of: vector, at: arguments.call)
        if !naRemove, study.policy.naAsInR, try vector.type().mayBeMissing,
            try missingCount(of: vector, at: arguments.call) > 0
        {
            throw Problem(
                "missing-values", "missing values are not allowed if na.rm is FALSE", at: arguments.call.range.place,
                mend: "write quantile(..., na.rm = TRUE)")
        }
        let names = probabilities.map(\.percent)
        guard count > 0 else {
            return .numbers(
                Numbers(probabilities.map { _ in .notAvailable(.tooFewValues) }, form: .released, names: names))
        }
        let places = try probabilities.map { (probability) throws(Problem) -> Double in
            let value = probability.double
            guard value >= 0, value <= 1 else {
                throw Problem(
                    "bad-probability", "the probability \(probability) lies outside 0 to 1",
                    mend: "give probs within 0 to 1")
            }
            return 1 + Double(count - 1) * value
        }
        let ranks = Set(places.flatMap { [Int($0.rounded(.down)), Int($0.rounded(.up))] }).sorted()
        let found = Dictionary(
            uniqueKeysWithValues: zip(ranks, try values(of: vector, atRanks: ranks, at: arguments.call)))
        let results = places.map { place -> Estimate in
            let (low, high) = (place.rounded(.down), place.rounded(.up))
            let (a, b) = (found[Int(low)] ?? .nan, found[Int(high)] ?? .nan)
            return Estimate(low == high ? a : a + (place - low) * (b - a))
        }
        return .numbers(Numbers(results, form: .released, names: names))
    }

    private func probabilities(_ arguments: Arguments) throws(Problem) -> [ExactDecimal] {
        guard let bound = arguments.named["probs"] else { return Analysis.defaultProbabilities }
        var result: [ExactDecimal] = []
        for value in try arguments.numbers(bound).values {
            result.append(try constant(.numbers(Numbers([value])), bound.place))
        }
        return result
    }
}

extension ExactDecimal {
    /// As R names quantiles: "25%".
    var percent: String { ExactDecimal(significand: significand * 100, decimals: decimals).description + "%" }
}
