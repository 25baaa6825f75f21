public import Primitives
public import Study
public import Wire

/// One analysis as a closed, typed expression with a canonical text: what is signed, sent, authorised, run and replayed.
///
/// A plan refers to tables of one study and to nothing else; it holds no variables, loops or functions of the analyst.
/// The same analysis has one text, and so one digest, on every machine and in every run.
public struct Plan: Sendable, Hashable {
    /// What is computed.
    public let analysis: Analysis
    /// The canonical text, as in `mean(load("DS1", "rome_production")$age)`.
    public let canonicalText: String
    /// The tables it reads, in the order of their first mention.
    public let tables: [String]
    /// SHA-256 of the canonical text under a domain of its own.
    public let digest: Digest

    /// The largest canonical text, bytes.
    public static let textLimit = 65_536

    /// The plan of an analysis, checked against the study: its name, tables, columns, types and bounds; and that its text
    /// reads back as the same analysis.
    ///
    /// - Throws: `Problem` that says which part does not fit; "plan-too-large" beyond `textLimit`.
    public init(_ analysis: Analysis, study: Study) throws(Problem) {
        try self.init(checking: analysis, study: study)
        guard try Self.read(canonicalText, study: study) == analysis else {
            throw Problem("bad-plan", "the query has no canonical form", mend: "write it with fewer nested parts")
        }
    }

    init(checking analysis: Analysis, study: Study) throws(Problem) {
        try analysis.check(study: study)
        let text = analysis.canonicalText
        guard text.utf8.count <= Self.textLimit else { throw Self.tooLarge }
        self.analysis = analysis
        canonicalText = text
        tables = analysis.tables
        digest = AgreedPlan.digest(of: text)
    }
}
