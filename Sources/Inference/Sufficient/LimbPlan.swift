/// How a number of known bounds is cut into limbs, so that sums of powers over up to 2^24 rows stay within 59 bits.
///
/// A public rule of the bounds and of the highest power alone: the nodes compute by it and the client puts together by
/// it. The number is d = x - origin. Where |d|^p is small enough, d is one signed limb about the middle of the bounds.
/// Else d = x - minimum is a polynomial in 2^L whose coefficients, the limbs, have L bits; of each power of d up to p the
/// coefficients are summed, m limbs giving k (m - 1) + 1 of them for the k-th power.
public struct LimbPlan: Sendable, Hashable {
    /// The highest power that is summed.
    public enum Power: Int, Sendable, Hashable {
        /// Sums.
        case first = 1
        /// Sums and sums of squares; also products of two numbers.
        case second = 2
        /// Sums of the first four powers.
        case fourth = 4

        /// L: with as many limbs as 60 bits need, each coefficient of a power stays below 2^35.
        var limbBits: Int {
            switch self {
            case .first: 30
            case .second: 16
            case .fourth: 6
            }
        }
    }

    /// The most rows whose sums fit.
    public static let mostRows = 1 << 24

    /// The highest power that is summed.
    public let power: Power
    /// What is subtracted from x: the middle of the bounds for one limb, else the minimum.
    public let origin: Int64
    /// The number of limbs, m.
    public let limbs: Int
    /// The number of bits of x - minimum, at most 60.
    public let width: Int

    /// The plan for numbers between two bounds whose distance is below 2^60; nil for others.
    public init?(minimum: Int64, maximum: Int64, power: Power) {
        let (distance, overflow) = maximum.subtractingReportingOverflow(minimum)
        guard !overflow, distance >= 0, distance < 1 << 60 else { return nil }
        self.power = power
        width = Int64.bitWidth - distance.leadingZeroBitCount
        // |d| is at most the half of the distance, rounded upwards.
        let largest = Double(distance - distance / 2)
        let isOneLimb = (0..<power.rawValue).reduce(1.0) { product, _ in product * largest } < 0x1p35
        limbs = isOneLimb ? 1 : (width + power.limbBits - 1) / power.limbBits
        origin = isOneLimb ? minimum + distance / 2 : minimum
    }

    /// L, the number of bits of each limb where there are several.
    public var limbBits: Int { power.limbBits }

    /// Whether the limbs are cut from the bit planes of x - minimum.
    public var needsPlanes: Bool { limbs > 1 }

    /// The number of coefficients of the k-th power.
    public func coefficients(ofPower k: Int) -> Int { k * (limbs - 1) + 1 }

    /// How many sums there are for a group, with the count in front.
    public var valueCount: Int { 1 + (1...power.rawValue).reduce(0) { $0 + coefficients(ofPower: $1) } }

    /// A sum from the sums of its coefficients: sum over s of 2^(L s) c_s.
    func combined(_ coefficients: ArraySlice<Int64>) -> WideInteger {
        coefficients.reversed().reduce(WideInteger(0)) { $0.shifted(by: limbBits) + WideInteger($1) }
    }
}
