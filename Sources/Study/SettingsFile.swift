import Foundation
public import Wire
import Yams

/// A place in a study file or another file of settings: the node of the YAML tree with its file and line, read as text and nothing else.
///
/// `no`, `1` and `0.10` stay what was typed, since only the text of a scalar is looked at. Unknown keys, keys given twice
/// and values of another shape are errors with file and line.
public struct SettingsFile {
    let node: Yams.Node
    let path: String
    /// What this is, for errors: "codebook: age".
    public let subject: String
    /// The code of errors: "bad-study-file".
    let code: String

    /// The largest file, bytes.
    public static let sizeLimit = 4 << 20

    init(node: Yams.Node, path: String, subject: String, code: String) {
        self.node = node
        self.path = path
        self.subject = subject
        self.code = code
    }

    /// The root of a YAML text.
    ///
    /// - Parameters:
    ///   - path: how errors name the file.
    ///   - subject: what the text describes, as in "the study".
    ///   - code: the code of errors.
    public init(text: String, path: String, subject: String, code: String) throws(Problem) {
        let root: Yams.Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw Self.problem(of: error, path: path, code: code)
        }
        guard let root else { throw Problem(code, "the file is empty", at: path, mend: "describe \(subject) in it") }
        self.init(node: root, path: path, subject: subject, code: code)
    }

    private static func problem(of error: any Error, path: String, code: String) -> Problem {
        switch error as? YamlError {
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map(\.quotedForPeople)
            return Problem(
                code, "a key is given twice: \(names.joined(separator: ", "))", at: "\(path):\(context.mark.line)",
                mend: "remove one of them")
        case .parser(_, let problem, let mark, _), .scanner(_, let problem, let mark, _):
            return Problem(
                code, "the file is not proper YAML: \(problem)", at: "\(path):\(mark.line)",
                mend: "check indentation, quotes and brackets there")
        default:
            return Problem(
                code, "the file is not proper YAML", at: path, mend: "check indentation, quotes and brackets")
        }
    }

    /// The error that something here is not as it should be.
    public func problem(_ what: String, mend: String, code: String? = nil) -> Problem {
        Problem(code ?? self.code, what, at: node.mark.map { "\(path):\($0.line)" } ?? path, mend: mend)
    }

    /// The text of this scalar, exactly as typed.
    public func text() throws(Problem) -> String {
        guard let scalar = node.scalar else { throw problem("\(subject) should be a text", mend: "write one value") }
        return scalar.string
    }

    /// The elements of this list.
    public func list() throws(Problem) -> [SettingsFile] {
        guard let sequence = node.sequence else {
            throw problem("\(subject) should be a list", mend: "write it as [a, b] or as lines that begin with -")
        }
        return sequence.enumerated().map {
            SettingsFile(node: $0.element, path: path, subject: "\(subject), number \($0.offset + 1)", code: code)
        }
    }

    /// Names and values of this mapping, in the order of the file.
    public func entries() throws(Problem) -> [(name: String, value: SettingsFile)] {
        guard let mapping = node.mapping else {
            throw problem("\(subject) should have named parts", mend: "write it as lines of \"name: value\"")
        }
        var result: [(String, SettingsFile)] = []
        for (key, value) in mapping {
            let name = try SettingsFile(node: key, path: path, subject: "a name in \(subject)", code: code).text()
            result.append((name, SettingsFile(node: value, path: path, subject: "\(subject): \(name)", code: code)))
        }
        return result
    }

    /// The parts of this mapping by name; any other name is an error.
    public func parts(_ known: [String]) throws(Problem) -> [String: SettingsFile] {
        var result: [String: SettingsFile] = [:]
        for (name, value) in try entries() {
            guard known.contains(name) else {
                throw value.problem(
                    "\(subject) has no part \(name.quotedForPeople)", mend: "there is: \(known.joined(separator: ", "))"
                )
            }
            result[name] = value
        }
        return result
    }

    /// A part that must be there.
    public func need(_ name: String, in parts: [String: SettingsFile]) throws(Problem) -> SettingsFile {
        guard let part = parts[name] else {
            throw problem("\(subject) lacks \(name.quotedForPeople)", mend: "add a line \"\(name): ...\"")
        }
        return part
    }

    /// One of a few words.
    public func choice<Value>(_ values: [(String, Value)]) throws(Problem) -> Value {
        let text = try text()
        guard let value = values.first(where: { $0.0 == text }) else {
            throw problem(
                "\(subject) cannot be \(text.quotedForPeople)",
                mend: "write one of: \(values.map(\.0).joined(separator: ", "))")
        }
        return value.1
    }

    /// Gives a problem of what is read here its file and line.
    public func placing<Value>(_ body: () throws(Problem) -> Value) throws(Problem) -> Value {
        do {
            return try body()
        } catch {
            var placed = error
            if placed.place == nil { placed.place = node.mark.map { "\(path):\($0.line)" } ?? path }
            throw placed
        }
    }
}
