import Foundation

/// Where values lie along an axis.
struct PlotScale: Sendable, Equatable {
    /// The values at both ends.
    let lower: Double
    let upper: Double
    /// The positions at both ends; `end` may be less than `start`, as on a vertical axis in SVG.
    let start: Double
    let end: Double
    var isLogarithmic = false

    /// The position of a value; values beyond an end lie at that end, what is no number at
    /// the start.
    func position(_ value: Double) -> Double {
        guard !value.isNaN else { return start }
        let (from, to, at) = (transformed(lower), transformed(upper), transformed(min(max(value, lower), upper)))
        guard to > from else { return (start + end) / 2 }
        return start + (at - from) / (to - from) * (end - start)
    }

    /// Whether a value lies on the axis.
    func holds(_ value: Double) -> Bool { value >= lower && value <= upper }

    private func transformed(_ value: Double) -> Double { isLogarithmic ? Foundation.log(value) : value }
}
