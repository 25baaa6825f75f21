/// Why a step of a fit cannot be computed as it was asked for. Holds no data: all of it is about public numbers.
public enum LikelihoodProblem: Error, Hashable, Sendable {
    /// A bound of a covariate, counted from 0, is negative or above 2^40.
    case boundOutOfRange(covariate: Int)
    /// There are more or fewer coefficients than covariates.
    case wrongNumberOfCoefficients(expected: Int, got: Int)
    /// By the bounds of the covariates the linear predictor could exceed what the exponential function is computed
    /// for, e^20 on either side; narrower bounds or smaller coefficients mend it.
    case linearPredictorTooWide
    /// By the bounds of the covariates the linear predictor, whose reciprocal is the mean, could be 0 or negative, or
    /// means could differ by more than 2^20 times; or the model has an offset.
    case linearPredictorNotPositive
    /// By its bound the response, or what it is divided by, is too large for the sums; narrower bounds mend it.
    case responseTooWide
    /// More rows than 2^20 count, or so many events fall on one time that the sums leave no room.
    case tooManyRows
    /// There are more or fewer weights than distinct event times.
    case wrongNumberOfWeights(expected: Int, got: Int)
    /// What was opened is no pattern of event times.
    case notAPattern
}
