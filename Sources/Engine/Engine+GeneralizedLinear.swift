import Fields
import Inference
import Language
import MPC
import SecretSharing
import Statistics
import Wire

extension Engine {
    /// One step of a generalized linear model, or the sums of its response. The public number is that of the table's rows.
    func generalizedLinearStep(
        _ statistic: JointStatistic, _ inputs: JointInputs, _ evaluator: inout Evaluator
    ) throws -> Released {
        guard let family = LikelihoodFamily(family: statistic.text(.family), link: statistic.text(.link)) else {
            throw Problem("bad-plan", "there is no such family with this link")
        }
        try demandRows(
            statistic.covariates.count + 1, inputs.vectors, mask: inputs.mask, rows: inputs.rows, &evaluator)
        let (response, _, bounds) = try evaluator.number(inputs.vectors[0].values)
        guard let limits = bounds.limits, limits.lowerBound >= 0 else {
            throw Problem(
                "negative-response", "the response could be negative by its bounds",
                mend: "correct the bounds in the codebook")
        }
        var offset: (column: Covariate, unit: ExactRational)?
        if statistic.whole(.offset) == 1 {
            let (value, _, own) = try evaluator.number(inputs.vectors[1].values)
            guard let range = own.limits, let bound = CovariateBound.about(0, range),
                let unit = ExactRational(1, decimals: own.decimals)
            else { throw Evaluator.mixed }
            offset = (Covariate(values: value, bound: bound), unit)
        }
        let covariates = try covariates(
            statistic, Array(inputs.vectors.dropFirst(offset == nil ? 1 : 2)), &evaluator)
        let beta = statistic.numbers(.beta) ?? []
        guard let first = beta.first, let intercept = first.rational else { throw Evaluator.mixed }
        let coefficients = [intercept] + (try self.coefficients(Array(beta.dropFirst()), of: statistic.covariates))
        let rows = GeneralizedLinearRows(
            response: Covariate(values: response, bound: limits.upperBound), responseDecimals: bounds.decimals,
            mask: inputs.mask, covariates: covariates, offset: offset)
        return try inWords {
            let candidate =
                statistic.text(.also) == "response"
                ? try ResponseStatistics.candidate(of: rows, family: family, in: self.statistic["response"])
                : try Statistics.GeneralizedLinearStep.candidate(
                    of: rows, family: family, at: coefficients, in: self.statistic["step"])
            return try release.toAnalyst(candidate, publicNumbers: [Int64(inputs.rows)])
        }
    }
}
