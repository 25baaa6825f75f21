extension Distribution {
    /// The probability that F with the given degrees of freedom is at most `x`, or without `lowerTail` that it is greater.
    static func pf(_ x: Double, _ df1: Double, _ df2: Double, lowerTail: Bool = true) -> Double {
        pf(x, df1: df1, df2: df2, lowerTail: lowerTail)
    }
}
