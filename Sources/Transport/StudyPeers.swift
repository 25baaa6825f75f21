public import Primitives
public import SecretSharing
public import Wire

/// The three nodes of a study, as the transport knows them.
public struct StudyPeers: Sendable {
    /// One node.
    public struct Party: Sendable, Hashable {
        /// Its name in the study.
        public let name: String
        /// SHA-256 of its certificate.
        public let certificatePin: Digest
        /// Where others reach it; nil if it only dials.
        public let address: HostPort?

        /// A node.
        public init(name: String, certificatePin: Digest, address: HostPort?) {
            self.name = name
            self.certificatePin = certificatePin
            self.address = address
        }
    }

    /// The digest of the study.
    public let studyDigest: Digest
    /// The short name of the study, for messages.
    public let studyName: String
    /// Which of the three this node is.
    public let ownRole: Role
    /// The security mode of the study, for messages.
    public let mode: SecurityMode?
    private let first: Party
    private let second: Party
    private let third: Party

    /// The nodes of a study, in the order of the roles; nil unless there are three.
    public init?(
        studyDigest: Digest, studyName: String, ownRole: Role, mode: SecurityMode? = nil, parties: [Party]
    ) {
        guard parties.count == 3 else { return nil }
        self.studyDigest = studyDigest
        self.studyName = studyName
        self.ownRole = ownRole
        self.mode = mode
        (first, second, third) = (parties[0], parties[1], parties[2])
    }

    /// The three nodes, in the order of the roles.
    public var parties: [Party] { [first, second, third] }

    /// The node with a role.
    public subscript(role: Role) -> Party {
        switch role {
        case .first: first
        case .second: second
        case .third: third
        }
    }

    /// The two other nodes.
    public var others: [Role] { [ownRole.left, ownRole.right] }

    /// Whether this node dials the other: the one without an address dials; of two with addresses, the lower role.
    public func dials(_ role: Role) -> Bool {
        guard self[role].address != nil else { return false }
        return self[ownRole].address == nil || ownRole < role
    }

    /// The other node that shows this certificate.
    func role(withPin pin: Digest) -> Role? {
        others.first { self[$0].certificatePin == pin }
    }
}
