import Foundation
import Inference

/// One call that the suite of statistics measures.
struct StatisticsCase: Sendable {
    /// The function, as R calls it.
    let name: String
    /// The call as an analyst types it.
    let call: String
    /// How long it may take in active mode, seconds.
    let target: Double
    /// How far the answer may be from the one in the clear, relative.
    var tolerance = 1e-9
    /// The numbers of the result that are compared.
    let numbers: @Sendable (RObject) -> [Double]
    /// The same numbers, computed in the clear.
    let expected: @Sendable (PlainTable) -> [Double]

    /// Whether an answer agrees with the one in the clear.
    func agrees(_ result: RObject, _ expected: [Double]) -> Bool {
        let found = numbers(result)
        return !found.isEmpty && found.count == expected.count
            && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
    }

    /// The names of all calls.
    static var names: [String] { pilot.map(\.name) + ["table"] }

    /// The first number of a component.
    static func component(_ name: String) -> @Sendable (RObject) -> [Double] {
        { $0[name].map { Array($0.doubles.prefix(1)) } ?? [] }
    }

    /// On the 48 rows of the pilot.
    static let pilot: [StatisticsCase] = {
        let gender = ["male", "female"]
        @Sendable func events(_ table: PlainTable) -> [Bool] { table.numbers("event_death").map { $0 == 1 } }
        return [
            StatisticsCase(name: "freq", call: "freq(d$gender)", target: 0.1, numbers: \.doubles) { table in
                gender.indices.map { level in Double(table.places("gender", gender).count { $0 == level }) }
            },
            StatisticsCase(name: "mean", call: "mean(d$age)", target: 0.1, numbers: \.doubles) {
                [PlainStatistics.mean($0.numbers("age"))]
            },
            StatisticsCase(name: "median", call: "median(d$age)", target: 0.1, numbers: \.doubles) {
                PlainStatistics.quantiles($0.numbers("age"), [0.5])
            },
            StatisticsCase(name: "quantile", call: "quantile(d$age)", target: 0.1, numbers: \.doubles) {
                PlainStatistics.quantiles($0.numbers("age"))
            },
            StatisticsCase(
                name: "t.test", call: "t.test(age ~ gender, data = d)", target: 0.1, numbers: component("statistic")
            ) { table in
                let groups = gender.map { table.numbers("age", where: "gender", is: $0) }
                return [PlainStatistics.welch(groups[0], groups[1])]
            },
            StatisticsCase(
                name: "wilcox.test", call: "wilcox.test(age ~ gender, data = d)", target: 0.1,
                numbers: component("statistic")
            ) { table in
                let groups = gender.map { table.numbers("age", where: "gender", is: $0) }
                return [PlainStatistics.rankSum(groups[0], groups[1])]
            },
            StatisticsCase(
                name: "fisher.test", call: "fisher.test(table(d$gender, d$event_death))", target: 0.1,
                numbers: component("p.value")
            ) { table in
                let cells = PlainStatistics.table(
                    table.places("gender", gender), table.places("event_death", ["0", "1"]), (2, 2))
                return [PlainStatistics.fisher(Int(cells[0]), Int(cells[2]), Int(cells[1]), Int(cells[3]))]
            },
            StatisticsCase(
                name: "survfit", call: "survfit(Surv(follow_up, event_death == 1) ~ 1, data = d)", target: 0.1,
                numbers: { $0["surv"]?.doubles ?? [] }
            ) { PlainStatistics.kaplanMeier($0.numbers("follow_up"), events($0)) },
            StatisticsCase(
                name: "survdiff", call: "survdiff(Surv(follow_up, event_death == 1) ~ gender, data = d)", target: 0.1,
                numbers: component("chisq")
            ) { table in
                [
                    PlainStatistics.logRank(
                        table.numbers("follow_up"), events(table),
                        isFirst: table.places("gender", gender).map { $0 == 0 })
                ]
            },
            StatisticsCase(
                name: "coxph", call: "coxph(Surv(follow_up, event_death == 1) ~ age + gender, data = d)", target: 0.5,
                tolerance: 1e-5, numbers: { $0["coefficients"]?.doubles ?? [] }
            ) { table in
                let isSecond = table.places("gender", gender).map { $0 == 1 ? 1.0 : 0 }
                return PlainStatistics.cox(
                    table.numbers("follow_up"), events(table), [table.numbers("age"), isSecond])
            },
        ]
    }()

    /// On synthetic tables of many rows.
    static let synthetic: [StatisticsCase] = [
        StatisticsCase(name: "quantile", call: "quantile(d$value)", target: 3, numbers: \.doubles) {
            PlainStatistics.quantiles($0.numbers("value"))
        },
        StatisticsCase(
            name: "wilcox.test", call: "wilcox.test(value ~ group, data = d)", target: 3,
            numbers: component("statistic")
        ) { table in
            let groups = SyntheticStudy.groups.map { table.numbers("value", where: "group", is: $0) }
            return [PlainStatistics.rankSum(groups[0], groups[1])]
        },
        StatisticsCase(name: "table", call: "table(d$group, d$level)", target: 3, numbers: \.doubles) { table in
            PlainStatistics.table(
                table.places("group", SyntheticStudy.groups), table.places("level", SyntheticStudy.levels),
                (SyntheticStudy.groups.count, SyntheticStudy.levels.count))
        },
        StatisticsCase(
            name: "survdiff", call: "survdiff(Surv(time, event) ~ group, data = d)", target: 3,
            numbers: component("chisq")
        ) { table in
            [
                PlainStatistics.logRank(
                    table.numbers("time"), table.numbers("event").map { $0 == 1 },
                    isFirst: table.places("group", SyntheticStudy.groups).map { $0 == 0 })
            ]
        },
        StatisticsCase(
            name: "coxph", call: "coxph(Surv(time, event) ~ x1 + x2 + x3, data = d)", target: 30, tolerance: 1e-5,
            numbers: { $0["coefficients"]?.doubles ?? [] }
        ) { table in
            PlainStatistics.cox(
                table.numbers("time"), table.numbers("event").map { $0 == 1 },
                ["x1", "x2", "x3"].map { table.numbers($0) })
        },
    ]
}
