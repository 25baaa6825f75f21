import Foundation
public import Identity
import Primitives
public import Wire

/// The file of signatures beside a study file: a line each, so that files of several parties can be joined as they are.
extension StudySignatures {
    private static var prefix: String { "trefoil-signature:1:" }

    /// The file that belongs to a study file: `study.signatures` beside `study.yaml`.
    public static func path(beside studyFile: String) -> String {
        URL(fileURLWithPath: studyFile).deletingPathExtension().appendingPathExtension("signatures").path
    }

    /// A line: who signed what for people, and the signature.
    public static func line(of signed: SignedMessage) -> String {
        let consent = try? StudyConsent(wireBytes: signed.payload)
        let subject = consent.map { "\($0.study) version \($0.version) \($0.digest.hex.prefix(12))" } ?? "?"
        return "\(signed.signer) \(subject) \(prefix)\(Base64URL.encode(signed.wireBytes))"
    }

    /// The text of a file.
    public var text: String { consents.map { Self.line(of: $0) + "\n" }.joined() }

    /// Reads the text of a file; empty lines and those that begin with `#` are nothing.
    ///
    /// - Throws: `Problem` "bad-signatures" with the line.
    public init(text: String, path: String) throws(Problem) {
        self.init()
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard let word = line.split(whereSeparator: \.isWhitespace).last, !line.hasPrefix("#") else { continue }
            let place = "\(path):\(index + 1)"
            if word.hasPrefix("trefoil-signature:"), !word.hasPrefix(Self.prefix) {
                throw Problem(
                    "newer-format", "the signature is written in a newer format; this program reads format 1",
                    at: place,
                    mend: "update this program to the version that wrote it, or a later one")
            }
            guard word.hasPrefix(Self.prefix), let bytes = Base64URL.decode(String(word.dropFirst(Self.prefix.count))),
                let signed = try? SignedMessage(wireBytes: bytes), (try? StudyConsent(wireBytes: signed.payload)) != nil
            else {
                throw Problem(
                    "bad-signatures", "the line is no signature, or not a whole one", at: place,
                    mend: "copy the line from its beginning to its end")
            }
            guard consents.count < Self.limit else {
                throw Problem(
                    "bad-signatures", "the file holds too many signatures", at: place, mend: "remove old ones")
            }
            add([signed])
        }
    }

    /// Reads the file beside a study file; none is the same as an empty one.
    public static func load(beside studyFile: String) throws(Problem) -> StudySignatures {
        let path = path(beside: studyFile)
        guard FileManager.default.fileExists(atPath: path) else { return StudySignatures() }
        let bytes = try SmallFile.read(path, limit: 64 << 20).bytes
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem("bad-signatures", "the file is not UTF-8 text", at: path, mend: "save it as UTF-8")
        }
        return try StudySignatures(text: text, path: path)
    }

    /// Adds signatures to the file beside a study file; lines that are there stay.
    ///
    /// - Returns: the path of the file.
    @discardableResult
    public static func add(_ signed: [SignedMessage], beside studyFile: String) throws(Problem) -> String {
        let path = path(beside: studyFile)
        var all = try load(beside: studyFile)
        all.add(signed)
        try SmallFile.write(Array(all.text.utf8), to: path, mode: 0o644, replacing: true)
        return path
    }
}
