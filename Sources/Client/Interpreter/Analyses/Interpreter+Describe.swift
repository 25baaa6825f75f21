import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// Both extremes of a private number.
    func extremes(
        of vector: VectorExpression, naRemove: Bool, at place: Expression
    ) throws(Problem) -> (smallest: Estimate, largest: Estimate) {
        guard case .numbers(let low) = try analyse(.minimum(vector, naRemove: naRemove), at: place),
            case .numbers(let high) = try analyse(.maximum(vector, naRemove: naRemove), at: place)
        else { throw Self.malformed }
        return (low.values[0], high.values[0])
    }

    /// Quantiles at percents of `x`, private or public.
    func quantiles(_ arguments: Arguments, _ percents: [Int]) throws(Problem) -> [Estimate] {
        let bound = try arguments.need("x")
        let remove = try arguments.flag("na.rm")
        let probabilities = percents.map { ExactDecimal(significand: Int128($0), decimals: 2) }
        if case .vector(let vector) = bound.value {
            let value = try analyse(
                .quantile(vector, probabilities: probabilities, naRemove: remove), at: arguments.call)
            guard case .numbers(let numbers) = value else { throw Self.malformed }
            return numbers.values
        }
        let values = try arguments.numbers(bound).values.filter { !remove || !($0.double?.isNaN ?? true) }
        return probabilities.map { probability in
            probability.rational
                .flatMap { PublicStatistics.quantile(values, $0) } ?? .notAvailable(.missingValues)
        }
    }

    /// Tukey's five numbers, and how many values there are.
    func fiveNumbers(
        _ bound: Arguments.Bound, _ arguments: Arguments
    ) throws(Problem) -> (values: [Double], count: Int) {
        let ordered: (Int) -> Double
        let count: Int
        switch bound.value {
        case .vector(let vector):
            count = try completeCount(of: vector, at: arguments.call)
            let ranks = Set(FiveNumbers.positions(count: count).flatMap { [$0.lower, $0.upper] }).sorted()
            let found = try values(of: vector, atRanks: ranks, at: arguments.call)
            let byRank = Dictionary(uniqueKeysWithValues: zip(ranks, found))
            ordered = { byRank[$0] ?? .nan }
        default:
            let values = try arguments.numbers(bound).values.compactMap(\.double).filter { !$0.isNaN }.sorted()
            count = values.count
            ordered = { values[$0 - 1] }
        }
        guard count > 0 else { return ([Double](repeating: .nan, count: 5), 0) }
        return (FiveNumbers.positions(count: count).map { 0.5 * (ordered($0.lower) + ordered($0.upper)) }, count)
    }

    func mad(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("x")
        let (remove, factor) = (try arguments.flag("na.rm"), try arguments.number("constant", default: 1.4826))
        guard case .vector(let vector) = bound.value else {
            let values = try arguments.numbers(bound).values
            guard let half = ExactRational(1, over: 2), let centre = PublicStatistics.quantile(values, half)?.double
            else { return Value(.number(nil)) }
            let distances = values.map { Estimate.approximate(abs(($0.double ?? .nan) - centre)) }
            return Value(.number((PublicStatistics.quantile(distances, half)?.double ?? .nan) * factor))
        }
        let middle = try analyse(.median(vector, naRemove: remove), at: arguments.call)
        guard case .numbers(let numbers) = middle, numbers.values[0].double != nil else { return middle }
        let centre = try constant(middle, bound.place)
        let distance = try VectorExpression.absolute(try .operation(.subtract, vector, .constant(centre))).verified()
        guard case .numbers(let found) = try analyse(.median(distance, naRemove: remove), at: arguments.call) else {
            throw Self.malformed
        }
        return .numbers(Numbers(found.values.map { $0.applying { $0 * factor } }, form: .released))
    }

    func boxplotStatistics(
        _ bound: Arguments.Bound, coefficient: Double, _ arguments: Arguments
    ) throws(Problem) -> RObject {
        let (five, count) = try fiveNumbers(bound, arguments)
        guard let fences = BoxplotStatistics.fences(fiveNumbers: five, coefficient: coefficient), count > 0 else {
            return try arguments.finished {
                try BoxplotStatistics.finish(fiveNumbers: five, whiskers: (.nan, .nan), count: count, outliers: [])
            }
        }
        guard case .vector(let vector) = bound.value else {
            let values = try arguments.numbers(bound).values.compactMap(\.double).filter { !$0.isNaN }
            let inside = values.filter { $0 >= fences.lower && $0 <= fences.upper }
            return try arguments.finished {
                try BoxplotStatistics.finish(
                    fiveNumbers: five, whiskers: (inside.min() ?? .nan, inside.max() ?? .nan), count: count,
                    outliers: values.filter { $0 < fences.lower || $0 > fences.upper })
            }
        }
        let low = try constant(.numbers(Numbers([.approximate(fences.lower)])), bound.place)
        let high = try constant(.numbers(Numbers([.approximate(fences.upper)])), bound.place)
        let inside = try LogicalExpression.both(
            try vector.comparing(.greaterOrEqual, .number(low)), try vector.comparing(.lessOrEqual, .number(high)))
        let whiskers = try extremes(of: try vector.leaving(inside), naRemove: true, at: arguments.call)
        var outside: [Double]?
        if study.policy.singleValues {
            outside = try sortedValues(of: try vector.leaving(try inside.negated()), at: arguments.call)
        } else {
            note("the policy \(study.policy.name) does not release outliers; out is NULL")
        }
        return try arguments.finished {
            try BoxplotStatistics.finish(
                fiveNumbers: five, whiskers: (whiskers.smallest.double ?? .nan, whiskers.largest.double ?? .nan),
                count: count, outliers: outside)
        }
    }

    func histogram(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("x")
        guard case .vector(let vector) = bound.value else { throw arguments.unfit(bound, "a private number") }
        var breaks: [Double]
        if let given = arguments.named["breaks"], given.value.count > 1 {
            breaks = try arguments.object("breaks").doubles.sorted()
        } else {
            let ends = try extremes(of: vector, naRemove: true, at: arguments.call)
            let count = try completeCount(of: vector, at: arguments.call)
            guard let low = ends.smallest.double, let high = ends.largest.double else {
                throw Problem("no-result", "hist: there are no values", at: arguments.call.range.place)
            }
            let cells = arguments.named["breaks"] == nil ? nil : Int(try arguments.number("breaks", default: 5))
            breaks = Histogram.breaks(smallest: low, largest: high, count: count, cells: cells)
        }
        guard breaks.count > 1, breaks.allSatisfy(\.isFinite) else {
            throw arguments.unfit(bound, "two or more breaks")
        }
        var points: [ExactDecimal?] = []
        for value in breaks {
            guard let point = ExactDecimal(RFormat.text(value)) else { throw arguments.unfit(bound, "shorter breaks") }
            points.append(point)
        }
        let labels = (1..<points.count).map { String($0) }
        guard let intervals = Intervals(breaks: points, labels: labels, closedRight: true, includesLowest: true) else {
            throw arguments.unfit(bound, "ascending breaks")
        }
        let cells = try VectorExpression.cut(vector, intervals).verified()
        let table = try crossTable([try Grouping(cells, label: "x")], at: arguments.call)
        let histogram = try arguments.finished {
            try Histogram.finish(breaks: breaks, counts: table.counts, name: bound.place.deparsed)
        }
        if try arguments.flag("plot", default: true),
            let plot = Plot(histogram, title: try arguments.text("main", default: ""))
        {
            _ = try draw(plot)
        }
        return .object(histogram)
    }

    /// A function of a private vector in each group.
    func byGroup(
        _ vector: VectorExpression, _ grouping: Grouping, _ function: Arguments.Bound, _ arguments: Arguments
    ) throws(Problem) -> Value {
        let counts = grouping.dropsEmpty ? try crossTable([grouping], at: arguments.call).levels[0] : grouping.levels
        var items: [ListItem] = []
        for level in counts {
            let rows = try vector.leaving(try grouping.condition(level))
            let first = Arguments.Bound(name: nil, value: .vector(rows), place: function.place)
            let value = try apply(function.value, to: [first] + arguments.rest, arguments.call)
            items.append(ListItem(name: level, value: value))
        }
        isVisible = true
        return .simplified(items)
    }

    /// `summary` of a private number.
    func summary(ofNumber vector: VectorExpression, at place: Expression) throws(Problem) -> Value {
        let quantiles = try analyse(
            .quantile(vector, probabilities: Analysis.defaultProbabilities, naRemove: true), at: place)
        let mean = try analyse(.mean(vector, naRemove: true), at: place)
        guard case .numbers(let five) = quantiles, case .numbers(let middle) = mean else { throw Self.malformed }
        let values = [five.values[0], five.values[1], five.values[2], middle.values[0], five.values[3], five.values[4]]
        return .object(.fiveNumbersAndMean(values))
    }

    func summary(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("object")
        switch bound.value {
        case .vector(let vector):
            if try vector.type().number == nil {
                return .object(try crossTable([try Grouping(vector, label: "x")], at: arguments.call).object)
            }
            return try summary(ofNumber: vector, at: arguments.call)
        case .object(let object): return try summary(ofResult: object, arguments)
        case .model(let model): return try summary(ofResult: withConcordance(model, at: arguments.call), arguments)
        case let value:
            guard let numbers = value.asNumbers?.values.compactMap(\.double), !numbers.isEmpty else { return value }
            let values = numbers.map { Estimate($0) }
            let quartiles = Analysis.defaultProbabilities.map { probability in
                probability.rational
                    .flatMap { PublicStatistics.quantile(values, $0) } ?? .notAvailable(.missingValues)
            }
            return .object(
                .fiveNumbersAndMean([
                    quartiles[0], quartiles[1], quartiles[2], PublicStatistics.mean(values), quartiles[3], quartiles[4],
                ]))
        }
    }

    /// R's summary of a result.
    func summary(ofResult object: RObject, _ arguments: Arguments) throws(Problem) -> Value {
        switch object.kind {
        case "survfit":
            let fit = try fit(arguments, "object")
            let times = arguments.named["times"] == nil ? nil : try arguments.object("times").doubles
            let extend = try arguments.flag("extend", default: false)
            let horizon = try horizon(arguments, default: .common)
            if let warning = fit.meanWarning(horizon) { note(warning) }
            return try arguments.finish { try fit.summary(times: times, extend: extend, mean: horizon) }
        case "coxph":
            let level = arguments.named["conf.int"] == nil ? 0.95 : try arguments.confidence("conf.int")
            return try arguments.finish { try CoxSummary.object(object, level: level) }
        case "lm": return try arguments.finish { try LinearModel.summary(object) }
        case "glm": return try arguments.finish { try GeneralizedLinearModel.summary(object) }
        default: return .object(object)
        }
    }
}

extension RObject {
    /// R's `summaryDefault`.
    fileprivate static func fiveNumbersAndMean(_ values: [Estimate]) -> RObject {
        RObject(
            .numbers(values.map(\.double)), names: ["Min.", "1st Qu.", "Median", "Mean", "3rd Qu.", "Max."],
            kind: "summaryDefault")
    }
}
