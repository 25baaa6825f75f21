/// Survival curves of one or more groups: R's `survfit`.
///
/// Source: `survfit(Surv(time, event) ~ g)` of R's survival 3.5. Releases: at each time of a group its events and its
/// censored rows, that is all of `LifetimeTable`.
public struct SurvivalFit: Sendable, Equatable {
    /// The curves; groups without rows have none.
    public var curves: [SurvivalCurve]
    /// How they were estimated.
    public var options: SurvivalOptions
    /// Whether there are several curves; one only is named by nothing, as in R.
    public var isGrouped: Bool
    /// R's call as it prints; empty where there is none.
    public var call: String

    /// Estimates the curves; strata of a table are not told apart.
    public init(
        _ table: LifetimeTable, options: SurvivalOptions = SurvivalOptions(), call: String = ""
    )
        throws(ModelError)
    {
        guard table.isWellFormed else { throw .malformed("columns of the lifetime table") }
        guard options.level > 0, options.level < 1 else { throw .notAProbability }
        let merged = table.withoutStrata
        self.options = options
        self.call = call
        curves = merged.groups.filter { $0.count > 0 }.map {
            SurvivalCurve($0, times: merged.times, options: options)
        }
        guard !curves.isEmpty else { throw .noObservations }
        isGrouped = curves.count > 1
    }

    /// Estimates curves in steps; groups without rows have none, nor those that are too small.
    public init(
        _ table: SteppedLifetimes, options: SurvivalOptions = SurvivalOptions(), call: String = ""
    ) throws(ModelError) {
        guard options.level > 0, options.level < 1 else { throw .notAProbability }
        self.options = options
        self.call = call
        let groups = table.groups.filter { $0.count != 0 }
        curves = groups.filter { $0.count != nil }.map { SurvivalCurve($0, options: options) }
        guard !curves.isEmpty else { throw .noObservations }
        isGrouped = groups.count > 1
    }

    /// The largest time of all curves.
    public var largestTime: Double { curves.map(\.largestTime).max() ?? 0 }

    /// The largest horizon up to which all curves are observed: the smallest of their largest times.
    public var smallestCommonTime: Double { curves.map(\.largestTime).min() ?? 0 }
}
