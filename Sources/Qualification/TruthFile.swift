import Foundation
public import Wire

/// Answers of R that the program's own are compared with: data sets, cases, and how near the numbers must be.
public struct TruthFile: Sendable {
    /// A data set: its site files and the columns that are derived from them.
    public struct DataSet: Sendable {
        /// Its name.
        public let name: String
        /// Its files, one a site, as the truth file names them.
        public let files: [String]
        /// Columns that each owner adds, with the text of their rules, in order.
        public let derived: [(name: String, rule: String)]
    }

    /// A question and R's answer.
    public struct Case: Sendable {
        /// Its name.
        public let id: String
        /// The data set that it asks about.
        public let dataSet: String
        /// What it belongs to, such as `survival`.
        public let category: String
        /// Which analysis it is, such as `km`.
        public let operation: String
        /// The analysis's arguments.
        public let arguments: JSONValue
        /// R's expression.
        public let call: String
        /// R's answer.
        public let expected: JSONValue
    }

    /// The data sets in the order of the file.
    public let dataSets: [DataSet]
    /// The cases in the order of the file.
    public let cases: [Case]
    /// How near numbers must be.
    public let tolerance: Tolerance

    /// Reads the bytes of a truth file; `path` names it in errors.
    ///
    /// - Throws: `Problem` "bad-json", "bad-truth-file".
    public init(_ bytes: [UInt8], path: String) throws(Problem) {
        let root = try JSONValue(parsing: bytes, path: path)
        guard case .object(let sets)? = root["datasets"], let list = root["cases"]?.elements else {
            throw Problem(
                "bad-truth-file", "the file has no data sets or no cases", at: path,
                mend: "name a truth file: an object with meta, datasets and cases", kind: .usage)
        }
        dataSets = sets.map { set in
            var derived: [(String, String)] = []
            if case .object(let rules)? = set.value["derived"] {
                derived = rules.compactMap { rule in rule.value.string.map { (rule.name, $0) } }
            }
            return DataSet(
                name: set.name, files: Self.texts(set.value["files"]), derived: derived)
        }
        var cases: [Case] = []
        for (index, value) in list.enumerated() {
            guard let id = value["id"]?.string, let operation = value["op"]?.string, let call = value["call"]?.string,
                let expected = value["expected"]
            else {
                throw Problem(
                    "bad-truth-file", "case \(index + 1) lacks id, op, call or expected", at: path,
                    mend: "complete it", kind: .usage)
            }
            cases.append(
                Case(
                    id: id, dataSet: value["dataset"]?.string ?? "none", category: value["category"]?.string ?? "",
                    operation: operation, arguments: value["args"] ?? .null, call: call, expected: expected))
        }
        self.cases = cases
        tolerance = Tolerance(words: root["meta"]?["tolerance"]?["default"]?.string ?? "")
    }

    /// Texts; a single one stands for a list of one.
    private static func texts(_ value: JSONValue?) -> [String] {
        value?.elements?.compactMap(\.string) ?? value?.string.map { [$0] } ?? []
    }

    /// The data set of this name.
    public func dataSet(_ name: String) -> DataSet? { dataSets.first { $0.name == name } }
}
