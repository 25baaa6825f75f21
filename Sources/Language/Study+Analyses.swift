public import Study
public import Wire

extension Plan {
    /// The functions of plans.
    public static let functions =
        ["length", "nrow", "freq", "sum", "mean", "min", "max", "median", "quantile", "var", "sd"]
        + JointStatistic.Kind.allCases.map(\.rawValue)
}

extension Study {
    /// Checks that the agreed plans can be read in this study, and that the exploratory functions exist.
    ///
    /// - Throws: those of `Plan.parse` with the number of the plan, and `Problem` "unknown-function".
    public func checkAnalyses() throws(Problem) {
        for (index, plan) in (manifest?.agreed ?? []).enumerated() {
            do throws(Problem) {
                _ = try Plan.parse(plan.text, study: self)
            } catch {
                var placed = error
                placed.place = "agreed plan number \(index + 1)" + (error.place.map { ", \($0)" } ?? "")
                throw placed
            }
        }
        guard case .these(let names)? = manifest?.exploratory?.functions else { return }
        for name in names where !Plan.functions.contains(name) {
            throw Problem(
                "unknown-function", "plans have no function \(name.quotedForPeople)", at: "exploratory analyses",
                mend: "there are: \(Plan.functions.joined(separator: ", "))")
        }
    }
}
