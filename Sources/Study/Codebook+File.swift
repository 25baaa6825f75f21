public import Wire

extension Codebook {
    /// Reads a text that holds the `codebook:` part of a study file and nothing else, as `trefoil study infer` writes it.
    ///
    /// - Parameters:
    ///   - text: YAML.
    ///   - path: how errors name the file.
    public static func read(_ text: String, path: String) throws(Problem) -> Codebook {
        let root = try SettingsFile(text: text, path: path, subject: "the codebook", code: "bad-study-file")
        let parts = try root.parts(["codebook"])
        return try Study.codebook(try root.need("codebook", in: parts))
    }
}
