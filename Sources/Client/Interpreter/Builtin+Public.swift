import Foundation
import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Functions of public values.
    static let publicFunctions: [Builtin] = [
        Builtin(
            "round", ["x", "digits"],
            HelpTopic(
                "round(x, digits = 0)", "Rounds public numbers, halves to even.", releases: "nothing",
                example: "round(mean(tm$age), 1)")
        ) { (_, arguments) throws(Problem) in
            var digits = 0
            if let bound = arguments.named["digits"] {
                guard let value = try arguments.numbers(bound).values.first?.double, abs(value) <= 15 else {
                    throw arguments.unfit(bound, "a number of places")
                }
                digits = Int(value)
            }
            return try map(arguments) { Rounding.round($0, digits: digits) }
        },
        mapping("abs", "The absolute value.") { value in
            (value.double ?? 0) < 0 ? PublicArithmetic.apply("*", value, .exact(ExactRational(-1))) : value
        },
        mapping("floor", "The largest whole number that is not larger.") { value in
            PublicArithmetic.apply("%/%", value, .exact(ExactRational(1)))
        },
        mapping("ceiling", "The smallest whole number that is not smaller.") { value in
            let zero = Estimate.exact(ExactRational(0))
            let floor = PublicArithmetic.apply(
                "%/%", PublicArithmetic.apply("-", zero, value), .exact(ExactRational(1)))
            return PublicArithmetic.apply("-", zero, floor)
        },
        mapping("sqrt", "The square root.") { PublicStatistics.squareRoot($0) },
        mapping("exp", "The exponential function.") { $0.applying(Foundation.exp) },
        mapping("log", "The natural logarithm.") { $0.applying(Foundation.log) },
        mapping("log2", "The logarithm to the base 2.") { $0.applying(Foundation.log2) },
        mapping("log10", "The logarithm to the base 10.") { $0.applying(Foundation.log10) },
        mapping("log1p", "The logarithm of 1 + x.") { $0.applying(Foundation.log1p) },
        mapping("expm1", "The exponential function less 1.") { $0.applying(Foundation.expm1) },
        mapping("lgamma", "The logarithm of the gamma function.") { $0.applying { Foundation.lgamma($0) } },
        mapping("gamma", "The gamma function.") { $0.applying(Foundation.tgamma) },
        mapping("factorial", "The product 1 2 ... x.") { $0.applying { Foundation.tgamma($0 + 1).rounded() } },
        mapping("sign", "-1, 0 or 1.") { value in
            .exact(ExactRational((value.double ?? 0) > 0 ? 1 : (value.double ?? 0) < 0 ? -1 : 0))
        },
        Builtin(
            "choose", ["n", "k"],
            HelpTopic("choose(n, k)", "Binomial coefficients.", releases: "nothing", example: "choose(5, 2)")
        ) { (_, arguments) throws(Problem) in
            let (n, k) = (try arguments.object("n"), try arguments.object("k"))
            return Value(
                RObject.joining(n, k) { n, k in
                    k < 0 ? 0 : (0..<Int(k.rounded())).reduce(1.0) { $0 * (n - Double($1)) / Double($1 + 1) }.rounded()
                })
        },
        Builtin(
            "seq_len", ["length.out"],
            HelpTopic("seq_len(n)", "1, 2, ..., n.", releases: "nothing", example: "seq_len(3)")
        ) { (_, arguments) throws(Problem) in
            let bound = try arguments.need("length.out")
            guard let count = try arguments.numbers(bound).values.first?.double, (0...100_000).contains(count) else {
                throw arguments.unfit(bound, "a number from 0 to 100000")
            }
            return .numbers(Numbers((0..<Int(count)).map { .exact(ExactRational($0 + 1)) }))
        },
        Builtin(
            "seq_along", ["along.with"],
            HelpTopic(
                "seq_along(x)", "1, 2, ..., the length of x.", releases: "nothing",
                example: "seq_along(c(\"a\", \"b\"))")
        ) { (_, arguments) throws(Problem) in
            let bound = try arguments.need("along.with")
            guard !bound.value.isPrivate else { throw arguments.unfit(bound, "a public vector") }
            return .numbers(Numbers((0..<bound.value.count).map { .exact(ExactRational($0 + 1)) }))
        },
        Builtin(
            "paste", ["sep", "collapse"], variadic: true,
            HelpTopic(
                "paste(..., sep = \" \", collapse = NULL)", "Joins public values as text.", releases: "nothing",
                example: "paste(\"n =\", length(tm$age))")
        ) { (_, arguments) throws(Problem) in try paste(arguments, separator: " ") },
        Builtin(
            "paste0", ["collapse"], variadic: true,
            HelpTopic(
                "paste0(..., collapse = NULL)", "Joins public values as text without spaces.", releases: "nothing",
                example: "paste0(\"n=\", 3)")
        ) { (_, arguments) throws(Problem) in try paste(arguments, separator: "") },
        Builtin(
            "print", ["x"],
            HelpTopic(
                "print(x)", "Prints a value. Of a private value only its type.", releases: "nothing",
                example: "print(tm$age)")
        ) { (interpreter, arguments) throws(Problem) in
            let value = try arguments.need("x").value
            interpreter.print(interpreter.text(of: value))
            interpreter.isVisible = false
            return value
        },
        Builtin(
            "cat", ["sep"], variadic: true,
            HelpTopic(
                "cat(..., sep = \" \")", "Prints public values as plain text.", releases: "nothing",
                example: "cat(\"n =\", 3, \"\\n\")")
        ) { (interpreter, arguments) throws(Problem) in
            interpreter.write(try paste(arguments, separator: " ", joinAll: true))
            interpreter.isVisible = false
            return .null
        },
        Builtin(
            "invisible", ["x"],
            HelpTopic("invisible(x)", "A value that is not printed.", releases: "nothing", example: "invisible(3)")
        ) { (interpreter, arguments) throws(Problem) in
            interpreter.isVisible = false
            return try arguments.need("x").value
        },
        Builtin(
            "return", ["value"],
            HelpTopic(
                "return(value)", "Ends a function with a value.", releases: "nothing",
                example: "f <- function(x) return(x + 1)")
        ) { (interpreter, arguments) throws(Problem) in
            interpreter.signal = .done(arguments.named["value"]?.value ?? .null)
            return .null
        },
        Builtin(
            "class", ["x"],
            HelpTopic("class(x)", "What a value is.", releases: "nothing", example: "class(tm$age)")
        ) { (_, arguments) throws(Problem) in .texts([try arguments.need("x").value.typeName]) },
    ]

    private static func mapping(
        _ name: String, _ text: String, _ body: @escaping @Sendable (Estimate) -> Estimate
    ) -> Builtin {
        let topic = HelpTopic(
            "\(name)(x)", text + " Of public numbers, or of a private column where the codebook has it or it is exact.",
            releases: "nothing", example: "\(name)(2)")
        return Builtin(name, ["x"], topic) { (interpreter, arguments) throws(Problem) in
            let bound = try arguments.need("x")
            if case .vector(let vector) = bound.value {
                return try interpreter.function(name, of: vector, bound, arguments)
            }
            return try map(arguments, body)
        }
    }

    private static func map(_ arguments: Arguments, _ body: (Estimate) -> Estimate) throws(Problem) -> Value {
        let bound = try arguments.need("x")
        let numbers = try arguments.numbers(bound)
        if bound.value.hasShape, let object = bound.value.asObject {
            var result = object
            result.content = .numbers(numbers.values.map { $0.double == nil ? nil : body($0).double })
            result.isInteger = false
            return Value(result)
        }
        let values = numbers.values.map { $0.double == nil ? $0 : body($0) }
        return .numbers(Numbers(values, form: numbers.form == .count ? .count : numbers.form, names: numbers.names))
    }

    private static func paste(_ arguments: Arguments, separator: String) throws(Problem) -> Value {
        let separator =
            try arguments.named["sep"].map { (bound) throws(Problem) in try arguments.text(bound) } ?? separator
        var columns: [[String]] = []
        for bound in arguments.rest {
            guard let texts = bound.value.asCharacters else { throw arguments.unfit(bound, "public values") }
            if !texts.isEmpty { columns.append(texts.map { $0 ?? "NA" }) }
        }
        let count = columns.map(\.count).max() ?? 0
        let rows = (0..<count).map { row in columns.map { $0[row % $0.count] }.joined(separator: separator) }
        guard let collapse = arguments.named["collapse"], case .texts = collapse.value else { return .texts(rows) }
        return .texts([rows.joined(separator: try arguments.text(collapse))])
    }

    private static func paste(_ arguments: Arguments, separator: String, joinAll: Bool) throws(Problem) -> String {
        let separator =
            try arguments.named["sep"].map { (bound) throws(Problem) in try arguments.text(bound) } ?? separator
        var texts: [String] = []
        for bound in arguments.rest {
            guard let more = bound.value.asShortCharacters else { throw arguments.unfit(bound, "public values") }
            texts += more
        }
        return texts.joined(separator: separator)
    }
}

extension Interpreter {
    /// Prints the whole lines of a text and keeps what follows the last line end for the next piece.
    func write(_ text: String) {
        guard let end = text.lastIndex(of: "\n") else {
            unfinishedLine += text
            return
        }
        let rest = String(text[text.index(after: end)...])
        print(String(text[..<end]))
        unfinishedLine = rest
    }
}

extension Value {
    /// As `cat` writes them: numbers with seven digits.
    fileprivate var asShortCharacters: [String]? {
        guard case .numbers(let numbers) = self else { return asCharacters.map { $0.map { $0 ?? "NA" } } }
        return numbers.values.map { RFormat.texts([$0.double])[0] }
    }
}

extension Estimate {
    /// A function in double precision; whole results of exact arguments 0 and 1 stay whole.
    func applying(_ function: (Double) -> Double) -> Estimate {
        guard let double else { return self }
        return .approximate(function(double))
    }
}

/// Rounding to decimal places, halves to even, exact where the number is.
enum Rounding {
    static func round(_ value: Estimate, digits: Int) -> Estimate {
        var power = ExactRational(1)
        for _ in 0..<abs(digits) { power = power.multiplied(by: ExactRational(10)) ?? power }
        let exact: ExactRational? =
            switch value {
            case .exact(let exact): exact
            case .approximate(let double): rational(double)
            case .notAvailable: nil
            }
        guard let exact, let scaled = digits >= 0 ? exact.multiplied(by: power) : exact.divided(by: power),
            let half = ExactRational(1, over: 2), let raised = scaled.adding(half)
        else { return value.applying { inDoublePrecision($0, digits: digits) } }
        var whole = raised.floor
        if raised.isInteger, whole % 2 != 0 { whole -= 1 }
        guard let rounded = ExactRational(whole, over: 1),
            let result = digits >= 0 ? rounded.divided(by: power) : rounded.multiplied(by: power)
        else { return value }
        return .exact(result)
    }

    /// For doubles with more places than exact decimals have, such as -0.001199533978712.
    private static func inDoublePrecision(_ value: Double, digits: Int) -> Double {
        let power = (0..<abs(digits)).reduce(1.0) { power, _ in power * 10 }
        let scaled = digits >= 0 ? value * power : value / power
        guard abs(scaled) < 0x1p52 else { return value }
        let whole = scaled.rounded(.toNearestOrEven)
        return digits >= 0 ? whole / power : whole * power
    }

    /// The shortest decimal of a double, as a rational.
    private static func rational(_ value: Double) -> ExactRational? {
        ExactDecimal(NumberText.shortest(value))?.rational
    }
}
