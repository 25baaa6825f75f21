/// Where a result comes from: written into each file of results, so that it can be traced and computed again.
public struct ResultStamp: Sendable, Equatable {
    /// A version of a table that went into the result.
    public struct TableVersion: Sendable, Equatable {
        /// The table's name in the study.
        public var name: String
        /// Its version or digest, as the study writes it.
        public var version: String

        /// Takes both.
        public init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// The digests of the plans that the result came from, in the order in which they were asked.
    public var planDigests: [String]
    /// The tables that were read, in the order of the plan.
    public var tableVersions: [TableVersion]
    /// The study's name.
    public var study: String
    /// The policy under which the result was released.
    public var policy: String
    /// Name and version of the software.
    public var software: String
    /// When the result was computed, as ISO 8601 writes it in UTC.
    public var date: String

    /// Takes all parts.
    public init(
        planDigests: [String], tableVersions: [TableVersion], study: String, policy: String,
        software: String, date: String
    ) {
        self.planDigests = planDigests
        self.tableVersions = tableVersions
        self.study = study
        self.policy = policy
        self.software = software
        self.date = date
    }
}

extension ResultStamp {
    /// What stands in the lines of a comment: a word and what it names.
    var entries: [(word: String, text: String)] {
        [("study", study)] + planDigests.map { ("plan", $0) }
            + tableVersions.map { ("table", $0.name + " " + $0.version) }
            + [("policy", policy), ("software", software), ("date", date)]
    }

    /// Lines of a comment before a CSV file's header, each from `#` to a newline.
    var comment: String {
        entries.map { "# \($0.word) \(Self.oneLine($0.text))\n" }.joined()
    }

    /// A comment of an SVG document: lines between `<!--` and `-->`, without two hyphens in a row, which XML forbids there.
    var svgComment: String {
        let lines = entries.map { "\($0.word) \(Self.oneLine($0.text))" }
        let text = lines.joined(separator: "\n").split(separator: "-", omittingEmptySubsequences: false)
        let apart = text.enumerated().map { $1.isEmpty && $0 > 0 && $0 < text.count - 1 ? " " : String($1) }
        return "<!--\n" + apart.joined(separator: "-") + "\n-->\n"
    }

    /// A JSON object.
    var json: String {
        let tables = tableVersions.map {
            "{\"name\":\(jsonText($0.name)),\"version\":\(jsonText($0.version))}"
        }
        let members = [
            ("study", jsonText(study)), ("plans", "[" + planDigests.map(jsonText).joined(separator: ",") + "]"),
            ("tables", "[" + tables.joined(separator: ",") + "]"), ("policy", jsonText(policy)),
            ("software", jsonText(software)), ("date", jsonText(date)),
        ]
        return "{" + members.map { jsonText($0) + ":" + $1 }.joined(separator: ",") + "}"
    }

    private static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
