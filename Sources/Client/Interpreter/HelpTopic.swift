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
            ("data", Builtin.dataFunctions), ("analyses", Builtin.analysisFunctions),
            ("public values", Builtin.publicFunctions), ("plots and files", Builtin.outputFunctions),
            ("session", Builtin.sessionFunctions),
        ]
        let lines = groups.map { title, list in "\(title): " + list.map(\.name).joined(separator: " ") }
        return (lines + ["?name explains one, as in ?mean"]).joined(separator: "\n")
    }
}
