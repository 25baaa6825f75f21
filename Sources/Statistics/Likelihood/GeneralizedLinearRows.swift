public import Fields
public import Inference
import MPC
public import SecretSharing

/// What a generalized linear model is fitted to, one row a patient. An intercept is implied.
public struct GeneralizedLinearRows: Sendable {
    /// The response: 0 or 1, counts, or positive numbers at a public scale; 0 <= y <= bound.
    public var response: Covariate
    /// d, where the response is 10^-d times its integers.
    public var responseDecimals: Int
    /// 1 where a row counts and 0 elsewhere; nil where all count.
    public var mask: Shared<Mersenne61>?
    /// The covariates, without the intercept.
    public var covariates: [Covariate]
    /// What is added to eta with a coefficient of 1: integers and their unit.
    public var offset: (column: Covariate, unit: ExactRational)?

    /// Takes columns of equal length.
    public init(
        response: Covariate, responseDecimals: Int = 0, mask: Shared<Mersenne61>? = nil, covariates: [Covariate],
        offset: (column: Covariate, unit: ExactRational)? = nil
    ) {
        let count = response.values.count
        precondition(
            covariates.allSatisfy { $0.values.count == count } && mask?.count ?? count == count
                && offset?.column.values.count ?? count == count, "columns of a model are equally long")
        self.response = response
        self.responseDecimals = responseDecimals
        self.mask = mask
        self.covariates = covariates
        self.offset = offset
    }

    /// The number of rows, whether they count or not.
    public var count: Int { response.values.count }

    /// The scales of a step at coefficients, the intercept first.
    public func scales(
        _ family: LikelihoodFamily, at coefficients: [ExactRational]
    ) throws(LikelihoodProblem) -> GeneralizedLinearScales {
        guard let intercept = coefficients.first, coefficients.count == covariates.count + 1 else {
            throw .wrongNumberOfCoefficients(expected: covariates.count + 1, got: coefficients.count)
        }
        guard count <= CoxPattern.mostRows else { throw .tooManyRows }
        for (k, covariate) in (covariates + [response]).enumerated() {
            guard (0...Covariate.widest).contains(covariate.bound) else { throw .boundOutOfRange(covariate: k) }
        }
        guard
            let scales = GeneralizedLinearScales(
                family: family, rows: count, responseBound: max(1, response.bound), responseDecimals: responseDecimals,
                bounds: covariates.map(\.bound), intercept: intercept, coefficients: Array(coefficients.dropFirst()),
                offset: offset.map { ($0.column.bound, $0.unit) })
        else { throw family == .gammaInverse ? .linearPredictorNotPositive : .linearPredictorTooWide }
        guard scales.hasRoom else { throw .responseTooWide }
        return scales
    }

    /// How many rows count.
    func size(_ role: Role) -> Shared<Mersenne61> { Count.selected(mask: mask, rows: count, role: role) }

    /// The response of rows that count, 0 elsewhere.
    ///
    /// - Communication: with a mask a product a row, 1 hop.
    func maskedResponse(in session: Session) throws(MPCError) -> Shared<Mersenne61> {
        guard let mask else { return response.values }
        return try session.multiply(mask, response.values)
    }
}
