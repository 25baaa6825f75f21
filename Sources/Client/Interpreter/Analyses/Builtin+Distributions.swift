import Inference
import Language
import Wire

extension Builtin {
    /// Distribution functions of public numbers: densities d, probabilities p and quantiles q.
    static let distributionFunctions: [Builtin] = [
        density("dnorm", [("mean", 0), ("sd", 1)]) { Distribution.dnorm($0, mean: $1[0], sd: $1[1], log: $2) },
        tail("pnorm", [("mean", 0), ("sd", 1)]) {
            Distribution.pnorm($0, mean: $1[0], sd: $1[1], lowerTail: $2, log: $3)
        },
        tail("qnorm", [("mean", 0), ("sd", 1)]) {
            Distribution.qnorm($0, mean: $1[0], sd: $1[1], lowerTail: $2, log: $3)
        },
        density("dt", [("df", nil)]) { Distribution.dt($0, df: $1[0], log: $2) },
        tail("pt", [("df", nil), ("ncp", 0)]) {
            Distribution.pt($0, df: $1[0], ncp: $1[1], lowerTail: $2, log: $3)
        },
        tail("qt", [("df", nil), ("ncp", 0)]) {
            Distribution.qt($0, df: $1[0], ncp: $1[1] == 0 ? nil : $1[1], lowerTail: $2, log: $3)
        },
        density("dchisq", [("df", nil)]) { Distribution.dchisq($0, df: $1[0], log: $2) },
        tail("pchisq", [("df", nil)]) { Distribution.pchisq($0, df: $1[0], lowerTail: $2, log: $3) },
        tail("qchisq", [("df", nil)]) { Distribution.qchisq($0, df: $1[0], lowerTail: $2, log: $3) },
        density("df", [("df1", nil), ("df2", nil)]) { Distribution.df($0, df1: $1[0], df2: $1[1], log: $2) },
        tail("pf", [("df1", nil), ("df2", nil)]) {
            Distribution.pf($0, df1: $1[0], df2: $1[1], lowerTail: $2, log: $3)
        },
        tail("qf", [("df1", nil), ("df2", nil)]) {
            Distribution.qf($0, df1: $1[0], df2: $1[1], lowerTail: $2, log: $3)
        },
        density("dbinom", [("size", nil), ("prob", nil)]) {
            Distribution.dbinom($0, size: $1[0], prob: $1[1], log: $2)
        },
        tail("pbinom", [("size", nil), ("prob", nil)]) {
            Distribution.pbinom($0, size: $1[0], prob: $1[1], lowerTail: $2, log: $3)
        },
        tail("qbinom", [("size", nil), ("prob", nil)]) {
            Distribution.qbinom($0, size: $1[0], prob: $1[1], lowerTail: $2, log: $3)
        },
        density("dpois", [("lambda", nil)]) { Distribution.dpois($0, lambda: $1[0], log: $2) },
        tail("ppois", [("lambda", nil)]) { Distribution.ppois($0, lambda: $1[0], lowerTail: $2, log: $3) },
        tail("qpois", [("lambda", nil)]) { Distribution.qpois($0, lambda: $1[0], lowerTail: $2, log: $3) },
        density("dhyper", [("m", nil), ("n", nil), ("k", nil)]) {
            Distribution.dhyper($0, m: $1[0], n: $1[1], k: $1[2], log: $2)
        },
        tail("phyper", [("m", nil), ("n", nil), ("k", nil)]) {
            Distribution.phyper($0, m: $1[0], n: $1[1], k: $1[2], lowerTail: $2, log: $3)
        },
        tail("qhyper", [("m", nil), ("n", nil), ("k", nil)]) {
            Distribution.qhyper($0, m: $1[0], n: $1[1], k: $1[2], lowerTail: $2, log: $3)
        },
        density("dbeta", [("shape1", nil), ("shape2", nil)]) { Distribution.dbeta($0, $1[0], $1[1], log: $2) },
        tail("pbeta", [("shape1", nil), ("shape2", nil)]) {
            Distribution.pbeta($0, $1[0], $1[1], lowerTail: $2, log: $3)
        },
        tail("qbeta", [("shape1", nil), ("shape2", nil)]) {
            Distribution.qbeta($0, $1[0], $1[1], lowerTail: $2, log: $3)
        },
        density("dgamma", [("shape", nil), ("rate", 1)]) {
            Distribution.dgamma($0, shape: $1[0], rate: $1[1], log: $2)
        },
        tail("pgamma", [("shape", nil), ("rate", 1)]) {
            Distribution.pgamma($0, shape: $1[0], rate: $1[1], lowerTail: $2, log: $3)
        },
        tail("qgamma", [("shape", nil), ("rate", 1)]) {
            Distribution.qgamma($0, shape: $1[0], rate: $1[1], lowerTail: $2, log: $3)
        },
        density("dexp", [("rate", 1)]) { Distribution.dexp($0, rate: $1[0], log: $2) },
        tail("pexp", [("rate", 1)]) { Distribution.pexp($0, rate: $1[0], lowerTail: $2, log: $3) },
        tail("qexp", [("rate", 1)]) { Distribution.qexp($0, rate: $1[0], lowerTail: $2, log: $3) },
        density("dunif", [("min", 0), ("max", 1)]) { Distribution.dunif($0, min: $1[0], max: $1[1], log: $2) },
        tail("punif", [("min", 0), ("max", 1)]) {
            Distribution.punif($0, min: $1[0], max: $1[1], lowerTail: $2, log: $3)
        },
        tail("qunif", [("min", 0), ("max", 1)]) {
            Distribution.qunif($0, min: $1[0], max: $1[1], lowerTail: $2, log: $3)
        },
        tail("ptukey", [("nmeans", nil), ("df", nil), ("nranges", 1)]) {
            Distribution.ptukey($0, nmeans: $1[0], df: $1[1], nranges: $1[2], lowerTail: $2, log: $3)
        },
        tail("qtukey", [("nmeans", nil), ("df", nil), ("nranges", 1)]) {
            Distribution.qtukey($0, nmeans: $1[0], df: $1[1], nranges: $1[2], lowerTail: $2, log: $3)
        },
        tail("pwilcox", [("m", nil), ("n", nil)]) {
            Distribution.pwilcox($0, m: size($1[0]), n: size($1[1]), lowerTail: $2, log: $3)
        },
        tail("qwilcox", [("m", nil), ("n", nil)]) {
            Distribution.qwilcox($0, m: size($1[0]), n: size($1[1]), lowerTail: $2, log: $3)
        },
        tail("psignrank", [("n", nil)]) { Distribution.psignrank($0, n: size($1[0]), lowerTail: $2, log: $3) },
        tail("qsignrank", [("n", nil)]) { Distribution.qsignrank($0, n: size($1[0]), lowerTail: $2, log: $3) },
    ]

    /// A number of values as it was given; out of range becomes -1, for which there is no distribution.
    private static func size(_ value: Double) -> Int { (0...1e6).contains(value) ? Int(value) : -1 }

    private static func density(
        _ name: String, _ parameters: [(String, Double?)],
        _ body: @escaping @Sendable (Double, [Double], Bool) -> Double
    ) -> Builtin {
        function(name, parameters, ["log"]) { value, settings, flags in body(value, settings, flags[0]) }
    }

    private static func tail(
        _ name: String, _ parameters: [(String, Double?)],
        _ body: @escaping @Sendable (Double, [Double], Bool, Bool) -> Double
    ) -> Builtin {
        function(name, parameters, ["lower.tail", "log.p"]) { value, settings, flags in
            body(value, settings, flags[0], flags[1])
        }
    }

    private static func function(
        _ name: String, _ parameters: [(String, Double?)], _ flags: [String],
        _ body: @escaping @Sendable (Double, [Double], [Bool]) -> Double
    ) -> Builtin {
        let first = name.hasPrefix("q") ? "p" : name.hasPrefix("p") ? "q" : "x"
        let usage = parameters.map { name, standard in standard.map { name + " = " + RFormat.text($0) } ?? name }
        let kind = name.hasPrefix("q") ? "Quantiles" : name.hasPrefix("p") ? "Probabilities" : "Densities"
        let topic = HelpTopic(
            "\(name)(\(([first] + usage).joined(separator: ", ")))", "\(kind) of a distribution, of public numbers.",
            releases: "nothing",
            example: "\(name)(0.5\(parameters.filter { $0.1 == nil }.map { _ in ", 3" }.joined()))")
        return Builtin(name, [first] + parameters.map(\.0) + flags, topic) { (_, arguments) throws(Problem) in
            var lists = [try arguments.object(first)]
            for (name, standard) in parameters {
                guard arguments.named[name] != nil || standard == nil else {
                    lists.append(.number(standard))
                    continue
                }
                lists.append(try arguments.object(name))
            }
            var truths: [Bool] = []
            for flag in flags { truths.append(try arguments.flag(flag, default: flag == "lower.tail")) }
            guard lists.allSatisfy({ $0.asNumbers != nil }) else {
                throw arguments.unfit(try arguments.need(first), "numbers")
            }
            let columns = lists.map(\.asOptionalDoubles)
            let count = columns.contains { $0.isEmpty } ? 0 : columns.map(\.count).max() ?? 0
            let values = (0..<count).map { index -> Double? in
                let row = columns.compactMap { $0[index % $0.count] }
                return row.count == columns.count ? body(row[0], Array(row.dropFirst()), truths) : nil
            }
            return Value(RObject.shaped(.numbers(values), as: lists[0], lists[0].count == count ? lists[0] : lists[1]))
        }
    }
}
