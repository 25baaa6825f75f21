import Fields
public import Inference
public import MPC
import SecretSharing

/// What the deviance and the likelihood of a generalized linear model need of the response alone, once a fit.
public enum ResponseStatistics {
    /// Sums over the rows that count.
    ///
    /// The integers of counts are counted level by level on shares, and the logarithms of the levels are public
    /// numbers, so the sums are exact but for the rounding of each level's logarithm. Logarithms of gamma responses are
    /// computed on shares, each with an error below 2^-28.
    ///
    /// - Releases: the number of rows that count and the sum of the response; for counts the sums of y log y and of log
    ///   y!, for gamma the sum of log y, else 0; to be read by ``ResponseScales/sums(_:)``. With a step they give R's
    ///   `deviance`, `null.deviance` and `logLik`.
    /// - Communication: for counts up to Y about 2 Y ANDs a row; for gamma ``Session/normalised(_:)``; else none; with
    ///   a mask a product a row or two more.
    /// - Leakage: none beyond what is released.
    public static func candidate(
        of rows: GeneralizedLinearRows, family: LikelihoodFamily, in session: Session
    ) throws -> Candidate {
        let y = try rows.maskedResponse(in: session["mask"])
        let scales = ResponseScales(
            family: family, rows: rows.count, bound: rows.response.bound, decimals: rows.responseDecimals)
        var logarithms = Shared<Mersenne61>.zero(count: 2)
        if rows.count > 0 {
            switch family {
            case .binomial: break
            case .poisson:
                guard rows.response.bound <= mostLevels else { throw LikelihoodProblem.responseTooWide }
                logarithms = try Self.levels(y, Int(rows.response.bound), scales, in: session["levels"])
            case .gammaLog, .gammaInverse:
                let log = try session["log"].normalised(y).logarithm
                let sum =
                    try rows.mask.map { mask throws(MPCError) in
                        try session["sum"].innerProducts([(mask, log)])
                    } ?? log.sum()
                logarithms = .concatenating([sum, .zero(count: 1)])
            }
        }
        let size = rows.size(session.role)
        return Candidate(
            .concatenating([size, y.sum(), logarithms]), [.count, .sum, .likelihood, .likelihood], groupSize: size)
    }

    /// The sums of y log2 y and of log2 y! for whole numbers up to a bound.
    private static func levels(
        _ y: Shared<Mersenne61>, _ bound: Int, _ scales: ResponseScales, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        var sums = Shared<Mersenne61>.zero(count: 2)
        guard bound > 1 else { return sums }
        let bits = try session["bits"].toBits(y, width: Int.bitWidth - bound.leadingZeroBitCount)
        // Logarithms with 40 fractional bits, so that those of factorials add up.
        var factorial = Int64(0)
        for first in stride(from: 2, through: bound, by: levelsAtOnce) {
            let levels = Array(first...min(bound, first + levelsAtOnce - 1))
            let step = session["from"][first]
            let found = try step["equal"].isEqual(bits, toEach: levels.map(UInt64.init))
            let counts = try step["count"].countOnes(found)
            let parts = levels.map { level in
                let logarithm = BinaryLogarithm.fine(of: level)
                factorial += logarithm
                return (Int128(level) * Int128(logarithm), Int128(factorial))
            }
            func total(_ values: [Int128]) -> Shared<Mersenne61> {
                let surplus = BinaryLogarithm.fineBits - scales.logarithmBits
                let rounded = values.map { Mersenne61(signed: Int64(($0 + 1 << (surplus - 1)) >> surplus)) }
                return counts.scaled(by: rounded).sum()
            }
            sums = sums + .concatenating([total(parts.map(\.0)), total(parts.map(\.1))])
        }
        return sums
    }

    /// Counts up to this are counted level by level.
    static var mostLevels: Int64 { 1 << 12 }
    /// So many levels are looked for at once, so that memory stays bounded.
    private static var levelsAtOnce: Int { 256 }
}
