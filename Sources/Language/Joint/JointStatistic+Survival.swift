extension JointStatistic {
    /// The ticks at which the steps of a curve may end; nil where the time is no number.
    public var timeGrid: TimeGrid? {
        guard let first = vectors.first, let bounds = (try? first.type())?.number else { return nil }
        return TimeGrid(bounds)
    }

    /// How many of the factors are strata; the last ones are.
    public var strataCount: Int { option(.strata) == nil ? 0 : whole(.strata) ?? -1 }

    /// How often the square root of the survival just before an event time of a log-rank test is its weight: twice `rho`; nil
    /// where that is not offered.
    public var halvesOfRho: Int? {
        guard option(.rho) != nil else { return 0 }
        guard case .number(let number)? = option(.rho), number.decimals <= 1 else { return nil }
        let tenths = number.significand * (number.decimals == 0 ? 10 : 1)
        return tenths % 5 == 0 && (0...80).contains(tenths) ? Int(tenths / 5) : nil
    }

    /// Whether the settings of a log-rank test name one weight.
    var hasWeight: Bool {
        guard option(.weights) != nil else { return halvesOfRho != nil }
        return option(.rho) == nil && ["gehan", "tarone"].contains(text(.weights))
    }

    /// The combinations of the levels of the factors that are groups.
    var groupCount: Int { Self.combinations(factors.dropLast(max(0, strataCount))) }

    /// The combinations of the factors' levels; 1 without factors.
    var cellCount: Int { Self.combinations(factors[...]) }

    private static func combinations(_ factors: ArraySlice<VectorExpression>) -> Int {
        factors.reduce(1) { $0 * ((try? $1.type())?.levels?.count ?? 2) }
    }
}
