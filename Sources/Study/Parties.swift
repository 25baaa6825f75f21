public import Identity
public import Wire

/// A compute node of a study.
public struct NodeEntry: Sendable, Equatable {
    /// The name, as on the card.
    public let name: String
    /// The keys and the certificate it is known by.
    public let card: PartyCard
    /// Where the other nodes reach it; nil where it only dials.
    public let peer: HostPort?
    /// Where owners and analysts reach it.
    public let https: HostPort

    /// A node.
    public init(name: String, card: PartyCard, peer: HostPort?, https: HostPort) {
        self.name = name
        self.card = card
        self.peer = peer
        self.https = https
    }
}

/// A data owner and the tables that it alone may upload.
public struct OwnerEntry: Sendable, Equatable {
    /// The name, as on the card.
    public let name: String
    /// The keys it signs uploads with.
    public let card: PartyCard
    /// The names of its tables.
    public let tables: [String]

    /// An owner.
    public init(name: String, card: PartyCard, tables: [String]) {
        self.name = name
        self.card = card
        self.tables = tables
    }
}

/// An analyst.
public struct AnalystEntry: Sendable, Equatable {
    /// The name, as on the card.
    public let name: String
    /// The keys it signs queries with.
    public let card: PartyCard

    /// An analyst.
    public init(name: String, card: PartyCard) {
        self.name = name
        self.card = card
    }
}
