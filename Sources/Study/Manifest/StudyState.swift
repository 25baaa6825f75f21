/// How far a study has come at a node.
public enum StudyState: String, Sendable, CaseIterable {
    /// Written, and not signed by all.
    case draft
    /// Signed by all, and not in force yet.
    case signed
    /// In force: tables are taken, questions answered.
    case active
    /// Halted: no question is answered.
    case frozen
    /// Over: neither tables nor questions are taken.
    case closed
    /// Over, and all shares are deleted.
    case erased
}
