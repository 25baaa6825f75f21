import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Sample sizes, power and multiple comparisons, of public numbers.
    static let planningFunctions: [Builtin] = [
        Builtin(
            "p.adjust", ["p", "method", "n"],
            HelpTopic(
                "p.adjust(p, method = \"holm\")", "p-values adjusted for multiple comparisons.", releases: "nothing",
                example: "p.adjust(c(0.01, 0.02, 0.04), \"BH\")")
        ) { (_, arguments) throws(Problem) in
            let p = try arguments.object("p")
            return Value(
                .numbers(try arguments.adjustment("method").adjust(p.doubles), names: p.elementNames))
        },
        Builtin(
            "power.t.test", ["n", "delta", "sd", "sig.level", "power", "type", "alternative", "strict"],
            HelpTopic(
                "power.t.test(n, delta, sd = 1, sig.level = 0.05, power)",
                "Whichever of n, delta, sd, sig.level and power is left out, from the others.", releases: "nothing",
                example: "power.t.test(n = 24, delta = 2.7, sd = 2.25)")
        ) { (_, arguments) throws(Problem) in
            let type = try arguments.text("type", default: "two.sample")
            guard let kind = PowerTTest.Kind(rawValue: type) else {
                throw Problem(
                    "bad-argument", "there is no type \(type.quotedForPeople)", at: arguments.call.range.place,
                    mend: "use \"two.sample\", \"one.sample\" or \"paired\"")
            }
            let (n, delta) = (try arguments.setting("n"), try arguments.setting("delta"))
            let (sd, significance) = (try arguments.setting("sd", 1), try arguments.setting("sig.level", 0.05))
            let (power, alternative) = (try arguments.setting("power"), try arguments.alternative())
            let strict = try arguments.flag("strict", default: false)
            return try arguments.finish {
                try PowerTTest.solve(
                    n: n, delta: delta, sd: sd, significance: significance, power: power, kind: kind,
                    alternative: alternative, strict: strict)
            }
        },
        Builtin(
            "power.prop.test", ["n", "p1", "p2", "sig.level", "power", "alternative", "strict"],
            HelpTopic(
                "power.prop.test(n, p1, p2, sig.level = 0.05, power)",
                "Whichever of n, p1, p2, sig.level and power is left out, from the others.", releases: "nothing",
                example: "power.prop.test(p1 = 0.14, p2 = 0.5, power = 0.8)")
        ) { (_, arguments) throws(Problem) in
            let (n, p1, p2) = (try arguments.setting("n"), try arguments.setting("p1"), try arguments.setting("p2"))
            let (significance, power) = (try arguments.setting("sig.level", 0.05), try arguments.setting("power"))
            let (alternative, strict) = (try arguments.alternative(), try arguments.flag("strict", default: false))
            return try arguments.finish {
                try PowerProportionTest.solve(
                    n: n, p1: p1, p2: p2, significance: significance, power: power, alternative: alternative,
                    strict: strict)
            }
        },
        Builtin(
            "power.fisher.test", ["p1", "p2", "n1", "n2", "sig.level"],
            HelpTopic(
                "power.fisher.test(p1, p2, n1, n2, sig.level = 0.05)", "The exact power of Fisher's test.",
                releases: "nothing", example: "power.fisher.test(0.14, 0.5, 5, 5)")
        ) { (_, arguments) throws(Problem) in
            let (n1, n2) = (try arguments.number("n1", default: 0), try arguments.number("n2", default: 0))
            guard (1...10_000).contains(n1), (1...10_000).contains(n2) else {
                throw Problem("bad-argument", "n1 and n2 are numbers from 1 to 10000", at: arguments.call.range.place)
            }
            let power = PowerFisherTest.power(
                p1: try arguments.number("p1", default: .nan), p2: try arguments.number("p2", default: .nan),
                n1: Int(n1),
                n2: Int(n2), significance: try arguments.number("sig.level", default: 0.05))
            return Value(.list([("power", .number(power))]))
        },
        Builtin(
            "logrank.events", ["hr", "power", "sig.level", "alloc"],
            HelpTopic(
                "logrank.events(hr, power = 0.8, sig.level = 0.05, alloc = 0.5)",
                "How many events a log-rank test needs (Schoenfeld).", releases: "nothing",
                example: "logrank.events(0.5)")
        ) { (_, arguments) throws(Problem) in
            Value(
                .number(
                    LogRankEvents.schoenfeld(
                        hazardRatio: try arguments.number("hr", default: .nan),
                        power: try arguments.number("power", default: 0.8),
                        significance: try arguments.number("sig.level", default: 0.05),
                        allocation: try arguments.number("alloc", default: 0.5))))
        },
    ]
}

extension Arguments {
    /// A number that may be NULL: nil then, or where it was not given and has no default.
    fileprivate func setting(_ name: String, _ standard: Double? = nil) throws(Problem) -> Double? {
        guard let bound = named[name] else { return standard }
        guard bound.value.count > 0 else { return nil }
        return try number(name, default: 0)
    }
}
