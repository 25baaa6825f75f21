import Language
import Wire

/// A linear predictor as a sum of whole multiples of the covariates' integers, at one scale.
struct ExactPredictor {
    /// One a covariate.
    let coefficients: [Int64]
    /// Between which values the sum lies.
    let bounds: ClosedRange<Int64>

    /// The bits of the distance from the lower bound.
    var width: Int { max(1, Int64.bitWidth - (bounds.upperBound - bounds.lowerBound).leadingZeroBitCount) }

    init(_ statistic: JointStatistic) throws(Problem) {
        let beta = statistic.numbers(.beta) ?? []
        var types: [DecimalType] = []
        for vector in statistic.covariates {
            guard let type = try vector.type().number else { throw Self.tooWide }
            types.append(type)
        }
        guard beta.count == types.count else { throw Self.tooWide }
        let scale = zip(beta, types).map { $0.decimals + $1.decimals }.max() ?? 0
        var (coefficients, low, high): ([Int64], Int128, Int128) = ([], 0, 0)
        for (number, type) in zip(beta, types) {
            guard let whole = number.scaled(toDecimals: scale - type.decimals), let coefficient = Int64(exactly: whole),
                abs(whole) < 1 << 58, abs(type.minimum) < 1 << 60, abs(type.maximum) < 1 << 60
            else { throw Self.tooWide }
            coefficients.append(coefficient)
            let ends = [whole * type.minimum, whole * type.maximum]
            low += min(ends[0], ends[1])
            high += max(ends[0], ends[1])
        }
        guard abs(low) < 1 << 58, abs(high) < 1 << 58, let least = Int64(exactly: low), let most = Int64(exactly: high)
        else {
            throw Self.tooWide
        }
        self.coefficients = coefficients
        bounds = least...most
    }

    private static var tooWide: Problem {
        Problem(
            "out-of-range", "the linear predictor could leave the exact range of 58 bits",
            mend: "use coefficients with fewer places")
    }
}
