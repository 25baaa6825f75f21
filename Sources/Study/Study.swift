import Identity
public import SecretSharing
public import Wire

/// A study as its three nodes, its data owners and its analysts have agreed it: parties, codebook, policy and mode.
///
/// Two studies are the same study where their `digest`s are equal: the digest of the canonical encoding, which does not
/// depend on how the study file is written or where it lies.
public struct Study: Sendable, Equatable {
    /// What kind of data the study holds.
    public enum DataKind: String, Sendable, CaseIterable {
        /// Made up.
        case synthetic
        /// Published for anyone.
        case `public`
        /// Of patients.
        case personal
    }

    /// The short name that `load` takes ("DS1").
    public let name: String
    /// The title, for people.
    public let title: String
    /// What kind of data it holds.
    public let data: DataKind
    /// The security mode that its jobs run in.
    public let mode: SecurityMode
    /// What may be released.
    public let policy: Policy
    /// The three nodes in the order of their roles: first, second, third.
    public let nodes: [NodeEntry]
    /// The data owners and the tables each may upload.
    public let owners: [OwnerEntry]
    /// Who may ask.
    public let analysts: [AnalystEntry]
    /// The columns of every table.
    public let codebook: Codebook
    /// What a study file of format 2 says beside these; nil for one of format 1.
    public let manifest: Manifest?

    /// A study.
    ///
    /// - Throws: `Problem` "bad-study" where parties, tables or policy do not fit together, in words.
    public init(
        name: String, title: String, data: DataKind, mode: SecurityMode, policy: Policy, nodes: [NodeEntry],
        owners: [OwnerEntry], analysts: [AnalystEntry], codebook: Codebook,
        manifest: Manifest? = nil
    ) throws(Problem) {
        self.name = name
        self.title = title
        self.data = data
        self.mode = mode
        self.policy = policy
        self.nodes = nodes
        self.owners = owners
        self.analysts = analysts
        self.codebook = codebook
        self.manifest = manifest
        try check()
    }

    /// The role of the node of this name, or nil where it is no node of the study.
    public func role(ofNode name: String) -> Role? {
        nodes.firstIndex { $0.name == name }.flatMap { Role(rawValue: UInt8($0)) }
    }

    /// The node in this role.
    public func node(_ role: Role) -> NodeEntry { nodes[Int(role.rawValue)] }

    /// The owner who may upload this table, or nil where the study has no such table.
    public func owner(ofTable table: String) -> OwnerEntry? {
        owners.first { $0.tables.contains(table) }
    }

    /// The owner of this name, or nil.
    public func owner(named name: String) -> OwnerEntry? { owners.first { $0.name == name } }

    /// The analyst of this name, or nil.
    public func analyst(named name: String) -> AnalystEntry? { analysts.first { $0.name == name } }

    /// How many queries each analyst may ask; nil where there is no limit.
    public var queriesPerAnalyst: Int? { manifest?.exploratory?.budget }

    /// All tables, in the order of owners.
    public var tables: [String] { owners.flatMap(\.tables) }
}
