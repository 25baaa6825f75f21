import Foundation
import Inference
import Language
import Wire

extension Builtin {
    /// R's everyday functions of public vectors.
    static let vectorFunctions: [Builtin] = [
        Builtin(
            "seq", ["from", "to", "by", "length.out"],
            HelpTopic("seq(from, to, by)", "Evenly spaced numbers.", releases: "nothing", example: "seq(0, 24, 6)")
        ) { (_, arguments) throws(Problem) in
            let from = try arguments.number("from", default: 1)
            if arguments.named["to"] == nil, arguments.named["length.out"] == nil {
                return Value(.numbers((0..<max(0, Int(from))).map { Double($0 + 1) }))
            }
            let to = try arguments.number("to", default: from)
            let count: Double
            let step: Double
            if arguments.named["length.out"] != nil {
                count = try arguments.number("length.out", default: 1) - 1
                step =
                    arguments.named["by"] == nil ? (to - from) / max(1, count) : try arguments.number("by", default: 1)
            } else {
                step = try arguments.number("by", default: to < from ? -1 : 1)
                count = ((to - from) / step + 1e-10).rounded(.down)
            }
            guard count.isFinite, (0..<1_000_000).contains(count) else {
                throw arguments.unfit(try arguments.need("from"), "a step towards the end")
            }
            return Value(.numbers((0...Int(count)).map { from + Double($0) * step }))
        },
        Builtin(
            "rep", ["x", "times", "each", "length.out"],
            HelpTopic(
                "rep(x, times, each, length.out)", "A vector repeated.", releases: "nothing",
                example: "rep(1:2, times = 3)")
        ) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            if let bound = arguments.named["times"], case let counts = try arguments.numbers(bound).values,
                counts.count > 1
            {
                let whole = counts.map { $0.double.flatMap { Int(exactly: $0) } ?? -1 }
                guard whole.count == object.count, whole.allSatisfy({ (0...100_000).contains($0) }) else {
                    throw arguments.unfit(bound, "one number of repetitions, or one for each element")
                }
                return Value(
                    object.picking(
                        whole.enumerated().flatMap { Array(repeating: Optional($0.offset), count: $0.element) }))
            }
            let times = Int(try arguments.number("times", default: 1))
            let each = Int(try arguments.number("each", default: 1))
            guard (0...100_000).contains(times), (1...100_000).contains(each), times * each * object.count <= 1_000_000
            else {
                throw arguments.unfit(try arguments.need("x"), "a smaller number of repetitions")
            }
            let once = (0..<object.count).flatMap { Array(repeating: Optional($0), count: each) }
            if arguments.named["length.out"] != nil {
                let length = try arguments.number("length.out", default: 0)
                guard (0...1_000_000).contains(length) else {
                    throw arguments.unfit(try arguments.need("length.out"), "a length")
                }
                return Value(object.picking((0..<Int(length)).map { once.isEmpty ? nil : once[$0 % once.count] }))
            }
            return Value(object.picking((0..<times).flatMap { _ in once }))
        },
        reordering("rev", "A vector from the end.") { object in Array((0..<object.count).reversed()) },
        Builtin(
            "sort", ["x", "decreasing"],
            HelpTopic(
                "sort(x, decreasing = FALSE)",
                "Public values in order. Of a private vector all its values, which only the policy open gives.",
                releases: "of a private vector every value", example: "sort(c(3, 1, 2))")
        ) { (interpreter, arguments) throws(Problem) in
            let bound = try arguments.need("x")
            let decreasing = try arguments.flag("decreasing", default: false)
            if case .vector(let vector) = bound.value {
                let values = try interpreter.sortedValues(of: vector, at: arguments.call)
                return Value(.numbers(decreasing ? values.reversed() : values))
            }
            let object = try arguments.object("x")
            let order = object.order().filter { object.asTexts[$0] != nil }
            return Value(object.picking(decreasing ? order.reversed().map { $0 } : order.map { $0 }))
        },
        Builtin(
            "order", ["x", "decreasing"],
            HelpTopic(
                "order(x)", "The places of public values in order.", releases: "nothing", example: "order(c(3, 1, 2))")
        ) { (_, arguments) throws(Problem) in
            let order = try arguments.object("x").order()
            return Value(
                .integers((try arguments.flag("decreasing", default: false) ? order.reversed() : order).map { $0 + 1 }))
        },
        reordering("unique", "Each public value once.") { object in
            var seen = Set<String?>()
            return object.asTexts.indices.filter { seen.insert(object.asTexts[$0]).inserted }
        },
        Builtin(
            "which", ["x"],
            HelpTopic(
                "which(x)", "The places where public truth values are TRUE.", releases: "nothing",
                example: "which(c(FALSE, TRUE))")
        ) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            let places = object.asLogicals.indices.filter { object.asLogicals[$0] == true }
            return Value(.integers(places.map { $0 + 1 }, names: object.elementNames.map { n in places.map { n[$0] } }))
        },
        extreme("which.max", "The place of the largest public value.") { $0 > $1 },
        extreme("which.min", "The place of the smallest public value.") { $0 < $1 },
        Builtin(
            "any", ["na.rm"], variadic: true,
            HelpTopic(
                "any(...)", "Whether one public truth value is TRUE.", releases: "nothing",
                example: "any(c(FALSE, TRUE))")
        ) { (_, arguments) throws(Problem) in
            let truths = try publicTruths(arguments)
            return .logicals([truths.contains(true) ? true : truths.contains(nil) ? nil : false])
        },
        Builtin(
            "all", ["na.rm"], variadic: true,
            HelpTopic(
                "all(...)", "Whether all public truth values are TRUE.", releases: "nothing",
                example: "all(c(TRUE, TRUE))")
        ) { (_, arguments) throws(Problem) in
            let truths = try publicTruths(arguments)
            return .logicals([truths.contains(false) ? false : truths.contains(nil) ? nil : true])
        },
        running("cumsum", "Running sums.") { $0 + $1 },
        running("cumprod", "Running products.") { $0 * $1 },
        Builtin(
            "prod", ["x"],
            HelpTopic("prod(x)", "The product of public numbers.", releases: "nothing", example: "prod(1:5)")
        ) { (_, arguments) throws(Problem) in Value(.number(try arguments.object("x").doubles.reduce(1, *))) },
        Builtin(
            "diff", ["x"],
            HelpTopic("diff(x)", "Differences of neighbours.", releases: "nothing", example: "diff(c(1, 4, 9))")
        ) { (_, arguments) throws(Problem) in
            let values = try arguments.object("x").doubles
            return Value(.numbers(zip(values, values.dropFirst()).map { $1 - $0 }))
        },
        Builtin(
            "head", ["x", "n"],
            HelpTopic("head(x, n = 6)", "The first public values.", releases: "nothing", example: "head(1:10, 3)")
        ) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            let n = Int(try arguments.number("n", default: 6))
            return Value(object.picking((0..<max(0, n < 0 ? object.count + n : min(n, object.count))).map { $0 }))
        },
        Builtin(
            "tail", ["x", "n"],
            HelpTopic("tail(x, n = 6)", "The last public values.", releases: "nothing", example: "tail(1:10, 3)")
        ) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            let n = min(object.count, max(0, Int(try arguments.number("n", default: 6))))
            return Value(object.picking((object.count - n..<object.count).map { $0 }))
        },
        Builtin(
            "is.numeric", ["x"],
            HelpTopic("is.numeric(x)", "Whether a value is a number.", releases: "nothing", example: "is.numeric(1)")
        ) { (_, arguments) throws(Problem) in
            let value = try arguments.need("x").value
            if case .vector(let vector) = value { return .logicals([(try? vector.type())?.number != nil]) }
            if case .numbers = value { return .logicals([true]) }
            return .logicals([value.hasShape])
        },
        Builtin(
            "as.character", ["x"],
            HelpTopic("as.character(x)", "Public values as texts.", releases: "nothing", example: "as.character(1:3)")
        ) { (_, arguments) throws(Problem) in .texts(try arguments.object("x").asTexts) },
        Builtin(
            "as.integer", ["x"],
            HelpTopic(
                "as.integer(x)", "Public numbers without their places.", releases: "nothing", example: "as.integer(2.7)"
            )
        ) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            let values = object.content == .null ? [] : object.asTexts.map { $0.flatMap { Double($0) } }
            return Value(RObject(.numbers(values.map { $0?.rounded(.towardZero) })))
        },
        Builtin(
            "nchar", ["x"],
            HelpTopic("nchar(x)", "The number of characters of texts.", releases: "nothing", example: "nchar(\"abc\")")
        ) { (_, arguments) throws(Problem) in Value(.integers(try arguments.object("x").asTexts.map { $0?.count ?? 2 }))
        },
        texts("toupper", "Texts in capitals.") { $0.uppercased() },
        texts("tolower", "Texts in small letters.") { $0.lowercased() },
        Builtin(
            "format", ["x", "digits", "nsmall"],
            HelpTopic(
                "format(x, digits, nsmall)", "Public values as texts of one width.", releases: "nothing",
                example: "format(3.14159, digits = 3)")
        ) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            guard case .numbers(let values) = object.content else { return .texts(object.asTexts) }
            let digits = Int(try arguments.number("digits", default: 7))
            let least = Int(try arguments.number("nsmall", default: 0))
            let texts = RFormat.texts(values, digits: digits).map { text in
                let places = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
                guard places < least, !text.contains("e") else { return text }
                return text + (places == 0 ? "." : "") + String(repeating: "0", count: least - places)
            }
            let width = texts.map(\.count).max() ?? 0
            return .texts(texts.map { String(repeating: " ", count: width - $0.count) + $0 })
        },
        Builtin(
            "sprintf", ["fmt"], others: true,
            HelpTopic(
                "sprintf(format, ...)", "Public values in a text: %d, %s, %.2f, %e, %g, %%.", releases: "nothing",
                example: "sprintf(\"%.1f months\", 19)")
        ) { (_, arguments) throws(Problem) in
            let format = try arguments.text(try arguments.need("fmt"))
            var lists: [RObject] = []
            for bound in arguments.rest {
                guard let object = bound.value.asObject else { throw arguments.unfit(bound, "public values") }
                lists.append(object)
            }
            let count = lists.isEmpty ? 1 : lists.map(\.count).max() ?? 0
            return .texts(
                (0..<count).map { index in PrintFormat.text(format, lists.map { $0.element(index % max(1, $0.count)) })
                })
        },
        Builtin(
            "identical", ["x", "y"],
            HelpTopic(
                "identical(x, y)", "Whether two public values are the same.", releases: "nothing",
                example: "identical(1, 1)")
        ) { (_, arguments) throws(Problem) in .logicals([try arguments.object("x") == arguments.object("y")]) },
        Builtin(
            "stop", [], variadic: true,
            HelpTopic("stop(...)", "Ends with an error.", releases: "nothing", example: "stop(\"no rows\")")
        ) { (_, arguments) throws(Problem) in
            throw Problem("stopped", arguments.rest.flatMap { $0.value.asCharacters ?? [] }.map { $0 ?? "NA" }.joined())
        },
        Builtin(
            "stopifnot", [], variadic: true,
            HelpTopic(
                "stopifnot(...)", "Ends with an error where a public condition is not TRUE.", releases: "nothing",
                example: "stopifnot(1 < 2)")
        ) { (interpreter, arguments) throws(Problem) in
            for bound in arguments.rest where !(bound.value.truths ?? [nil]).allSatisfy({ $0 == true }) {
                throw Problem("stopped", "\(bound.place.deparsed) is not TRUE", at: bound.place.range.place)
            }
            interpreter.isVisible = false
            return .null
        },
        passing("suppressWarnings", "Its argument."), passing("suppressMessages", "Its argument."),
        passing("force", "Its argument."), passing("identity", "Its argument."),
    ]

    private static func publicTruths(_ arguments: Arguments) throws(Problem) -> [Bool?] {
        let remove = try arguments.flag("na.rm")
        var result: [Bool?] = []
        for bound in arguments.rest {
            guard !bound.value.isPrivate, let truths = bound.value.truths else {
                throw arguments.unfit(bound, "public truth values")
            }
            result += truths.filter { !remove || $0 != nil }
        }
        return result
    }

    private static func passing(_ name: String, _ text: String) -> Builtin {
        Builtin(name, ["x"], HelpTopic("\(name)(x)", text, releases: "nothing", example: "\(name)(1)")) {
            (interpreter, arguments) throws(Problem) in
            interpreter.isVisible = true
            return try arguments.need("x").value
        }
    }

    private static func reordering(
        _ name: String, _ text: String, _ body: @escaping @Sendable (RObject) -> [Int]
    ) -> Builtin {
        Builtin(name, ["x"], HelpTopic("\(name)(x)", text, releases: "nothing", example: "\(name)(c(1, 2, 2))")) {
            (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            return Value(object.picking(body(object).map { $0 }))
        }
    }

    private static func extreme(
        _ name: String, _ text: String, _ isBetter: @escaping @Sendable (Double, Double) -> Bool
    ) -> Builtin {
        Builtin(name, ["x"], HelpTopic("\(name)(x)", text, releases: "nothing", example: "\(name)(c(1, 3, 2))")) {
            (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            let values = object.doubles
            let best = values.indices.filter { !values[$0].isNaN }.reduce(nil as Int?) { best, index in
                best.map { isBetter(values[index], values[$0]) ? index : $0 } ?? index
            }
            guard let best else { return Value(.integers([])) }
            return Value(.integers([best + 1], names: object.elementNames.map { [$0[best]] }))
        }
    }

    private static func running(
        _ name: String, _ text: String, _ body: @escaping @Sendable (Double, Double) -> Double
    ) -> Builtin {
        Builtin(name, ["x"], HelpTopic("\(name)(x)", text, releases: "nothing", example: "\(name)(1:4)")) {
            (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            var result: [Double] = []
            for value in object.doubles { result.append(result.last.map { body($0, value) } ?? value) }
            return Value(.numbers(result, names: object.elementNames))
        }
    }

    private static func texts(_ name: String, _ text: String, _ body: @escaping @Sendable (String) -> String) -> Builtin
    {
        Builtin(name, ["x"], HelpTopic("\(name)(x)", text, releases: "nothing", example: "\(name)(\"a\")")) {
            (_, arguments) throws(Problem) in .texts(try arguments.object("x").asTexts.map { $0.map(body) })
        }
    }
}

extension RObject {
    /// The places of the elements in ascending order; missing ones last.
    func order() -> [Int] {
        if case .texts(let texts) = content {
            return texts.indices.sorted { a, b in
                guard let x = texts[a] else { return false }
                guard let y = texts[b] else { return true }
                return x == y ? a < b : x.utf8.lexicographicallyPrecedes(y.utf8)
            }
        }
        let values = asOptionalDoubles.map { $0.flatMap { $0.isNaN ? nil : $0 } }
        return values.indices.sorted { a, b in
            guard let x = values[a] else { return values[b] == nil && a < b }
            guard let y = values[b] else { return true }
            return x == y ? a < b : x < y
        }
    }
}

/// The conversions of `sprintf`, in the C locale.
enum PrintFormat {
    static func text(_ format: String, _ values: [RObject]) -> String {
        var (result, next) = ("", 0)
        var rest = Substring(format)
        while let percent = rest.firstIndex(of: "%") {
            result += rest[..<percent]
            rest = rest[percent...].dropFirst()
            guard let end = rest.firstIndex(where: { $0.isLetter || $0 == "%" }) else { return result + "%" + rest }
            let (flags, letter) = (String(rest[..<end]), rest[end])
            rest = rest[end...].dropFirst()
            if letter == "%" {
                result += "%"
                continue
            }
            guard values.indices.contains(next) else { return result }
            result += text(values[next], flags, letter)
            next += 1
        }
        return result + rest
    }

    private static func text(_ value: RObject, _ flags: String, _ letter: Character) -> String {
        let locale = Locale(identifier: "en_US_POSIX")
        guard let number = value.asOptionalDoubles.first ?? nil, letter != "s" else {
            let text = value.asTexts.first.flatMap { $0 } ?? "NA"
            let width = Int(flags.filter { $0.isNumber || $0 == "-" }) ?? 0
            let blanks = String(repeating: " ", count: max(0, abs(width) - text.count))
            return width < 0 ? text + blanks : blanks + text
        }
        switch letter {
        case "d", "i":
            guard number.isFinite, abs(number) < 1e15 else { return RFormat.text(number) }
            return String(format: "%\(flags)ld", locale: locale, Int(number))
        case "x", "X", "o":
            guard let whole = Int(exactly: number) else { return "NA" }
            return String(format: "%\(flags)l\(letter)", locale: locale, whole)
        case "f", "e", "g", "E", "G":
            let text = String(format: "%\(flags)\(letter)", locale: locale, number)
            return letter.isLowercase ? text.lowercased() : text
        default: return RFormat.text(number)
        }
    }
}
