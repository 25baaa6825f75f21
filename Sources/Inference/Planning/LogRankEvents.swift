import Foundation

/// The number of events a log-rank test needs.
///
/// Source: Schoenfeld 1981. Releases: nothing.
public enum LogRankEvents {
    /// Events for a hazard ratio, with the share `allocation` of all patients in one group.
    public static func schoenfeld(
        hazardRatio: Double, power: Double = 0.8, significance: Double = 0.05, allocation: Double = 0.5
    ) -> Double {
        let quantiles = Distribution.qnorm(1 - significance / 2) + Distribution.qnorm(power)
        return quantiles * quantiles / (allocation * (1 - allocation) * log(hazardRatio) * log(hazardRatio))
    }
}
