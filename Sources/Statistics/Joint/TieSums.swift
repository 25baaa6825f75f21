import Fields
import Inference
import MPC
import SecretSharing

/// Sums over runs of t equal values of t^2 and t^3.
///
/// t^3 is summed as t (t^2 mod 2^24) and t floor(t^2 / 2^24), so that the sums stay within 59 bits for up to 2^24 rows; the second
/// is 0 where the first does so alone.
struct TieSums {
    /// The sum of t^2, and the two parts of the sum of t^3.
    let values: Shared<Mersenne61>

    static let items: [ReleaseItem] = [.tieSum(power: 2), .tieSum(power: 3), .tieSum(power: 3)]

    /// Up to so many rows the sum of t^3 is below 2^57.
    static let mostRowsAtOnce = 1 << 19

    /// Sums over runs.
    ///
    /// - Parameters:
    ///   - lengths: t, and 0 where there is no run.
    ///   - rows: the number of rows up to which t^3 is summed at once.
    /// - Communication: 8 bytes a row, 1 hop; 16 bytes, 1 hop; above 2^19 rows 99 ANDs and 64 bytes a row more, 11 hops.
    /// - Leakage: none.
    init(
        lengths: Shared<Mersenne61>, atOnceUpTo rows: Int = Self.mostRowsAtOnce, in session: Session
    ) throws(MPCError) {
        let squares = try session["square"].multiply(lengths, lengths)
        var parts = [(lengths, squares)]
        if lengths.count > rows {
            let high = try session["high"].shiftedDown(squares, by: TieTotals.lowBits)
            parts = [(lengths, squares - high.scaled(by: Mersenne61(1 << UInt64(TieTotals.lowBits)))), (lengths, high)]
        }
        var sums = try session["cube"].innerProducts(parts)
        if parts.count == 1 { sums.append(.zero(count: 1)) }
        values = .concatenating([squares.sum(), sums])
    }

    /// The cleartext twin.
    static func plain<Value: Hashable>(_ values: [Value], rows: Int) -> [Int] {
        let lengths = Dictionary(grouping: values) { $0 }.values.map(\.count)
        let cubes =
            rows > mostRowsAtOnce
            ? lengths.map { t in (low: t * (t * t % (1 << TieTotals.lowBits)), high: t * (t * t >> TieTotals.lowBits)) }
            : lengths.map { t in (low: t * t * t, high: 0) }
        return [
            lengths.reduce(0) { $0 + $1 * $1 }, cubes.reduce(0) { $0 + $1.low }, cubes.reduce(0) { $0 + $1.high },
        ]
    }
}
