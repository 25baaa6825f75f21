/// In which order counts, sums and sums of products of several columns are released, and how they are put together.
///
/// After the count stand for each column the coefficients of its sum, then for each pair i <= j, (0, 0), (0, 1), ...,
/// (1, 1), ..., the coefficients of the sum of the products of its two columns; see ``LimbPlan``.
public struct ProductPlan: Sendable, Hashable {
    /// The limbs of each column, for the second power.
    public let columns: [LimbPlan]

    /// Takes plans for the second power; nil where one is for another.
    public init?(columns: [LimbPlan]) {
        guard columns.allSatisfy({ $0.power == .second }) else { return nil }
        self.columns = columns
    }

    /// The pairs i <= j in their order.
    public var pairs: [(first: Int, second: Int)] {
        columns.indices.flatMap { i in (i..<columns.count).map { (i, $0) } }
    }

    /// The number of coefficients of the product of two columns.
    public func coefficients(_ i: Int, _ j: Int) -> Int { columns[i].limbs + columns[j].limbs - 1 }

    /// How many numbers are released.
    public var valueCount: Int {
        1 + columns.reduce(0) { $0 + $1.limbs } + pairs.reduce(0) { $0 + coefficients($1.first, $1.second) }
    }

    /// Means, and products about the means, each a quotient of exact integers that is rounded once.
    ///
    /// sum (x_i - mean_i)(x_j - mean_j) = (n q_ij - s_i s_j) / n, whatever was subtracted from the columns.
    ///
    /// - Parameters:
    ///   - values: what was released.
    ///   - names: the names of the columns.
    ///   - decimals: the decimals of each column.
    /// - Returns: nil where there are not ``valueCount`` values or the count is not a number of rows.
    public func matrix(values: [Int64], names: [String], decimals: [Int]) -> ProductMatrix? {
        guard values.count == valueCount, let first = values.first, first >= 0,
            names.count == columns.count, decimals.count == columns.count
        else { return nil }
        var rest = values.dropFirst()
        func take(_ count: Int, _ plan: LimbPlan) -> WideInteger {
            defer { rest = rest.dropFirst(count) }
            return plan.combined(rest.prefix(count))
        }
        let sums = columns.map { take($0.limbs, $0) }
        let n = WideInteger(first)
        var products = columns.map { _ in columns.map { _ in 0.0 } }
        guard first > 0 else {
            return ProductMatrix(names: names, count: 0, means: columns.map { _ in .nan }, products: products)
        }
        for (i, j) in pairs {
            let top = n * take(coefficients(i, j), columns[i]) - sums[i] * sums[j]
            let product = top.divided(by: n * .powerOfTen(decimals[i] + decimals[j]))
            (products[i][j], products[j][i]) = (product, product)
        }
        let means = columns.indices.map { i in
            (sums[i] + n * WideInteger(columns[i].origin)).divided(by: n * .powerOfTen(decimals[i]))
        }
        return ProductMatrix(names: names, count: Int(first), means: means, products: products)
    }
}
