public import Primitives

/// A plan that all signers have agreed to, character by character.
public struct AgreedPlan: Sendable, Hashable {
    /// The canonical text of the plan.
    public let text: String

    /// A plan by its canonical text.
    public init(text: String) { self.text = text }

    /// What is compared with the digest of a query's plan.
    public var digest: Digest { Self.digest(of: text) }

    /// The digest of a plan: SHA-256 of its canonical text under a domain of its own.
    public static func digest(of text: String) -> Digest { Digest(of: "trefoil plan 1\n" + text) }
}

/// Some of a study's names, or all of them.
public enum NameSelection: Sendable, Hashable {
    /// Whatever there is.
    case all
    /// These and no others.
    case these([String])

    /// Whether a name is among them.
    public func contains(_ name: String) -> Bool {
        switch self {
        case .all: true
        case .these(let names): names.contains(name)
        }
    }

    /// As a study file writes it.
    public var text: String {
        switch self {
        case .all: "all"
        case .these(let names): names.joined(separator: ", ")
        }
    }
}

/// Analyses that need no agreement one by one: functions, the columns that they may analyse, and those that rows may be
/// selected and grouped by.
public struct ExploratoryAnalyses: Sendable, Hashable {
    /// Functions as plans spell them, such as `mean` and `moments`.
    public let functions: NameSelection
    /// Columns that may be analysed.
    public let columns: NameSelection
    /// Columns that rows may be selected or grouped by.
    public let groupings: NameSelection
    /// How many queries each analyst has; nil where there is no limit.
    public let budget: Int?

    /// Allowed combinations.
    public init(functions: NameSelection, columns: NameSelection, groupings: NameSelection, budget: Int?) {
        self.functions = functions
        self.columns = columns
        self.groupings = groupings
        self.budget = budget
    }

    /// Everything, without a limit.
    public static let everything = ExploratoryAnalyses(functions: .all, columns: .all, groupings: .all, budget: nil)
}
