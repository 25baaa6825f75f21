import Foundation
public import Identity
import SecretSharing
public import Wire

extension Study {
    /// Reads a study file. Cards are given as text or as paths relative to the file; without a line `mode` the mode is
    /// `active`.
    ///
    /// - Throws: `Problem` "bad-study-file" and others that name file and line and what is wrong.
    public static func load(path: String) throws(Problem) -> Study {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(
                "file-unreadable", "the study file cannot be read", at: path, mend: "check its name and permissions")
        }
        guard data.count <= SettingsFile.sizeLimit, let text = String(data: data, encoding: .utf8) else {
            throw Problem(
                "bad-study-file", "the study file is too large or not UTF-8 text", at: path,
                mend: "save it as UTF-8, below 4 MiB")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        return try read(text, path: path) { (file) throws(Problem) in
            try PartyCard.load(from: URL(fileURLWithPath: file, relativeTo: folder).path)
        }
    }

    /// Reads the text of a study file.
    ///
    /// - Parameters:
    ///   - text: YAML.
    ///   - path: how errors name the file.
    ///   - card: reads a card from a file that the text names.
    public static func read(
        _ text: String, path: String, card: (String) throws(Problem) -> PartyCard
    ) throws(Problem) -> Study {
        let root = try SettingsFile(text: text, path: path, subject: "the study", code: "bad-study-file")
        let parts = try root.parts(keys + Manifest.keys)
        let format = try fileFormat(try root.need("format", in: parts))
        if format < 2 { try checkKeys(of: parts) }
        let (policy, changes) = try policy(try root.need("policy", in: parts), format)
        let data = try root.need("data", in: parts).choice(DataKind.allCases.map { ($0.rawValue, $0) })
        // What protects more needs no word; what protects less must be chosen.
        let mode = try parts["mode"]?.choice(SecurityMode.allCases.map { ($0.rawValue, $0) }) ?? .active
        let nodeParts = try root.need("nodes", in: parts).list()
        var nodes: [NodeEntry] = []
        for part in nodeParts { nodes.append(try node(part, card, format)) }
        var owners: [OwnerEntry] = []
        for part in try root.need("owners", in: parts).list() { owners.append(try owner(part, card)) }
        var analysts: [AnalystEntry] = []
        for part in try root.need("analysts", in: parts).list() {
            let (name, card) = try party(part, try part.parts(["name", "card"]), card)
            analysts.append(AnalystEntry(name: name, card: card))
        }
        let codebook = try codebook(try root.need("codebook", in: parts))
        let name = try root.need("study", in: parts).text()
        let title = try parts["title"]?.text() ?? ""
        let manifest =
            format < 2 ? nil : try Manifest.read(root, parts, nodes: nodeParts, changes: changes, card: card)
        return try root.placing { () throws(Problem) in
            try Study(
                name: name, title: title, data: data, mode: mode, policy: policy, nodes: nodes, owners: owners,
                analysts: analysts, codebook: codebook, manifest: manifest)
        }
    }

    /// The keys of all formats.
    private static let keys = [
        "format", "study", "title", "data", "mode", "policy", "nodes", "owners", "analysts", "codebook",
    ]
    /// What a node's entry may hold; `administrators` belongs to format 2.
    static let nodeKeys = ["name", "card", "peer", "https", "administrators"]

    private static func checkKeys(of parts: [String: SettingsFile]) throws(Problem) {
        for key in Manifest.keys {
            guard let part = parts[key] else { continue }
            throw part.problem(
                "\(key.quotedForPeople) belongs to a study file of format 2, and this is one of format 1",
                mend: "write \"format: 2\", or remove the line")
        }
    }

    /// A policy by its name alone or, in format 2, with numbers of its own: `{name: default, minimumGroup: 10}`.
    private static func policy(
        _ part: SettingsFile, _ format: Int
    ) throws(Problem) -> (policy: Policy, changes: [Manifest.PolicyChange]) {
        var (name, changes) = ("", [Manifest.PolicyChange]())
        if format >= 2, let entries = try? part.entries() {
            for (key, value) in entries {
                if key == "name" {
                    name = try value.text()
                } else {
                    changes.append(.init(name: key, value: try value.text()))
                }
            }
            changes.sort { $0.name < $1.name }
        } else {
            name = try part.text()
        }
        let policy = try part.placing { () throws(Problem) in try Policy.named(name, changing: changes) }
        return (policy, changes)
    }

    private static func fileFormat(_ part: SettingsFile) throws(Problem) -> Int {
        guard let number = Int(try part.text()), number >= 1 else {
            throw part.problem("format should be a number", mend: "write \"format: \(format)\"")
        }
        guard number <= Int(format) else {
            throw part.problem(
                "the study file has format \(number), and this program reads up to format \(format)",
                mend: "update the program", code: "newer-format")
        }
        return number
    }

    static func party(
        _ part: SettingsFile, _ parts: [String: SettingsFile], _ load: (String) throws(Problem) -> PartyCard
    ) throws(Problem) -> (name: String, card: PartyCard) {
        let name = try part.need("name", in: parts).text()
        let cardPart = try part.need("card", in: parts)
        let text = try cardPart.text()
        let card = try cardPart.placing { () throws(Problem) in
            text.hasPrefix("trefoil-card:") ? try PartyCard(text: text) : try load(text)
        }
        return (name, card)
    }

    private static func node(
        _ part: SettingsFile, _ load: (String) throws(Problem) -> PartyCard, _ format: Int
    ) throws(Problem) -> NodeEntry {
        let parts = try part.parts(format < 2 ? nodeKeys.filter { $0 != "administrators" } : nodeKeys)
        let (name, card) = try party(part, parts, load)
        let peer = try parts["peer"].map { (part) throws(Problem) in try address(part) }
        return NodeEntry(name: name, card: card, peer: peer, https: try address(try part.need("https", in: parts)))
    }

    private static func owner(
        _ part: SettingsFile, _ load: (String) throws(Problem) -> PartyCard
    ) throws(Problem) -> OwnerEntry {
        let parts = try part.parts(["name", "card", "tables"])
        let (name, card) = try party(part, parts, load)
        var tables: [String] = []
        for table in try part.need("tables", in: parts).list() { tables.append(try table.text()) }
        return OwnerEntry(name: name, card: card, tables: tables)
    }

    private static func address(_ part: SettingsFile) throws(Problem) -> HostPort {
        let text = try part.text()
        guard let address = HostPort(text) else {
            throw part.problem(
                "\(text.quotedForPeople) is no address", mend: "write host:port, as in \"127.0.0.1:30000\"")
        }
        return address
    }
}
