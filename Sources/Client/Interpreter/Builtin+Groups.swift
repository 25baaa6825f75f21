/// All functions by subject.
extension Builtin {
    /// Functions of one subject, under the title that `help()` and the documentation give it.
    struct Group: Sendable {
        let title: String
        let functions: [Builtin]
    }

    /// The functions by subject, in the order of `help()`.
    static let groups = [
        Group(title: "private data", functions: dataFunctions),
        Group(title: "derived data", functions: derivationFunctions),
        Group(title: "description", functions: analysisFunctions + describeFunctions + baselineFunctions),
        Group(title: "means and variances", functions: meanTests),
        Group(title: "ranks and correlation", functions: rankTests),
        Group(title: "tables and proportions", functions: tableFunctions),
        Group(title: "survival", functions: survivalFunctions),
        Group(title: "models", functions: modelFunctions + formulaFunctions),
        Group(title: "planning", functions: planningFunctions),
        Group(title: "distributions", functions: distributionFunctions),
        Group(title: "public values", functions: publicFunctions + vectorFunctions),
        Group(title: "lists", functions: listFunctions),
        Group(title: "matrices and data frames", functions: matrixFunctions),
        Group(title: "plots and files", functions: outputFunctions),
        Group(title: "errors", functions: conditionFunctions),
        Group(title: "session", functions: sessionFunctions),
    ]

    /// All functions, by name.
    static let all: [String: Builtin] = Dictionary(
        groups.flatMap(\.functions).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// The names of all functions, in order.
    static let names: [String] = all.keys.sorted()

    static func named(_ name: String) -> Builtin? { all[name] }
}
