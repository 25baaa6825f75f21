/// What `?name` prints.
struct HelpTopic: Sendable {
    let usage: String
    let summary: String
    /// What leaves the nodes.
    let releases: String
    let example: String

    init(_ usage: String, _ summary: String, releases: String, example: String) {
        self.usage = usage
        self.summary = summary
        self.releases = releases
        self.example = example
    }

    var text: String {
        [usage, "  " + summary, "  Releases: " + releases + ".", "  Example: " + example].joined(separator: "\n")
    }

    /// What `help()` prints.
    static var overview: String {
        let groups = [
            ("data", Builtin.dataFunctions), ("columns", Builtin.derivationFunctions),
            ("analyses", Builtin.analysisFunctions), ("description", Builtin.describeFunctions),
            ("tables", Builtin.tableFunctions), ("means", Builtin.meanTests), ("ranks", Builtin.rankTests),
            ("survival", Builtin.survivalFunctions), ("models", Builtin.modelFunctions),
            ("distributions", Builtin.distributionFunctions), ("public values", Builtin.publicFunctions),
            ("vectors", Builtin.vectorFunctions), ("lists", Builtin.listFunctions),
            ("matrices", Builtin.matrixFunctions), ("session", Builtin.sessionFunctions),
        ]
        let lines = groups.map { title, list in "\(title): " + list.map(\.name).joined(separator: " ") }
        return (lines + ["?name explains one, as in ?mean"]).joined(separator: "\n")
    }
}
