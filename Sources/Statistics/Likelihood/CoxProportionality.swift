import Fields
public import Inference
public import MPC
import SecretSharing

/// The weighted sums that the test of proportional hazards needs (R: `cox.zph` of survival 3; Grambsch and Therneau
/// 1994).
///
/// With public weights g_j at the distinct event times, x - xbar the score of a time and V its part of the information:
/// the sums of g (x - xbar), of g V and of g^2 V over the times.
public enum CoxProportionality {
    /// The sums for weights of one column of times, as R's `transform` gives them.
    ///
    /// - Parameters:
    ///   - coefficients: those of the fit.
    ///   - weights: one a distinct event time, stratum by stratum, ascending. A client knows these times from the
    ///     ``LifetimeTable`` of the same rows by stratum: they are those with an event. Only the ratio to the largest
    ///     weight is kept to 2^-28, so weights about their mean keep most.
    /// - Releases: for p covariates and q = p (p + 1) / 2 pairs p sums of g (x - xbar), q of g V and q of g^2 V, to be
    ///   read by ``CoxScales/proportionality(_:weights:)``.
    /// - Communication: as ``CoxStep/candidate(of:at:ties:in:)``, and 3 roundings a sum.
    /// - Leakage: none beyond what is released.
    public static func candidate(
        of rows: SortedCoxRows, at coefficients: [ExactRational], weights: [ExactRational], ties: CoxTies,
        in session: Session
    ) throws -> Candidate {
        let scaled = CoxScales.unitWeights(weights)
        return try candidate(of: rows, at: coefficients, unitWeights: scaled.first, ties: ties, in: session)
    }

    /// The sums for weights that the nodes make of the pattern of events, to be read with the unit 1.
    ///
    /// - Parameter weights: one a distinct event time, |g| <= 1, made of sums, products and quotients of doubles.
    public static func candidate(
        of rows: SortedCoxRows, at coefficients: [ExactRational], unitWeights weights: [Double], ties: CoxTies,
        in session: Session
    ) throws -> Candidate {
        let times = rows.pattern.eventTimes.count
        guard weights.count == times else {
            throw LikelihoodProblem.wrongNumberOfWeights(expected: times, got: weights.count)
        }
        let step = try CoxWeights(rows, at: coefficients, ties: ties, in: session["weights"])
        let (terms, pairs) = (step.terms, CoxMoments.pairs(coefficients.count).count)
        guard !terms.terms.isEmpty else {
            return CoxStep.candidate(.zero(count: coefficients.count + 2 * pairs), rows, session.role)
        }
        let moments = try CoxMoments(step, in: session["moments"])
        let residuals = zip(step.covariates.columns, moments.means).map {
            terms.perTime(eventsOf: $0) - terms.perTime($1)
        }
        let covariances = moments.covariances.map { terms.perTime($0) }
        let squares = weights.map { $0 * $0 }
        let sums = try Self.sums(
            residuals.map { ($0, weights) } + covariances.map { ($0, weights) } + covariances.map { ($0, squares) },
            in: session["sums"])
        return CoxStep.candidate(sums, rows, session.role)
    }

    /// The inner product of each column with public weights, |g| <= 1, with as many fractional bits as the column.
    ///
    /// The weights are cut into 10, 10 and 8 bits, so that no sum leaves the range.
    ///
    /// - Communication: 3 roundings a column, 33 hops.
    private static func sums(
        _ columns: [(values: Shared<Mersenne61>, weights: [Double])], in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        let weights = columns.map { $0.weights.map { Int64(($0 * 0x1p28).rounded()) } }
        func part(_ shift: Int64, _ mask: Int64) -> Shared<Mersenne61> {
            .concatenating(
                zip(columns, weights).map { column, weights in
                    column.values.scaled(by: weights.map { Mersenne61(signed: $0 >> shift & mask) }).sum()
                })
        }
        let low = try session["low"].rounded(part(0, 1023), by: 10)
        let middle = try session["middle"].rounded(low + part(10, 1023), by: 10)
        return try session["high"].rounded(middle + part(20, -1), by: 8)
    }

    /// The cleartext twin: the sums of g (x - xbar), of g V and of g^2 V.
    public static func plain(
        _ rows: CoxStep.PlainRows, at coefficients: [Double], weights: [Double], ties: CoxTies
    ) -> ProportionalitySums {
        let p = coefficients.count
        let none = Array(repeating: Array(repeating: 0.0, count: p), count: p)
        var sums = ProportionalitySums(score: Array(repeating: 0, count: p), information: none, squares: none)
        for (time, g) in zip(CoxStep.plainTimes(rows, at: coefficients, ties: ties), weights) {
            for k in 0..<p {
                sums.score[k] += g * time.score[k]
                for l in 0..<p {
                    sums.information[k][l] += g * time.information[k][l]
                    sums.squares[k][l] += g * g * time.information[k][l]
                }
            }
        }
        return sums
    }
}
