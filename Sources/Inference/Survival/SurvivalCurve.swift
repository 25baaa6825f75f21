import Foundation

/// One survival curve: the Kaplan-Meier or the exponential of the cumulative hazard, at the times of one group.
public struct SurvivalCurve: Sendable, Equatable {
    /// The label of the group, as `sex=1`; empty where there is one curve only.
    public var label: String
    /// The distinct times at which somebody of the group had the event or was censored.
    public var times: [Double]
    /// How many were at risk just before each time.
    public var atRisk: [Int]
    /// Events at each time.
    public var events: [Int]
    /// Censored at each time; nil where the number is not released.
    public var censored: [Int?]
    /// S just after each time.
    public var survival: [Double]
    /// The standard error of log S; infinite where S is 0.
    public var standardError: [Double]
    /// The cumulative hazard.
    public var cumulativeHazard: [Double]
    /// The standard error of the cumulative hazard.
    public var hazardError: [Double]
    /// Lower bounds of S; nil is `NA`.
    public var lower: [Double?]
    /// Upper bounds of S; nil is `NA`.
    public var upper: [Double?]

    /// The number of rows.
    public var count: Int
    /// Whether events were counted in the steps of a public grid, at whose ends the times are.
    public var isStepped = false
    /// The rows that are at risk behind the last time and of which no more is released; nil where they are too few.
    public var left: Int? = 0

    /// The number of events.
    public var eventCount: Int { events.reduce(0, +) }
    /// The largest time, of an event or a censored row; 0 for nobody.
    public var largestTime: Double { times.last ?? 0 }

    /// The index of the last time that is not larger than `time`; nil before the first.
    func index(at time: Double) -> Int? {
        let after = times.firstIndex { $0 > time } ?? times.count
        return after == 0 ? nil : after - 1
    }
}

extension SurvivalCurve {
    /// The curve of one group.
    ///
    /// Greenwood's variance for the Kaplan-Meier, the sum of d / n^2 for the Nelson-Aalen and the sum of
    /// 1 / (n - k)^2, k < d, for the Fleming-Harrington hazard, as `survfit` has them.
    init(_ group: LifetimeTable.Group, times: [Double], options: SurvivalOptions) {
        let present = times.indices.filter { group.events[$0] + group.censored[$0] > 0 }
        let atRisk = group.atRisk
        label = group.label
        self.times = present.map { times[$0] }
        self.atRisk = present.map { atRisk[$0] }
        events = present.map { group.events[$0] }
        censored = present.map { group.censored[$0] }
        count = group.count
        (survival, standardError, cumulativeHazard, hazardError, lower, upper) = ([], [], [], [], [], [])
        estimate(options)
    }

    /// The curve of one group in steps: R's for times that are moved up to the ends of their steps.
    init(_ group: SteppedLifetimes.Group, options: SurvivalOptions) {
        label = group.label
        count = group.count ?? 0
        isStepped = true
        left = group.left
        times = group.steps.map(\.end)
        atRisk = group.steps.map(\.atRisk)
        events = group.steps.map(\.events)
        let behind = group.steps.dropFirst().map { $0.atRisk as Int? } + [group.left]
        censored = zip(group.steps, behind).map { step, rest in rest.map { step.atRisk - step.events - $0 } }
        (survival, standardError, cumulativeHazard, hazardError, lower, upper) = ([], [], [], [], [], [])
        estimate(options)
    }

    /// Fills in what is estimated from the numbers of rows.
    private mutating func estimate(_ options: SurvivalOptions) {
        var (product, greenwood, hazard, hazardVariance) = (1.0, 0.0, 0.0, 0.0)
        let z = options.normalQuantile
        for (n, d) in zip(atRisk, events) {
            product *= Double(n - d) / Double(n)
            greenwood += d == 0 ? 0 : Double(d) / (Double(n) * Double(n - d))
            let increment = options.hazard.increment(events: d, atRisk: n)
            hazard += increment.hazard
            hazardVariance += increment.variance
            let isProduct = options.estimator == .kaplanMeier
            survival.append(isProduct ? product : exp(-hazard))
            standardError.append((isProduct ? greenwood : hazardVariance).squareRoot())
            cumulativeHazard.append(hazard)
            hazardError.append(hazardVariance.squareRoot())
            let last = survival.count - 1
            let bounds = options.confidenceType.bounds(survival: survival[last], error: standardError[last], z: z)
            lower.append(bounds.lower)
            upper.append(bounds.upper)
        }
    }
}
