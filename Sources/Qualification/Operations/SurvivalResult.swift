import Foundation
import Inference
import Wire

/// Reads results of survival analyses.
enum SurvivalResult {
    /// The rows of a `table` of a summary by the names of their columns; one row has no name of its own.
    static func rows(_ table: RObject) throws(Problem) -> [(name: String, values: [String: JSONValue])] {
        let table = try Operation.table(table, "the table of the summary")
        let count = max(1, table.rowNames.count)
        return (0..<count).map { row in
            var values: [String: JSONValue] = [:]
            for (place, name) in table.names.enumerated() where table.column(at: place).indices.contains(row) {
                values[name == "*rmean" ? "rmean" : name == "*se(rmean)" ? "se(rmean)" : name] =
                    table.column(at: place)[row]
            }
            return (table.rowNames.isEmpty ? "all" : table.rowNames[row], values)
        }
    }

    /// The places of each group in the vectors of a curve: `strata` are R's counts by name.
    private static func groups(_ fit: RObject) -> [(name: String, range: Range<Int>)] {
        let count = RResult.list(fit["time"]).count
        guard let strata = fit["strata"], let names = strata.names, names.count == strata.doubles.count else {
            return [("all", 0..<count)]
        }
        var (start, groups) = (0, [(String, Range<Int>)]())
        for (name, size) in zip(names, strata.doubles) {
            let end = min(count, start + max(0, Int(exactly: size) ?? 0))
            groups.append((name, start..<end))
            start = end
        }
        return groups
    }

    /// Per group the curve at its events, the median and the mean up to the largest time.
    static func curves(_ object: RObject, _: Question) throws(Problem) -> JSONValue {
        let fit = try Operation.need(object, "fit")
        let table = try rows(try Operation.need(try Operation.need(object, "summary"), "table"))
        let groups = groups(fit)
        guard groups.count == table.count else {
            throw Problem("bad-result", "the curves and their table have different groups", mend: "give them as R does")
        }
        var members: [(String, JSONValue)] = []
        for (group, row) in zip(groups, table) {
            members.append((group.name, block(fit, group.range, row.values)))
        }
        return .members(members)
    }

    private static func block(_ fit: RObject, _ range: Range<Int>, _ row: [String: JSONValue]) -> JSONValue {
        let column = { (name: String) -> [JSONValue] in
            let values = RResult.list(fit[name])
            return values.count >= range.upperBound ? Array(values[range]) : []
        }
        let events = column("n.event").map { ($0.number ?? 0) > 0 }
        let atEvents = { (values: [JSONValue]) in zip(values, events).filter { $0.1 }.map { $0.0 } }
        let mean = row["rmean"]?.number
        let error = row["se(rmean)"]?.number
        let count = row["events"]?.number ?? 0
        let interval = { (sign: Double) in
            JSONValue.double(mean.flatMap { mean in error.map { mean + sign * 1.959963984540054 * $0 } })
        }
        // The standard error that other programs print.
        let scaled = error.flatMap { count > 1 ? $0 * (count / (count - 1)).squareRoot() : nil }
        let errors = zip(column("std.err"), column("surv")).map { error, surv in
            JSONValue.double((Double(json: error) ?? .nan) * (surv.number ?? .nan))
        }
        return .members([
            ("n", row["records"] ?? row["n.start"] ?? .null), ("events", row["events"] ?? .null),
            ("median", row["median"] ?? .null),
            ("median_ci", .list([row["0.95LCL"] ?? .null, row["0.95UCL"] ?? .null])),
            ("rmean_to_largest_time", row["rmean"] ?? .null), ("se_rmean", row["se(rmean)"] ?? .null),
            ("rmean_ci_normal", .list([interval(-1), interval(1)])),
            ("se_rmean_times_sqrt_m_over_m1", .double(scaled)), ("tmax", column("time").last ?? .null),
            ("time", .list(atEvents(column("time")))), ("n_risk", .list(atEvents(column("n.risk")))),
            ("n_event", .list(atEvents(column("n.event")))), ("surv", .list(atEvents(column("surv")))),
            ("se_surv", .list(atEvents(errors))), ("lower", .list(atEvents(column("lower")))),
            ("upper", .list(atEvents(column("upper")))),
        ])
    }

    /// The curve at given times.
    static func atTimes(_ object: RObject, _: Question) throws(Problem) -> JSONValue {
        let column = { (name: String) in JSONValue.list(RResult.list(object[name])) }
        let strata = object["strata"].map { RResult.list($0) } ?? []
        return .members([
            ("times", column("time")), ("strata", strata.isEmpty ? .null : .list(strata)), ("surv", column("surv")),
            ("se", column("std.err")), ("lower", column("lower")), ("upper", column("upper")),
            ("n_risk", column("n.risk")),
        ])
    }

    /// The Nelson-Aalen estimate at the events.
    static func cumulativeHazard(_ fit: RObject, _: Question) throws(Problem) -> JSONValue {
        let events = RResult.list(fit["n.event"]).map { ($0.number ?? 0) > 0 }
        let column = { (name: String) -> JSONValue in
            .list(zip(RResult.list(fit[name]), events).filter { $0.1 }.map { $0.0 })
        }
        return .members([
            ("time", column("time")), ("cumhaz", column("cumhaz")), ("se", column("std.chaz")),
            ("surv_fleming_harrington", column("surv")),
        ])
    }

    /// Means up to a common horizon.
    static func restrictedMeans(_ object: RObject, _: Question) throws(Problem) -> JSONValue {
        .members(
            try rows(try Operation.need(object, "table")).map { row in
                (
                    row.name,
                    .members([("rmst", row.values["rmean"] ?? .null), ("se", row.values["se(rmean)"] ?? .null)])
                )
            })
    }

    /// Means up to each group's horizon with normal intervals.
    static func means(_ object: RObject, _: Question) throws(Problem) -> JSONValue {
        guard case .list(let parts) = object.content, let names = object.names else { return RResult.json(object) }
        var members: [(String, JSONValue)] = []
        for (name, part) in zip(names, parts) {
            let row = try rows(try Operation.need(part, "table"))[0].values
            let (mean, error) = (row["rmean"]?.number ?? .nan, row["se(rmean)"]?.number ?? .nan)
            members.append(
                (
                    name,
                    .members([
                        ("mean", .double(mean)), ("lo", .double(mean - 1.959963984540054 * error)),
                        ("hi", .double(mean + 1.959963984540054 * error)), ("se", .double(error)),
                    ])
                ))
        }
        return .members(members)
    }

    /// The test of `survdiff`: over strata the observed and expected events are summed.
    static func difference(_ object: RObject, _: Question) throws(Problem) -> JSONValue {
        let sums = { (name: String) throws(Problem) -> [Double] in
            let part = try Operation.need(object, name)
            guard let dimensions = part.dimensions, dimensions.count == 2 else { return part.doubles }
            let values = part.doubles
            return (0..<dimensions[0]).map { row in
                (0..<dimensions[1]).reduce(0) { $0 + values[row + $1 * dimensions[0]] }
            }
        }
        let n = try Operation.need(object, "n")
        let groups = n.names ?? n.dimensionNames?.first.flatMap { $0 } ?? []
        let expected = try sums("exp")
        let freedom = max(0, expected.count { $0 > 0 } - 1)
        return .members([
            ("groups", .list(groups.map(JSONValue.text))), ("n", .list(RResult.list(n))),
            ("observed", .list(try sums("obs").map { .double($0) })), ("expected", .list(expected.map { .double($0) })),
            ("chisq", RResult.single(try Operation.need(object, "chisq"))),
            ("df", .double(Double(freedom))),
            // Where nobody has an event there is nothing to test.
            ("p_value", freedom == 0 ? .text("NA") : RResult.single(try Operation.need(object, "pvalue"))),
            ("var", .list(RResult.rows(try Operation.need(object, "var")))),
        ])
    }
}

extension Double {
    /// A number of a truth file, the texts for what is not finite included.
    init?(json: JSONValue) {
        switch json {
        case .number(let text): self.init(text)
        case .text("Inf"): self = .infinity
        case .text("-Inf"): self = -.infinity
        case .text("NaN"): self = .nan
        default: return nil
        }
    }
}
