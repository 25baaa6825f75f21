/// Count and means of several columns, from released sums.
public struct ColumnMeans: Sendable, Hashable {
    /// The number of complete rows.
    public let count: Int
    /// The mean of each column; NaN without rows.
    public let means: [Double]

    /// Takes a count and the coefficients of each sum.
    ///
    /// - Parameters:
    ///   - plans: how each column was cut, for the first power.
    ///   - decimals: the decimals of each column.
    /// - Returns: nil where the number of values does not fit.
    public init?(values: [Int64], plans: [LimbPlan], decimals: [Int]) {
        guard let first = values.first, first >= 0, values.count == 1 + plans.reduce(0, { $0 + $1.limbs }),
            decimals.count == plans.count
        else { return nil }
        var rest = values.dropFirst()
        count = Int(first)
        let n = WideInteger(first)
        means = zip(plans, decimals).map { plan, decimals in
            let sum = plan.combined(rest.prefix(plan.limbs)) + n * WideInteger(plan.origin)
            rest = rest.dropFirst(plan.limbs)
            return first == 0 ? .nan : sum.divided(by: n * .powerOfTen(decimals))
        }
    }
}
