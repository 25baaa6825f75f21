public import Identity
public import Primitives
import Wire

/// What a study file of format 2 says beside parties, codebook, policy and mode: why the study is, who has which role, what
/// may be asked, and until when.
public struct Manifest: Sendable, Equatable {
    /// A party with a role.
    public struct Member: Sendable, Equatable {
        /// The name, as on the card.
        public let name: String
        /// The keys it is known by.
        public let card: PartyCard

        /// A party.
        public init(name: String, card: PartyCard) {
            self.name = name
            self.card = card
        }
    }

    /// Who decides about requests at one node, beside its operator.
    public struct Approver: Sendable, Equatable {
        /// The party.
        public let member: Member
        /// The node whose decision it is.
        public let node: String

        /// An approver at a node.
        public init(member: Member, node: String) {
            self.member = member
            self.node = node
        }
    }

    /// What an amendment continues.
    public struct Lineage: Sendable, Equatable {
        /// The digest of version 1: what the study is known by in all its versions.
        public let identity: Digest
        /// The digest of the version before.
        public let previous: Digest

        /// The place of an amendment.
        public init(identity: Digest, previous: Digest) {
            self.identity = identity
            self.previous = previous
        }
    }

    /// A number of the policy that is set otherwise than its name says.
    public struct PolicyChange: Sendable, Equatable {
        /// What is set.
        public let name: String
        /// To what, as typed.
        public let value: String

        /// A change.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The number of this version, from 1.
    public let version: Int
    /// What it amends; nil for version 1.
    public let lineage: Lineage?
    /// What the data is processed for.
    public let purpose: String
    /// On what legal basis.
    public let legalBasis: String
    /// The reference of the ethics committee's vote.
    public let ethics: String
    /// The persons who administer each node, in the order of the nodes; nobody administers two.
    public let administrators: [[String]]
    /// The principal investigator.
    public let investigator: Member
    /// Who decides about requests at the nodes, beside the operators.
    public let approvers: [Approver]
    /// Who may read what the nodes have noted.
    public let auditors: [Member]
    /// Plans that are agreed one by one.
    public let agreed: [AgreedPlan]
    /// What may be asked without further agreement; nil for nothing.
    public let exploratory: ExploratoryAnalyses?
    /// Who gets the results, in words.
    public let recipients: [String]
    /// The last day on which the nodes keep shares.
    public let retention: CalendarDate
    /// What happens when a patient withdraws, in words.
    public let withdrawal: String
    /// Numbers of the policy that are set otherwise.
    public let policyChanges: [PolicyChange]

    /// A manifest; `Study` checks it.
    public init(
        version: Int = 1, lineage: Lineage? = nil, purpose: String, legalBasis: String, ethics: String,
        administrators: [[String]], investigator: Member, approvers: [Approver] = [], auditors: [Member] = [],
        agreed: [AgreedPlan] = [], exploratory: ExploratoryAnalyses?, recipients: [String], retention: CalendarDate,
        withdrawal: String, policyChanges: [PolicyChange] = []
    ) {
        self.version = version
        self.lineage = lineage
        self.purpose = purpose
        self.legalBasis = legalBasis
        self.ethics = ethics
        self.administrators = administrators
        self.investigator = investigator
        self.approvers = approvers
        self.auditors = auditors
        self.agreed = agreed
        self.exploratory = exploratory
        self.recipients = recipients
        self.retention = retention
        self.withdrawal = withdrawal
        self.policyChanges = policyChanges
    }
}

extension Study {
    /// The number of this version: 1 unless it is an amendment.
    public var version: Int { manifest?.version ?? 1 }

    /// The digest of version 1, which stays the same through all amendments. Folders and uploads belong to it.
    public var identity: Digest { manifest?.lineage?.identity ?? digest }
}
