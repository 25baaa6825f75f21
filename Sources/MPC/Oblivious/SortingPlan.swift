public import SecretSharing

/// How to sort.
public enum SortingPlan: Hashable, Sendable {
    /// Shuffle once, then open comparisons: least work, but many hops; see ``Session/sort(keys:records:plan:)``.
    case comparisons
    /// Digit by digit from the lowest, each of so many bits, with a shuffle a digit: few hops.
    case digits(bits: Int)

    /// The quicker plan by the times of the steps, the same at all parties.
    ///
    /// - Parameters:
    ///   - n: the number of rows.
    ///   - width: the number of bits of a key.
    ///   - hopTime: how long a hop takes; see ``Session/hopTime()``.
    ///   - mode: what the computation withstands.
    public static func choose(n: Int, width: Int, hopTime: Duration, mode: SecurityMode) -> SortingPlan {
        let times = StepTimes(hopTime: hopTime, mode: mode)
        let plans = [.comparisons] + (1...4).map { SortingPlan.digits(bits: $0) }
        func seconds(_ plan: SortingPlan) -> Double { plan.seconds(rows: n, width: width, times) }
        return plans.min { seconds($0) < seconds($1) } ?? .comparisons
    }

    /// About how long a sort takes.
    private func seconds(rows: Int, width: Int, _ times: StepTimes) -> Double {
        let n = Double(rows)
        switch self {
        case .comparisons:
            let rowWidth = width + SharedPlanes.rowNumberWidth(count: rows)
            let depth = Double(SharedPlanes.rowNumberWidth(count: rows))
            // Above a few hundred rows the samples add a third to the levels, and the ends of the segments some more.
            let levels = rows <= times.longestPairing(rows: rows, width: rowWidth) ? 1 : 2.5 * depth
            func seconds(_ chain: CarryChain) -> Double {
                levels * (Double(chain.hops) + times.openingHops) * times.hop
                    + n * depth * (Double(chain.gates) * times.gate + times.pick) + n * times.move
            }
            return CarryChain.ways(places: rowWidth).map(seconds).min() ?? 0
        case .digits(let bits):
            let passes = Double((width + bits - 1) / bits)
            let products = Double(2 * bits + 2 * ((1 << bits) - 1))
            return passes * ((8 + times.openingHops) * times.hop + n * (products * times.product + 2 * times.move))
        }
    }
}

/// How long steps take, in seconds: what plans are compared by.
///
/// Measured with three parties on two cores; only the ratios matter, and a plan that misses by a little costs little.
struct StepTimes {
    /// A hop.
    let hop: Double
    /// An AND.
    let gate: Double
    /// A product of F_p.
    let product: Double
    /// Moving a row of one column in a shuffle.
    let move: Double
    /// Picking a row and turning its bits round.
    let pick: Double
    /// The hops of an opening, with the verification that goes before.
    let openingHops: Double

    init(hopTime: Duration, mode: SecurityMode) {
        hop = Double(hopTime / .nanoseconds(1)) * 1e-9
        (gate, product, move, openingHops) =
            switch mode {
            case .passive: (0.3e-9, 30e-9, 90e-9, 1)
            case .active: (1.2e-9, 40e-9, 250e-9, 18)
            }
        pick = 25e-9
    }

    /// Up to how many rows a segment compares all pairs at once rather than sorting a sample first, which costs at least
    /// two levels more.
    ///
    /// - Parameters:
    ///   - rows: the number of rows of all segments.
    ///   - width: the number of planes of a row.
    func longestPairing(rows: Int, width: Int) -> Int {
        let saved = 2 * (openingHops + 8) * hop
        let comparison = 2 * Double(width) * gate + pick
        // Half as many comparisons a row as the segment is long.
        let affordable = 2 * saved / (Double(max(rows, 1)) * comparison)
        return max(8, min(128, Int(affordable)))
    }
}
