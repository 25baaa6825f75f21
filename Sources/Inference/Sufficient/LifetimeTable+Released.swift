extension LifetimeTable {
    /// Takes what was released: the distinct times, then for each group its events and its censored rows at each.
    ///
    /// - Parameters:
    ///   - values: D (1 + 2 g) numbers for g groups.
    ///   - minimum: what the times were counted from, a scaled integer.
    ///   - decimals: the decimals of the times.
    ///   - groups: the label and the stratum of each group.
    /// - Returns: nil where the number of values does not fit the groups.
    public init?(values: [Int64], minimum: Int64, decimals: Int, groups: [(label: String, stratum: Int)]) {
        let parts = 1 + 2 * groups.count
        guard values.count % parts == 0 else { return nil }
        let count = values.count / parts
        func part(_ k: Int) -> ArraySlice<Int64> { values[k * count..<(k + 1) * count] }
        self.init(
            times: part(0).map { (WideInteger($0) + WideInteger(minimum)).scaled(decimals: decimals) },
            groups: groups.enumerated().map { g, group in
                Group(
                    label: group.label, stratum: group.stratum, events: part(1 + 2 * g).map { Int($0) },
                    censored: part(2 + 2 * g).map { Int($0) })
            })
    }
}
