extension SurvivalDifference {
    /// The list with R's component names, of kind `survdiff`.
    ///
    /// - Parameter call: R's call as it prints; empty where there is none.
    public func object(call: String = "") -> RObject {
        var components: [(String, RObject)] = [
            ("n", .integers(counts, names: groups)), ("obs", Self.table(observed)), ("exp", Self.table(expected)),
            ("var", .matrix(variance)), ("chisq", .number(chisq)), ("df", .integers([df])), ("pvalue", .number(pValue)),
        ]
        if let strata { components.append(("strata", .integers(strata))) }
        if !call.isEmpty { components.append(("call", .text(call))) }
        return .list(components, kind: "survdiff")
    }

    /// A vector for one stratum, else a matrix with a column a stratum.
    private static func table(_ rows: [[Double]]) -> RObject {
        rows.contains { $0.count > 1 } ? .matrix(rows) : .numbers(rows.flatMap(\.self))
    }
}
