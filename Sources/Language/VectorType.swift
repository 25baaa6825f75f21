public import Study

/// The public bounds of private decimals: every value is an integer between minimum and maximum, over 10^decimals.
public struct DecimalType: Sendable, Hashable {
    /// Decimal places.
    public var decimals: Int
    /// The smallest value that can occur, times 10^decimals.
    public var minimum: Int128
    /// The largest value that can occur, times 10^decimals.
    public var maximum: Int128

    /// Bounds at a scale.
    public init(decimals: Int, minimum: Int128, maximum: Int128) {
        self.decimals = decimals
        self.minimum = minimum
        self.maximum = maximum
    }

    /// What a codebook's scale gives.
    public init(_ scale: NumberScale) {
        self.init(decimals: scale.decimals, minimum: Int128(scale.minimum), maximum: Int128(scale.maximum))
    }

    /// 0 and 1, as logicals count in arithmetic.
    public static let bit = DecimalType(decimals: 0, minimum: 0, maximum: 1)

    /// The bits of value - minimum; at least 1.
    public var bits: Int { max(1, Int128.bitWidth - (maximum - minimum).leadingZeroBitCount) }
}

/// What the values of a private vector are; public, and the same for all rows.
public struct VectorType: Sendable, Hashable {
    /// The three kinds of private values.
    public enum Kind: Sendable, Hashable {
        /// Exact decimals.
        case decimal(DecimalType)
        /// Labels.
        case factor(levels: [String])
        /// True or false.
        case logical
    }

    /// What the values are.
    public var kind: Kind
    /// Whether values may be missing, as far as codebook and operations tell.
    public var mayBeMissing: Bool

    /// A type.
    public init(_ kind: Kind, mayBeMissing: Bool) {
        self.kind = kind
        self.mayBeMissing = mayBeMissing
    }

    /// The bounds as a number: of decimals and, as 0 and 1, of logicals; nil for factors.
    public var number: DecimalType? {
        switch kind {
        case .decimal(let bounds): bounds
        case .logical: .bit
        case .factor: nil
        }
    }

    /// The levels of a factor, else nil.
    public var levels: [String]? {
        if case .factor(let levels) = kind { return levels }
        return nil
    }

    /// What the console prints for a private vector: only its type.
    public var name: String {
        switch kind {
        case .decimal: "private-decimal-vector"
        case .factor: "private-factor-vector"
        case .logical: "private-logical-vector"
        }
    }
}

// What the computation and the finishing of its results must agree about.
extension DecimalType {
    /// 10^decimals.
    public var unit: Int128 { (0..<max(0, decimals)).reduce(1) { power, _ in power * 10 } }

    /// The bounds as the shares hold them; nil where they do not fit 64 bits.
    public var limits: ClosedRange<Int64>? {
        guard let low = Int64(exactly: minimum), let high = Int64(exactly: maximum), low <= high else { return nil }
        return low...high
    }

    /// The public centre that sums of squares are taken about: near the middle of the bounds.
    public var centre: Int64 { Int64(clamping: (minimum + maximum) / 2) }
}
