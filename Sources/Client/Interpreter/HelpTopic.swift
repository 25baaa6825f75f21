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

    /// What `help()` prints: the functions by subject, in lines of 80 columns.
    static var overview: String {
        let blocks = Builtin.groups.map { group in
            var lines = [group.title + ":"]
            var line = " "
            for function in group.functions {
                if line.count + function.name.count >= 80 {
                    lines.append(line)
                    line = " "
                }
                line += " " + function.name
            }
            return (lines + [line]).joined(separator: "\n")
        }
        return (blocks + ["?name explains one, as in ?mean"]).joined(separator: "\n")
    }
}
