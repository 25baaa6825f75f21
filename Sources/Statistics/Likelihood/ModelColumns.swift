import Fields
import MPC
import SecretSharing

/// The columns of a model matrix, the intercept implied, and their products with weights.
struct ModelColumns {
    /// The covariates, at most 1, with 28 fractional bits.
    let columns: [Shared<Mersenne61>]
    let session: Session

    /// v x_k for each covariate, with as many fractional bits as v; |v| <= 2^30.
    ///
    /// - Communication: a product and a rounding a row and covariate, 12 hops.
    func times(_ v: [Shared<Mersenne61>], _ label: String) throws(MPCError) -> [[Shared<Mersenne61>]] {
        let products = try rounded(v.flatMap { v in columns.map { (v, $0) } }, label)
        return v.indices.map { Array(products[$0 * columns.count..<($0 + 1) * columns.count]) }
    }

    /// v x_k x_l for each pair k <= l, given v x_k.
    ///
    /// - Communication: a product and a rounding a row and pair, 12 hops.
    func pairs(_ products: [Shared<Mersenne61>], _ label: String) throws(MPCError) -> [Shared<Mersenne61>] {
        try rounded(CoxMoments.pairs(columns.count).map { (products[$0.k], columns[$0.l]) }, label)
    }

    private func rounded(
        _ pairs: [(Shared<Mersenne61>, Shared<Mersenne61>)], _ label: String
    ) throws(MPCError) -> [Shared<Mersenne61>] {
        guard !pairs.isEmpty else { return [] }
        let products = try session[label].multiply(pairs)
        return try session[label]["round"].rounded(.concatenating(products), by: UnitCovariates.fractionBits)
            .split(products.map(\.count))
    }

    /// Several sums one after the other.
    static func sums(_ columns: [Shared<Mersenne61>]) -> Shared<Mersenne61> {
        .concatenating(columns.map { $0.sum() })
    }
}

extension Session {
    /// Numbers with other fractional bits, rounded where these are fewer.
    ///
    /// - Communication: a rounding where bits are dropped, else none.
    func aligned(_ x: Shared<Mersenne61>, from: Int, to: Int) throws(MPCError) -> Shared<Mersenne61> {
        if to >= from { return x.scaled(by: Mersenne61(1 << UInt64(to - from))) }
        // What is dropped beyond 58 bits is all there is.
        return from - to > 58 ? .zero(count: x.count) : try rounded(x, by: from - to)
    }
}
