public import Fields
import Inference
public import MPC
public import SecretSharing

/// Sums of products of mid-ranks, from which Spearman's correlation is finished in the clear (`ProductPlan.matrix`).
public enum RankProducts {
    /// Count, sums, and sums of products of twice the mid-ranks of several columns, over the rows of a mask.
    ///
    /// Each column is ranked among the rows of the mask. The numbers are cut into limbs by `LimbPlan.midranks`.
    ///
    /// - Parameters:
    ///   - columns: the bit planes of each number.
    ///   - mask: 1 where a row is complete and selected, and 0 elsewhere.
    /// - Releases: as ``Products``, of twice the mid-ranks; correlations are those of the mid-ranks. R: `cor(method = "spearman")`, `cor.test`.
    /// - Communication: the mid-ranks of each column, one after the other, see ``Ranks/midranks(planes:counting:in:)``; then
    ///   see ``Products``, with the bits of the mid-ranks before (`Session.toBits`) where there are more than 2^17 rows.
    /// - Leakage: none.
    public static func candidate(
        columns: [SharedPlanes], mask: Shared<Mersenne61>, in session: Session
    ) throws(MPCError) -> Candidate {
        try candidate(columns: columns, mask: mask, plan: .midranks(rows: mask.count), in: session)
    }

    /// ``candidate(columns:mask:in:)`` with limbs that are given.
    static func candidate(
        columns: [SharedPlanes], mask: Shared<Mersenne61>, plan: LimbPlan, in session: Session
    ) throws(MPCError) -> Candidate {
        var limbs: [Limbs] = []
        for (k, planes) in columns.enumerated() {
            let step = session["column"][k]
            let ranks = try Ranks.midranks(planes: planes, counting: mask, in: step["ranks"])
            let bits =
                plan.needsPlanes
                ? try step["bits"].toBits(ranks, width: plan.width) : SharedPlanes(planes: [], count: planes.count)
            limbs.append(try Limbs(value: ranks, planes: bits, plan: plan, in: step["limbs"]))
        }
        return try Products.candidate(columns: limbs, mask: mask, in: session["products"])
    }

    /// The cleartext twin, for up to 2^17 rows.
    public static func plain(_ columns: [[UInt64]], mask: [Bool]) -> [Int] {
        let origin = Int(LimbPlan.midranks(rows: mask.count).origin)
        return Products.plain(
            columns.map { Ranks.plain($0, counting: mask).map { $0 - origin } }, mask: mask)
    }
}
