import Inference
import Language
import Study
import Wire

extension Interpreter {
    func coxph(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("formula")
        guard case .formula(let formula) = bound.value else { throw arguments.unfit(bound, "a formula") }
        let ties = try arguments.text(arguments.named["method"] == nil ? "ties" : "method", default: "efron")
        guard ["efron", "breslow"].contains(ties) else {
            throw Problem(
                "bad-argument", "ties are handled as efron or breslow", at: arguments.call.range.place,
                mend: "write ties = \"efron\"")
        }
        let frame = try frame(of: formula, arguments)
        let (time, event) = try survival(formula.left, frame, formula)
        let terms = try ModelTerms(formula.right)
        guard terms.offsets.isEmpty else {
            throw Problem("unsupported-formula", "offset() is not offered here", at: bound.place.range.place)
        }
        var strata: [Grouping] = []
        for piece in terms.strata {
            strata.append(try Grouping(try privateVector(piece, frame), label: piece.deparsed))
        }
        let design = try Design(terms, self, frame)
        let (columns, _) = try modelColumns(design, beside: [time, event], at: arguments.call)
        guard !columns.isEmpty else {
            throw Problem(
                "bad-formula", "the model has no covariate with two values", at: bound.place.range.place,
                mend: "name a covariate, as in Surv(time, event) ~ age")
        }
        let labels = design.terms.enumerated().map { term, label in
            (label: label, columns: columns.indices.filter { columns[$0].term == term })
        }
        var data = CoxData(
            time: time, event: event, strata: strata, columns: columns, ties: ties,
            coefficients: columns.map { _ in 0 }, terms: labels)
        var fit = CoxFit(names: columns.map(\.name))
        var counts: (rows: Int, events: Int) = (0, 0)
        let result = try arguments.finish {
            var leavesRange = false
            while let beta = fit.next {
                leavesRange = try leavesRange || self.scales(data.at(beta)) == nil
                try fit.take(try self.coxStep(data.at(beta), &counts, at: arguments.call))
            }
            // Halved steps that stop where the range ends are no estimate.
            guard fit.hasConverged || !leavesRange else { throw Self.outOfRange }
            let model = try CoxModel(
                fit, count: counts.rows, events: counts.events, ties: ties, means: columns.map(\.mean),
                call: arguments.call.deparsed)
            data = data.at(model.coefficients.map { $0 ?? 0 })
            for warning in model.warnings { self.note(warning) }
            return model.object
        }
        guard case .object(let object) = result else { return result }
        return .model(FittedModel(object: object, cox: data))
    }

    private static var outOfRange: Problem {
        Problem(
            "cannot-fit", "coxph: the linear predictor could leave e^-20 ... e^20 on its way to the estimate",
            mend: "narrow the bounds of the covariates in the codebook, or leave one out")
    }

    /// The result of a fit, of a Cox model with its concordance: it compares all pairs of rows, and is asked for only when
    /// it is wanted.
    func withConcordance(_ model: FittedModel, at place: Expression) throws(Problem) -> RObject {
        guard let data = model.cox, model.object["concordance"] == nil, case .list(let parts) = model.object.content,
            let concordance = try harrell(data, at: place)
        else { return model.object }
        var object = model.object
        let values = RObject(
            .numbers([concordance.value, concordance.error]), names: ["concordance", "std"])
        object.content = .list(parts + [values])
        object.names = (object.names ?? []) + ["concordance"]
        return object
    }

    /// The statistic of a step, with more that is wanted.
    private func statistic(_ data: CoxData, _ more: [JointStatistic.Option] = []) throws(Problem) -> JointStatistic {
        guard let beta = ExactDecimal.coefficients(data.coefficients) else {
            throw Problem("no-result", "coxph: a coefficient runs away; groups may be separated completely")
        }
        let options: [JointStatistic.Option] = [
            .init(.beta, .numbers(beta)), .init(.center, .numbers(data.columns.map(\.center))),
            .init(.ties, .text(data.ties)),
        ]
        return JointStatistic(
            .coxStep, [data.time, data.event] + data.columns.map(\.vector), by: data.strata.map(\.factor),
            options + more)
    }

    /// How released numbers are read; nil where the linear predictor leaves the range that is computed.
    private func scales(_ data: CoxData) throws(Problem) -> (scales: CoxScales, units: [Double])? {
        guard let beta = ExactDecimal.coefficients(data.coefficients), let columns = try data.columns.scaled(at: beta)
        else { return nil }
        return CoxScales(bounds: columns.bounds, coefficients: columns.coefficients).map { ($0, columns.units) }
    }

    /// Log likelihood, score and information per unit of the covariates.
    private func coxStep(
        _ data: CoxData, _ counts: inout (rows: Int, events: Int), at place: Expression
    ) throws(Problem) -> LikelihoodStep {
        guard let (scales, units) = try scales(data) else {
            let nothing = data.columns.map { _ in Double.nan }
            return LikelihoodStep(logLikelihood: .nan, score: nothing, information: nothing.map { _ in nothing })
        }
        let released = try release(try statistic(data), at: place)
        guard let step = scales.step(released.values), released.publicNumbers.count > 1 else { throw Self.malformed }
        counts = (Int(released.publicNumbers.dropLast().reduce(0, +)), Int(released.publicNumbers.last ?? 0))
        return LikelihoodStep(
            logLikelihood: step.logLikelihood, score: zip(step.score, units).map { $0 / $1 },
            information: step.information.perUnit(units))
    }

    /// Harrell's concordance of the linear predictor; nil where no pair can be compared.
    ///
    /// Coefficients are rounded so that the predictor has at most 15 digits, which leaves equal rows equal.
    private func harrell(_ data: CoxData, at place: Expression) throws(Problem) -> (value: Double, error: Double?)? {
        var (spread, decimals) = (0.0, 0)
        for (column, beta) in zip(data.columns, data.coefficients) {
            guard let type = try column.vector.type().number else { return nil }
            let largest = max(abs(Double(type.minimum)), abs(Double(type.maximum)))
            spread += abs(beta) * largest / Double(type.unit)
            decimals = max(decimals, type.decimals)
        }
        guard spread > 0, spread.isFinite else { return nil }
        let digits = 1 + Double.exponentOfTen(spread)
        let places = min(ExactDecimal.decimalsLimit, max(0, 15 - digits - decimals))
        let unit = (0..<places).reduce(1.0) { unit, _ in unit * 10 }
        var beta: [ExactDecimal] = []
        for value in data.coefficients {
            let scaled = (-value * unit).rounded()
            guard abs(scaled) < 1e18, let number = ExactDecimal(checking: Int128(scaled), decimals: places) else {
                return nil
            }
            beta.append(number)
        }
        let released = try release(
            JointStatistic(
                .coxConcordance, [data.time, data.event] + data.columns.map(\.vector), by: data.strata.map(\.factor),
                [.init(.beta, .numbers(beta))]), at: place)
        guard released.values.count == 6 else { throw Self.malformed }
        let counts = released.values.map { Double($0) }
        let pairs = counts[1] + counts[2] + counts[3]
        return pairs > 0 ? ((counts[1] + counts[3] / 2) / pairs, nil) : nil
    }

    // MARK: After the fit

    /// The rows that the model was fitted to, as lifetimes by stratum.
    private func lifetimes(_ data: CoxData, at place: Expression) throws(Problem) -> LifetimeTable {
        let complete = try LogicalExpression.present(data.columns.map(\.vector))
        func restricted(_ vector: VectorExpression) throws(Problem) -> VectorExpression {
            try complete.map { (condition) throws(Problem) in try vector.leaving(condition) } ?? vector
        }
        var strata: [Grouping] = []
        for grouping in data.strata {
            strata.append(try Grouping(try restricted(grouping.factor), label: grouping.label))
        }
        return try lifetimes(
            SurvivalVariables(
                time: try restricted(data.time), event: try restricted(data.event), groups: strata, strata: [], text: ""
            ),
            at: place)
    }

    func coxZph(_ arguments: Arguments) throws(Problem) -> Value {
        let data = try coxData(arguments)
        let text = try arguments.text("transform", default: "km")
        guard let transform = TimeTransform(rawValue: text) else {
            throw Problem(
                "bad-argument", "there is no transform \(text.quotedForPeople)", at: arguments.call.range.place,
                mend: "use one of " + TimeTransform.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard study.policy.exactCurves else { return try coxZph(data, transform, arguments) }
        let table = try lifetimes(data, at: arguments.call)
        let values = transform.values(table)
        // Stratum by stratum the times with an event; strata in the order of their factors, the first one fastest.
        var weights: [ExactDecimal] = []
        for group in try stratified(table, data) {
            for (index, events) in group.events.enumerated() where events > 0 {
                weights.append(ExactDecimal(coefficient: values[index] ?? 0) ?? ExactDecimal(0))
            }
        }
        guard let (scales, units) = try scales(data) else { throw Self.malformed }
        let options: [JointStatistic.Option] = [.init(.also, .text("weights")), .init(.weights, .numbers(weights))]
        let released = try release(try statistic(data, options), at: arguments.call)
        guard
            let sums = scales.proportionality(
                released.values, weights: weights.compactMap(\.rational))
        else { throw Self.malformed }
        return try proportionality(data, sums, units, transform, arguments)
    }

    /// The test where no times are shown: the nodes make the weights of the order of events.
    private func coxZph(
        _ data: CoxData, _ transform: TimeTransform, _ arguments: Arguments
    ) throws(Problem) -> Value {
        guard transform == .km, data.strata.isEmpty else {
            throw DisclosureRule.exactCurve.refusal(under: study.policy, at: arguments.call.range.place)
        }
        guard let (scales, units) = try scales(data) else { throw Self.malformed }
        let options: [JointStatistic.Option] = [.init(.also, .text("weights")), .init(.weights, .text("km"))]
        let released = try release(try statistic(data, options), at: arguments.call)
        guard let sums = scales.proportionality(released.values, unit: 1) else { throw Self.malformed }
        return try proportionality(data, sums, units, transform, arguments)
    }

    private func proportionality(
        _ data: CoxData, _ sums: ProportionalitySums, _ units: [Double], _ transform: TimeTransform,
        _ arguments: Arguments
    ) throws(Problem) -> Value {
        var counts = (rows: 0, events: 0)
        let step = try coxStep(data, &counts, at: arguments.call)
        return try arguments.finish {
            try ProportionalHazardsTest(
                ProportionalHazardsStep(
                    score: step.score, timeScore: zip(sums.score, units).map { $0 / $1 },
                    information: step.information, timeInformation: sums.information.perUnit(units),
                    squareInformation: sums.squares.perUnit(units)),
                terms: data.terms.filter { !$0.columns.isEmpty }, transform: transform
            ).object(call: arguments.call.deparsed)
        }
    }

    func basehaz(_ arguments: Arguments) throws(Problem) -> Value {
        let data = try coxData(arguments)
        let centered = try arguments.flag("centered", default: true)
        let table = try lifetimes(data, at: arguments.call)
        guard let (scales, _) = try scales(data) else { throw Self.malformed }
        let released = try release(try statistic(data, [.init(.also, .text("hazard"))]), at: arguments.call)
        var increments = scales.hazards(released.values)[...]
        var strata: [BaselineHazard.Stratum] = []
        for group in try stratified(table, data) {
            var (times, steps): ([Double], [Double]) = ([], [])
            for (index, time) in table.times.enumerated() where group.events[index] + group.censored[index] > 0 {
                times.append(time)
                steps.append(group.events[index] > 0 ? increments.popFirst() ?? .nan : 0)
            }
            strata.append(.init(label: try stratumName(group.label, data), times: times, increments: steps))
        }
        // Increments are those at the centres.
        let predictor = zip(data.columns, data.coefficients).reduce(0.0) { sum, pair in
            sum + pair.1 * ((centered ? pair.0.mean : 0) - pair.0.center.double)
        }
        return .object(BaselineHazard(strata, linearPredictor: predictor).object)
    }

    /// R names strata of one factor by its levels, those of a number as `x=1`.
    private func stratumName(_ label: String, _ data: CoxData) throws(Problem) -> String {
        guard data.strata.count == 1, let grouping = data.strata.first, !grouping.isNumber else { return label }
        return String(label.dropFirst(grouping.label.count + 1))
    }

    private func coxData(_ arguments: Arguments) throws(Problem) -> CoxData {
        let bound = try arguments.need("fit")
        guard case .model(let model) = bound.value, let data = model.cox else {
            throw arguments.unfit(bound, "the result of coxph")
        }
        return data
    }

    /// The groups of a lifetime table in the order of the nodes' strata: the first factor fastest.
    private func stratified(_ table: LifetimeTable, _ data: CoxData) throws(Problem) -> [LifetimeTable.Group] {
        guard data.strata.count > 1 else { return table.groups }
        let labels = data.strata.reduce([""]) { labels, grouping in
            grouping.levels.flatMap { level in
                labels.map { ($0.isEmpty ? "" : $0 + ", ") + "\(grouping.label)=\(level)" }
            }
        }
        return labels.compactMap { label in table.groups.first { $0.label == label } }
    }
}

extension CoxData {
    /// The same at other coefficients.
    func at(_ coefficients: [Double]) -> CoxData {
        CoxData(
            time: time, event: event, strata: strata, columns: columns, ties: ties, coefficients: coefficients,
            terms: terms)
    }
}

extension [[Double]] {
    /// A matrix of products of columns per unit of these.
    func perUnit(_ units: [Double]) -> [[Double]] {
        enumerated().map { row, values in values.enumerated().map { $1 / (units[row] * units[$0]) } }
    }
}
