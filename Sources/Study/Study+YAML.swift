import Identity
import SecretSharing
import Wire

extension Study {
    /// The study as the text of a study file, cards inline. Reading it gives the same study.
    public var yaml: String {
        var lines = ["format: \(writtenFormat)", "study: \(yamlQuoted(name))", "title: \(yamlQuoted(title))"]
        lines += manifest?.headLines ?? []
        lines += ["data: \(data.rawValue)", "mode: \(mode.rawValue)"]
        lines += ["policy: \(manifest?.yamlPolicy(policy.name) ?? policy.name)", "nodes:"]
        for (index, node) in nodes.enumerated() {
            lines += ["  - name: \(yamlQuoted(node.name))", "    card: \(yamlQuoted(node.card.text))"]
            if let peer = node.peer { lines.append("    peer: \(yamlQuoted(peer.description))") }
            lines.append("    https: \(yamlQuoted(node.https.description))")
            if let manifest {
                let names = manifest.administrators[index].map(yamlQuoted).joined(separator: ", ")
                lines.append("    administrators: [\(names)]")
            }
        }
        lines.append(owners.isEmpty ? "owners: []" : "owners:")
        for owner in owners {
            lines += ["  - name: \(yamlQuoted(owner.name))", "    card: \(yamlQuoted(owner.card.text))"]
            lines.append("    tables: [\(owner.tables.map(yamlQuoted).joined(separator: ", "))]")
        }
        lines.append(analysts.isEmpty ? "analysts: []" : "analysts:")
        for analyst in analysts {
            lines += ["  - name: \(yamlQuoted(analyst.name))", "    card: \(yamlQuoted(analyst.card.text))"]
        }
        lines += manifest?.tailLines ?? []
        return (lines + [codebook.yaml]).joined(separator: "\n")
    }
}

extension Codebook {
    /// The codebook as the `codebook:` part of a study file, ended by a line end.
    public var yaml: String {
        "codebook:\n" + columns.map { "  \($0.yaml)\n" }.joined()
    }
}

extension Column {
    /// The column as a line of the `codebook:` part of a study file, without indentation and line end.
    public var yaml: String { "\(yamlQuoted(name)): {\(yamlParts.joined(separator: ", "))}" }

    private var yamlParts: [String] {
        var parts: [String]
        switch kind {
        case .factor(let levels):
            parts = ["type: factor", "levels: [\(levels.map(yamlQuoted).joined(separator: ", "))]"]
        case .number(let scale):
            parts = ["type: number", "decimals: \(scale.decimals)"]
            parts += ["minimum: \(scale.text(scale.minimum))", "maximum: \(scale.text(scale.maximum))"]
        }
        if missing { parts.append("missing: true") }
        if let unit { parts.append("unit: \(yamlQuoted(unit))") }
        if let label { parts.append("label: \(yamlQuoted(label))") }
        return parts
    }
}

/// A YAML text in double quotes, so that nothing is taken for a number or a truth value.
func yamlQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
            let code = String(scalar.value, radix: 16)
            result += "\\x" + String(repeating: "0", count: 2 - code.count) + code
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
