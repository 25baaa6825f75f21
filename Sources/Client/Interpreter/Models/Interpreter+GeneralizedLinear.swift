import Inference
import Language
import Study
import Wire

/// What a generalized linear model is fitted to.
struct GeneralizedLinearData {
    let response: VectorExpression
    let offset: VectorExpression?
    let columns: [ModelColumn]
    let family: GeneralizedLinearFamily
}

extension Interpreter {
    func glm(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("formula")
        guard case .formula(let formula) = bound.value, let left = formula.left else {
            throw arguments.unfit(bound, "a formula y ~ x")
        }
        let family = try family(arguments)
        if family == GeneralizedLinearFamily(.gaussian) { return try gaussian(arguments) }
        guard let likelihood = LikelihoodFamily(family: family.distribution.rawValue, link: family.link.rawValue) else {
            throw Problem(
                "unsupported-family",
                "glm does not offer \(family.distribution.rawValue) with the link \(family.link.rawValue)",
                at: arguments.call.range.place,
                mend:
                    "use binomial, poisson, gaussian, Gamma or a quasi family with its usual link, or Gamma(link = \"log\")"
            )
        }
        let frame = try frame(of: formula, arguments)
        let model = try ModelTerms(formula.right)
        guard model.strata.isEmpty, model.offsets.count <= 1 else {
            throw Problem("unsupported-formula", "glm takes one offset() and no strata()", at: bound.place.range.place)
        }
        var response = try privateVector(left, frame)
        if [.binomial, .quasibinomial].contains(family.distribution), let levels = try response.type().levels,
            let failure = levels.first
        {
            // As in R, the first level of a factor means failure and all others success.
            response = .logical(try response.comparing(.notEqual, .label(failure)))
        }
        var offset: VectorExpression?
        if let expression = model.offsets.first { offset = try privateVector(expression, frame) }
        let design = try Design(model, self, frame)
        let (columns, count) = try modelColumns(
            design, beside: [response] + (offset.map { [$0] } ?? []), at: arguments.call)
        guard count > 0 else {
            throw Problem("no-result", "glm: there are no complete rows", at: arguments.call.range.place)
        }
        let data = GeneralizedLinearData(response: response, offset: offset, columns: columns, family: family)
        var control = NewtonControl.glm
        if let given = arguments.named["control"]?.value.asObject {
            if let steps = given["maxit"]?.doubles.first { control.maximumSteps = Int(max(1, min(1000, steps))) }
            if let epsilon = given["epsilon"]?.doubles.first, epsilon > 0 { control.epsilon = epsilon }
        }
        let result = try arguments.finish {
            let sums = try self.responseSums(data, at: arguments.call)
            let start = try self.start(data, sums, at: arguments.call)
            var fit = GeneralizedLinearFit(
                names: ["(Intercept)"] + columns.map(\.name), initial: [start] + columns.map { _ in 0 },
                control: control)
            try self.drive(&fit, data, sums, at: arguments.call)
            var nullDeviance = sums.nullDeviance(likelihood)
            if offset != nil {
                var null = GeneralizedLinearFit(names: ["(Intercept)"], initial: [start], control: control)
                try self.drive(&null, data, sums, at: arguments.call)
                nullDeviance = try GeneralizedLinearModel(
                    null, family: family, count: sums.count, nullDeviance: .nan
                ).deviance
            }
            let constant: GeneralizedLinearModel.Constant =
                switch family.distribution {
                case .binomial, .quasibinomial: .saturated(0)
                case .poisson, .quasipoisson: .saturated(sums.logarithms - sums.sum - sums.factorials)
                default: .sumOfLogarithms(sums.logarithms)
                }
            let whole = try GeneralizedLinearModel(
                fit.uncentered(by: columns.map(\.center.double)), family: family, count: sums.count,
                nullDeviance: nullDeviance, constant: constant, call: arguments.call.deparsed)
            for warning in whole.warnings { self.note(warning) }
            return whole.object
        }
        guard case .object(let object) = result else { return result }
        return .model(FittedModel(object: object, columns: columns.map(\.pieces)))
    }

    /// R's `family`: a name, a function, or the result of one.
    private func family(_ arguments: Arguments) throws(Problem) -> GeneralizedLinearFamily {
        guard let bound = arguments.named["family"] else {
            throw Problem(
                "missing-argument", "glm lacks its family", at: arguments.call.range.place,
                mend: "write family = binomial")
        }
        var (name, link): (String?, String?) = (nil, nil)
        switch bound.value {
        case .builtin(let builtin): name = builtin.name
        case .texts(let texts): name = texts.first ?? nil
        case .object(let object):
            name = object["family"]?.asTexts.first ?? nil
            link = object["link"]?.asTexts.first ?? nil
        default: break
        }
        guard let distribution = name.flatMap({ GeneralizedLinearFamily.Distribution(rawValue: $0) }) else {
            throw arguments.unfit(bound, "a family, as binomial or poisson")
        }
        guard let link else { return GeneralizedLinearFamily(distribution) }
        guard let known = GeneralizedLinearFamily.Link(rawValue: link) else {
            throw arguments.unfit(bound, "a known link")
        }
        return GeneralizedLinearFamily(distribution, link: known)
    }

    /// Where the intercept starts: the predictor of the mean response, less the mean offset.
    private func start(
        _ data: GeneralizedLinearData, _ sums: ResponseSums, at place: Expression
    ) throws(Problem) -> Double {
        let mean = sums.sum / Double(sums.count)
        var predictor = data.family.predictor(data.family.startingMean(mean))
        if let offset = data.offset { predictor -= try means(of: [offset, data.response], at: place).means[0] }
        return predictor.isFinite ? predictor : 0
    }

    /// Takes steps until the fit ends.
    ///
    /// A fit of fewer coefficients than the model has is that of its first ones; it keeps the rows of the whole.
    private func drive(
        _ fit: inout GeneralizedLinearFit, _ data: GeneralizedLinearData, _ sums: ResponseSums, at place: Expression
    ) throws {
        while case .coefficients(let beta)? = fit.next {
            let others = [Double](repeating: 0, count: data.columns.count + 1 - beta.count)
            var step = try self.step(data, beta + others, sums, at: place)
            step.score = Array(step.score.prefix(beta.count))
            step.information = step.information.prefix(beta.count).map { Array($0.prefix(beta.count)) }
            try fit.take(step)
        }
    }

    private func statistic(
        _ data: GeneralizedLinearData, _ beta: [ExactDecimal], _ more: [JointStatistic.Option] = []
    ) -> JointStatistic {
        let options: [JointStatistic.Option] = [
            .init(.beta, .numbers(beta)), .init(.center, .numbers(data.columns.map(\.center))),
            .init(.family, .text(data.family.distribution.rawValue)), .init(.link, .text(data.family.link.rawValue)),
        ]
        let offset: [JointStatistic.Option] = data.offset == nil ? [] : [.init(.offset, .number(ExactDecimal(1)))]
        let vectors = [data.response] + (data.offset.map { [$0] } ?? []) + data.columns.map(\.vector)
        return JointStatistic(.glmStep, vectors, options + offset + more)
    }

    private func responseSums(
        _ data: GeneralizedLinearData, at place: Expression
    ) throws(Problem) -> ResponseSums {
        let zeros = [ExactDecimal](repeating: ExactDecimal(0), count: data.columns.count + 1)
        let released = try release(statistic(data, zeros, [.init(.also, .text("response"))]), at: place)
        guard let bounds = try data.response.type().number, let limits = bounds.limits,
            let rows = released.publicNumbers.first, rows >= 0,
            let family = LikelihoodFamily(
                family: data.family.distribution.rawValue, link: data.family.link.rawValue),
            let sums = ResponseScales(
                family: family, rows: Int(rows), bound: limits.upperBound, decimals: bounds.decimals
            ).sums(released.values)
        else { throw Self.malformed }
        return sums
    }

    private func step(
        _ data: GeneralizedLinearData, _ beta: [Double], _ sums: ResponseSums, at place: Expression
    ) throws(Problem) -> GeneralizedLinearStep {
        guard let exact = ExactDecimal.coefficients(beta) else {
            throw Problem("no-result", "glm: a coefficient runs away; groups may be separated completely")
        }
        let released: (values: [Int64], publicNumbers: [Int64], suppressed: Set<Int>)
        do {
            released = try release(statistic(data, exact), at: place)
        } catch let problem where problem.code == "cannot-fit" {
            let nothing = beta.map { _ in Double.nan }
            return GeneralizedLinearStep(
                score: nothing, information: nothing.map { _ in nothing }, deviance: .nan, pearson: .nan)
        }
        var offset: (bound: Int64, unit: ExactRational)?
        if let type = try data.offset?.type().number, let limits = type.limits,
            let bound = CovariateBound.about(0, limits), let unit = ExactRational(1, decimals: type.decimals)
        {
            offset = (bound, unit)
        }
        guard let type = try data.response.type().number, let limits = type.limits,
            let rows = released.publicNumbers.first,
            let columns = try data.columns.scaled(at: Array(exact.dropFirst())),
            let family = LikelihoodFamily(family: data.family.distribution.rawValue, link: data.family.link.rawValue),
            let intercept = exact[0].rational,
            let scales = GeneralizedLinearScales(
                family: family, rows: Int(rows), responseBound: max(1, limits.upperBound),
                responseDecimals: type.decimals,
                bounds: columns.bounds, intercept: intercept, coefficients: columns.coefficients, offset: offset),
            let read = scales.step(released.values)
        else { throw Self.malformed }
        let units = [1] + columns.units
        return GeneralizedLinearStep(
            score: zip(read.score, units).map { $0 / $1 }, information: read.information.perUnit(units),
            deviance: sums.deviance(read, family: family), pearson: read.pearson)
    }
}
