import Fields
import Inference
import MPC
import SecretSharing

/// For each term of a Cox likelihood the logarithm of the weights at risk, and the means and covariances of the
/// covariates under these weights.
///
/// Covariates are in units of the power of 2 that bounds them, so means and covariances are at most 1.
struct CoxMoments {
    let weights: CoxWeights
    /// log2 of the sum of weights.
    let logarithms: Shared<Mersenne61>
    /// One vector a covariate, 28 fractional bits.
    let means: [Shared<Mersenne61>]
    /// One vector a pair of covariates k <= l, 28 fractional bits.
    let covariances: [Shared<Mersenne61>]

    /// The pairs k <= l in the order of ``covariances``: row by row of the upper triangle.
    static func pairs(_ count: Int) -> [(k: Int, l: Int)] {
        (0..<count).flatMap { k in (k..<count).map { (k: k, l: $0) } }
    }

    /// - Communication: for p covariates and q = p (p + 1) / 2 pairs 2 q + 3 p products and q + p roundings a row, then
    ///   ``Session/normalised(_:)``, 3 q + 2 p products and 2 q + 2 p roundings a term.
    init(_ weights: CoxWeights, in session: Session) throws(MPCError) {
        self.weights = weights
        let (rows, p) = (weights.mantissa.count, weights.covariates.columns.count)
        let pairs = Self.pairs(p)
        let x = weights.covariates.columns
        func rounded(
            _ products: [Shared<Mersenne61>], by s: Int, _ label: String
        ) throws(MPCError) -> [Shared<Mersenne61>] {
            guard let count = products.first?.count else { return [] }
            return try session[label].rounded(.concatenating(products), by: s).split(products.map { _ in count })
        }
        // m x and m x x', 27 or 28 fractional bits as the mantissas.
        var first = x
        if !weights.predictor.isConstant {
            first = try rounded(session["wx"].multiply(x.map { (weights.mantissa, $0) }), by: 28, "round wx")
        }
        let second = try rounded(session["wxx"].multiply(pairs.map { (first[$0.k], x[$0.l]) }), by: 28, "round wxx")
        let sums = try weights.sums(of: [weights.mantissa] + first + second, in: session["sums"])
        precondition(rows == x.first?.count ?? rows)

        let normalised = try weights.normalised(sums[0], in: session["normalise"])
        logarithms = normalised.logarithm
        let reciprocal = normalised.reciprocal
        let scaled = try rounded(
            session["scale"].multiply(sums.dropFirst().map { ($0, normalised.scale) }), by: 29, "round sums")
        let means = try rounded(session["mean"].multiply(scaled[..<p].map { ($0, reciprocal) }), by: 28, "round means")
        self.means = means
        guard p > 0 else {
            covariances = []
            return
        }
        let squares = try session["covariance"].multiplyAdding([
            (.concatenating(Array(scaled[p...])), reciprocal.repeated(pairs.count)),
            (-.concatenating(pairs.map { means[$0.k] }), .concatenating(pairs.map { means[$0.l] })),
        ])
        covariances = try rounded(squares.split(pairs.map { _ in reciprocal.count }), by: 28, "round covariances")
    }
}
