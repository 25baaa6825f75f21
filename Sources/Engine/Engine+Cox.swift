import Fields
import Inference
import Language
import MPC
import SecretSharing
import Statistics
import Study
import Wire

extension Engine {
    /// One step of a Cox model, or what is released at its end: hazards, or the sums of the test of proportional hazards.
    ///
    /// The public numbers are the size of each stratum and the number of events.
    func coxStep(
        _ statistic: JointStatistic, _ inputs: JointInputs, _ evaluator: inout Evaluator
    ) throws -> Released {
        // Hazards show the number of events at each time.
        if !policy.exactCurves, statistic.text(.also) == "hazard" {
            throw DisclosureRule.exactCurve.refusal(under: policy)
        }
        let events = try evaluator.number(inputs.vectors[1].values).value
        try demandRows(
            statistic.covariates.count, Array(inputs.vectors.dropFirst(2)), mask: inputs.mask, rows: inputs.rows,
            &evaluator)
        let rows = CoxRows(
            times: try evaluator.planes(of: inputs.vectors[0]), events: events,
            strata: try inputs.cells(in: self.statistic["strata"]),
            covariates: try covariates(statistic, Array(inputs.vectors.dropFirst(2)), &evaluator))
        return try inWords {
            let sorted = try rows.sorted(in: self.statistic["sorted"]) { try preliminary.toNodes($0) }
            let coefficients = try self.coefficients(statistic.numbers(.beta) ?? [], of: statistic.covariates)
            let ties: CoxTies = statistic.text(.ties) == "breslow" ? .breslow : .efron
            let step = self.statistic["step"]
            let candidate: Candidate
            switch statistic.text(.also) {
            case "hazard": candidate = try CoxHazards.candidate(of: sorted, at: coefficients, ties: ties, in: step)
            case "weights" where statistic.text(.weights) == "km":
                guard let weights = sorted.pattern.survivalWeights else {
                    throw Problem("bad-plan", "strata have no common order of times")
                }
                candidate = try CoxProportionality.candidate(
                    of: sorted, at: coefficients, unitWeights: weights, ties: ties, in: step)
            case "weights":
                candidate = try CoxProportionality.candidate(
                    of: sorted, at: coefficients, weights: (statistic.numbers(.weights) ?? []).compactMap(\.rational),
                    ties: ties, in: step)
            default: candidate = try CoxStep.candidate(of: sorted, at: coefficients, ties: ties, in: step)
            }
            let pattern = sorted.pattern
            return try release.toAnalyst(
                candidate, publicNumbers: pattern.sizes.map { Int64($0) } + [Int64(pattern.events)])
        }
    }

    /// Pairs of rows that a linear predictor orders rightly: the higher, the longer a row lives.
    ///
    /// The predictor is exact, a sum of whole multiples of the covariates' integers.
    func coxConcordance(
        _ statistic: JointStatistic, _ inputs: JointInputs, _ evaluator: inout Evaluator
    ) throws -> Released {
        let predictor = try ExactPredictor(statistic)
        var score = Shared<Mersenne61>.zero(count: inputs.rows)
        for (vector, coefficient) in zip(inputs.vectors.dropFirst(2), predictor.coefficients) {
            score = score + (try evaluator.number(vector.values).value).scaled(by: Mersenne61(signed: coefficient))
        }
        // A row that does not count may lie below the bounds, as its missing values are 0.
        let present = try evaluator.next("score").multiply(
            inputs.maskOrAll, score.adding(-Mersenne61(signed: predictor.bounds.lowerBound), role: session.role))
        let planes = try evaluator.next("planes").toBits(present, width: predictor.width)
        return try release.toAnalyst(
            SurvivalConcordance.candidate(
                time: try evaluator.planes(of: inputs.vectors[0]),
                events: try evaluator.number(inputs.vectors[1].values).value, score: planes,
                strata: inputs.cells(in: self.statistic["strata"]), in: self.statistic["concordance"]))
    }

    /// The covariates as integers about their public centres.
    func covariates(
        _ statistic: JointStatistic, _ vectors: [PrivateVector], _ evaluator: inout Evaluator
    ) throws -> [Covariate] {
        let centers = statistic.numbers(.center) ?? []
        var result: [Covariate] = []
        for (vector, center) in zip(vectors, centers) {
            let (value, _, bounds) = try evaluator.number(vector.values)
            guard let limits = bounds.limits, let middle = center.scaled(toDecimals: bounds.decimals),
                let middle = Int64(exactly: middle), let bound = CovariateBound.about(middle, limits)
            else { throw Problem("bad-plan", "a centre does not fit the scale of its covariate") }
            result.append(
                Covariate(values: value.adding(-Mersenne61(signed: middle), role: session.role), bound: bound))
        }
        guard result.count == vectors.count else { throw Problem("bad-plan", "each covariate has a centre") }
        return result
    }

    /// Coefficients per unit of the integers that the covariates are.
    func coefficients(
        _ numbers: [ExactDecimal], of vectors: ArraySlice<VectorExpression>
    ) throws -> [ExactRational] {
        var result: [ExactRational] = []
        for (number, vector) in zip(numbers, vectors) {
            guard let bounds = try vector.type().number,
                let rational = ExactRational(number.significand, decimals: number.decimals + bounds.decimals)
            else { throw Problem("bad-plan", "a coefficient has too many places") }
            result.append(rational)
        }
        return result
    }

    /// Turns what a fit cannot do into words.
    func inWords<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let problem as LikelihoodProblem {
            let what =
                switch problem {
                case .linearPredictorTooWide: "the linear predictor could leave e^-20 ... e^20 at these coefficients"
                case .linearPredictorNotPositive:
                    "the linear predictor could be 0 or negative at these coefficients, and its reciprocal is the mean"
                default: "the model cannot be computed: \(problem)"
                }
            throw Problem(
                "cannot-fit", what,
                mend: "narrow the bounds of the covariates in the codebook, or leave one out")
        }
    }
}

extension ExactDecimal {
    /// As a rational number; nil where it does not fit.
    var rational: ExactRational? { ExactRational(significand, decimals: decimals) }
}
