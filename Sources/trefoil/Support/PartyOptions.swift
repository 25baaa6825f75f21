import ArgumentParser
import Client
import Foundation
import Identity
import Study
import Wire

/// Who acts, and in which study: the options that owners and analysts share.
struct PartyOptions: ParsableArguments {
    @Option(
        name: .customLong("keys"),
        help: "Your key file. Default: the one that fits the study in ~/.config/trefoil/keys.")
    var keyFile: String?

    @Option(help: "A file that holds the passphrase of the key file. Default: asked for on the terminal.")
    var passphraseFile: String?

    /// The study of a file or of a known name.
    static func study(_ argument: String?) throws(Problem) -> Study {
        try Study.load(path: try path(of: argument))
    }

    private static func path(of argument: String?) throws(Problem) -> String {
        if let argument {
            let known = Places.studies.appendingPathComponent(argument + ".yaml").path
            let isKnown = !argument.contains("/") && FileManager.default.fileExists(atPath: known)
            return !FileManager.default.fileExists(atPath: argument) && isKnown ? known : argument
        }
        if FileManager.default.fileExists(atPath: "study.yaml") { return "study.yaml" }
        let known = Places.files(in: Places.studies, ending: "yaml")
        if known.count == 1 { return known[0].path }
        throw Problem(
            "no-study", known.isEmpty ? "no study file was named" : "there are several studies",
            mend: known.isEmpty
                ? "name the study file, as in: trefoil console study.yaml"
                : "name one of: \(known.map { $0.deletingPathExtension().lastPathComponent }.joined(separator: ", "))",
            kind: .usage)
    }

    /// The keys of one of the given parties: from the file that was named, or from the folder of keys.
    func keys(among names: [String], as role: String) throws(Problem) -> PartyKeys {
        var file = keyFile
        if file == nil { file = try defaultKeyFile(among: names, as: role) }
        guard let file else { throw Problem("no-keys", "no key file was named", kind: .usage) }
        let keys = try PartyKeys.load(from: file) { () throws(Problem) in
            try Passphrase(file: passphraseFile).existing(of: file)
        }
        guard names.contains(keys.name) else {
            throw Problem(
                "not-a-party", "\(keys.name) is no \(role) of this study", at: file,
                mend: names.isEmpty
                    ? "enter a card in the study file" : "use the key file of \(names.joined(separator: " or "))",
                kind: .refused)
        }
        return keys
    }

    private func defaultKeyFile(among names: [String], as role: String) throws(Problem) -> String {
        let files = Places.files(in: Places.keys, ending: "keys")
        let fitting = files.filter { names.contains($0.deletingPathExtension().lastPathComponent) }
        guard fitting.count == 1 else {
            throw Problem(
                "no-keys",
                fitting.isEmpty ? "there is no key file of \(article(role)) of this study" : "several key files fit",
                at: Places.keys.path, mend: "name the key file: --keys FILE", kind: .usage)
        }
        return fitting[0].path
    }

    private func article(_ noun: String) -> String {
        "aeiou".contains(noun.first ?? " ") ? "an \(noun)" : "a \(noun)"
    }
}
