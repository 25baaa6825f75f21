/// A field in which products are verified, with the kernels of the verification.
///
/// Positions are taken in blocks of 2^l. A block x[2^l a + u] is read as the multilinear polynomial in l variables
/// whose value at the corner u of the cube is that element; bit j of u is variable j. It is evaluated on the grid
/// {0, 1, infinity}^l, where the value at infinity is f(1) - f(0). Points of the grid are numbered in base 3: digit j
/// is 0, 1 or 2 for variable j at 0, 1 or infinity. Positions beyond the end count as 0.
public protocol CheckField: Hashable, Sendable, BitwiseCopyable {
    /// The neutral element of addition.
    static var zero: Self { get }
    /// The neutral element of multiplication.
    static var one: Self { get }
    /// Addition of the field.
    static func + (a: Self, b: Self) -> Self
    /// Subtraction of the field.
    static func - (a: Self, b: Self) -> Self
    /// The inverse of addition.
    static prefix func - (a: Self) -> Self
    /// Multiplication of the field.
    static func * (a: Self, b: Self) -> Self

    /// Adds to each sum the weighted replicated products of the blocks of x and y at that point of the grid:
    /// sums[p] += sum over a of weights[a] (x_0 (y_0 + y_1) + x_1 y_0)(p), of 3^l points.
    ///
    /// - Parameters:
    ///   - x: the two components of the first factors.
    ///   - y: the two components of the second factors.
    ///   - l: the number of variables, 0 ... 6; three are fastest.
    ///   - weights: one a block; nil weighs each with 1.
    ///   - skippingCorners: leaves the sums at the 2^l corners as they are, whose values are known otherwise.
    ///   - sums: one a point, 3^l.
    static func addGridSums(
        _ x: (Span<Self>, Span<Self>), _ y: (Span<Self>, Span<Self>), variables l: Int, weights: Span<Self>?,
        skippingCorners: Bool, into sums: inout MutableSpan<Self>)
    /// Adds to each sum the weighted elements at that corner: sums[u] += sum over a of weights[a] z[2^l a + u].
    static func addCornerSums(
        _ z: Span<Self>, variables l: Int, weights: Span<Self>, into sums: inout MutableSpan<Self>)
    /// Folds each block into one element: z[a] = weights[a] (sum over u of coefficients[u] x[2^l a + u]).
    ///
    /// - Parameters:
    ///   - coefficients: 2^l of them.
    ///   - weights: one a block; nil weighs each with 1.
    static func fold(
        _ x: Span<Self>, coefficients: Span<Self>, weights: Span<Self>?, into z: inout MutableSpan<Self>)
    /// z = factor x.
    static func scale(_ x: Span<Self>, by factor: Self, into z: inout MutableSpan<Self>)
}

/// The grid {0, 1, infinity}^l of a ``CheckField``.
public enum Grid {
    /// The number of points, 3^l.
    public static func pointCount(_ l: Int) -> Int { (0..<l).reduce(1) { product, _ in 3 * product } }

    /// The number of blocks of 2^l positions that hold `count` positions.
    static func blockCount(_ count: Int, _ l: Int) -> Int { (count + (1 << l) - 1) >> l }

    /// The numbers of the points at the corners of the cube, in the order of the corners.
    public static func corners(_ l: Int) -> [Int] {
        (0..<l).reduce([0]) { points, j in points + points.map { $0 + pointCount(j) } }
    }

    /// For each point of the grid what its value counts at the point r, for polynomials of degree 2 in each variable:
    /// 1 - r, r and r^2 - r for 0, 1 and infinity, multiplied over the variables.
    public static func gridCoefficients<Field: CheckField>(at r: [Field]) -> [Field] {
        tensor(r) { [.one - $0, $0, $0 * $0 - $0] }
    }

    /// For each corner of the cube what its value counts at the point r, for multilinear polynomials.
    public static func cornerCoefficients<Field: CheckField>(at r: [Field]) -> [Field] {
        tensor(r) { [.one - $0, $0] }
    }

    private static func tensor<Field: CheckField>(_ r: [Field], _ factors: (Field) -> [Field]) -> [Field] {
        r.reduce([.one]) { products, r in factors(r).flatMap { factor in products.map { factor * $0 } } }
    }
}
