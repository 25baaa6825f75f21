/// The public times at which the steps of a survival curve may end, where none may show an event at its exact time.
///
/// Multiples of one width, which is 1, 2 or 5 times a power of ten of the time's smallest unit: the smallest for which at most
/// `mostTicks` intervals cover the bounds of the codebook. The bounds alone make the grid, so that nobody can ask for
/// two grids and subtract.
public struct TimeGrid: Sendable, Hashable {
    /// The ticks, ascending, as integers at the scale of the time; the last one is not below the largest time.
    public let ticks: [Int128]
    /// The distance of two ticks, at the scale of the time.
    public let width: Int128
    private let bounds: DecimalType
    /// How many units of its scale are 1.
    public var unit: Double { Double(bounds.unit) }

    /// The most intervals.
    public static let mostTicks: Int128 = 120

    /// The grid over the bounds of a time.
    public init(_ bounds: DecimalType) {
        self.bounds = bounds
        let range = max(0, bounds.maximum - bounds.minimum)
        var (unit, width): (Int128, Int128) = (1, 1)
        search: while true {
            for factor in [1, 2, 5] as [Int128] {
                width = factor * unit
                if range / width <= Self.mostTicks { break search }
            }
            unit *= 10
        }
        self.width = width
        var tick = Self.multiple(of: width, notBelow: bounds.minimum)
        var ticks = [tick]
        while tick < bounds.maximum {
            tick += width
            ticks.append(tick)
        }
        self.ticks = ticks
    }

    /// The ticks from the smallest time on, as the bit planes of a vector count.
    public var units: [UInt64] { ticks.map { UInt64(clamping: $0 - bounds.minimum) } }

    /// The ticks as the nearest doubles.
    public var times: [Double] { ticks.map { Double($0) / unit } }

    private static func multiple(of width: Int128, notBelow value: Int128) -> Int128 {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: width)
        return (quotient + (rest > 0 ? 1 : 0)) * width
    }
}
