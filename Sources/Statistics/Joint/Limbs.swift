public import Fields
public import Inference
public import MPC
public import SecretSharing

/// A column of numbers as limbs; see `LimbPlan`.
public struct Limbs: Sendable {
    /// How the column was cut.
    public let plan: LimbPlan
    /// The limbs, the lowest first: x less the middle of its bounds where there is one, else L bits each of x less its minimum.
    public let vectors: [Shared<Mersenne61>]

    /// Cuts a column.
    ///
    /// - Parameters:
    ///   - value: one number a row, at a public scale; 0 where it is missing.
    ///   - planes: the bit planes of value - minimum; only read where the plan has several limbs.
    ///   - plan: how to cut.
    /// - Communication: nothing for one limb, else 16 bytes a row and bit, 2 hops.
    /// - Leakage: none.
    public init(
        value: Shared<Mersenne61>, planes: SharedPlanes, plan: LimbPlan, in session: Session
    ) throws(MPCError) {
        self.plan = plan
        guard plan.needsPlanes else {
            vectors = [value.adding(-Mersenne61(signed: plan.origin), role: session.role)]
            return
        }
        let bits = try session["limbs"].toField(Array(planes.planes.prefix(plan.width)))
        vectors = stride(from: 0, to: plan.width, by: plan.limbBits).map { start in
            (start..<min(start + plan.limbBits, plan.width)).reduce(.zero(count: value.count)) { sum, j in
                sum + bits[j].scaled(by: Mersenne61(1 << UInt64(j - start)))
            }
        }
    }

    /// The number of rows.
    var count: Int { vectors[0].count }

    /// The coefficients of the powers up to the plan's, those of the first power first.
    ///
    /// - Communication: 8 bytes a row and coefficient above the first power, 1 hop a power; the third and the fourth go
    ///   together.
    func powers(in session: Session) throws(MPCError) -> [[Shared<Mersenne61>]] {
        guard plan.power != .first else { return [vectors] }
        let squares = try session["square"].convolutions([(vectors, vectors)])[0]
        guard plan.power == .fourth else { return [vectors, squares] }
        let higher = try session["fourth"].convolutions([(squares, vectors), (squares, squares)])
        return [vectors, squares] + higher
    }
}

extension Session {
    /// The coefficients of products of polynomials, each a vector: z_s = sum over a + b = s of x_a y_b.
    ///
    /// - Communication: 8 bytes an element of the outcome, 1 hop.
    fileprivate func convolutions(
        _ pairs: [(x: [Shared<Mersenne61>], y: [Shared<Mersenne61>])]
    ) throws(MPCError) -> [[Shared<Mersenne61>]] {
        let sizes = pairs.map { $0.x.count + $0.y.count - 1 }
        let none = Shared<Mersenne61>.zero(count: pairs[0].x[0].count)
        // Term t of every coefficient side by side; coefficients with fewer terms are filled up with zeros.
        let most = pairs.map { min($0.x.count, $0.y.count) }.max() ?? 0
        let terms = (0..<most).map { t in
            var (left, right): ([Shared<Mersenne61>], [Shared<Mersenne61>]) = ([], [])
            for (pair, size) in zip(pairs, sizes) {
                for s in 0..<size {
                    let a = max(0, s - pair.y.count + 1) + t
                    let isTerm = a <= min(s, pair.x.count - 1)
                    left.append(isTerm ? pair.x[a] : none)
                    right.append(isTerm ? pair.y[s - a] : none)
                }
            }
            return (Shared.concatenating(left), Shared.concatenating(right))
        }
        let lengths = sizes.flatMap { repeatElement(none.count, count: $0) }
        var rest = try multiplyAdding(terms).split(lengths)[...]
        return sizes.map { size in
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        }
    }
}
