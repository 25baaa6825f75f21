public import Primitives
public import SecretSharing
public import Study
public import Wire

/// What one node hands to the analyst when a job is done: its two components of each released value.
///
/// One part tells nothing; three parts, checked against each other, are the result. A node signs its part.
public struct ResultPart: WireMessage {
    /// The name under which it is encoded.
    public static let tag = "trefoil.result-part"
    /// The format written.
    public static let format: UInt16 = 2

    /// The job: the digest of the signed query.
    public let job: Digest
    /// The study.
    public let studyDigest: Digest
    /// The plan that ran.
    public let planDigest: Digest
    /// The versions of the tables that it ran on.
    public let tables: [TableReference]
    /// The mode that it ran in.
    public let mode: SecurityMode
    /// The policy that let the values out.
    public let policy: String
    /// The node's role.
    public let role: Role
    /// Numbers that the nodes learned too, such as the number of values of a quantile.
    public let publicNumbers: [Int64]
    /// How many values are cells that may be suppressed one by one; their marks stand behind the values.
    public let cells: Int
    /// The rules that were looked at inside the computation; a number for each stands last.
    public let rules: [DisclosureRule]
    /// Component i of each released value, as canonical field elements.
    public let own: [UInt64]
    /// Component i+1.
    public let next: [UInt64]
    /// What the job cost this node.
    public let cost: Cost
    /// The rules and the program it was computed with; nil in a part of format 1, which does not say.
    public let origin: Origin?

    /// What a part was computed with.
    public struct Origin: Sendable, Equatable {
        /// The digest of all that the policy says.
        public let policy: Digest
        /// SHA-256 of the node's executable.
        public let software: Digest
        /// When the node was done, seconds since 1970 UTC by its clock.
        public let instant: UInt64

        /// An origin.
        public init(policy: Digest, software: Digest, instant: UInt64) {
            self.policy = policy
            self.software = software
            self.instant = instant
        }
    }

    /// Rounds, bytes and time of a job at one node.
    public struct Cost: Sendable, Equatable {
        /// Messages that had to be waited for, one after the other.
        public let rounds: Int
        /// Bytes sent to both neighbours.
        public let bytesSent: Int
        /// From the start of the job to its end, microseconds.
        public let microseconds: Int

        /// A cost.
        public init(rounds: Int, bytesSent: Int, microseconds: Int) {
            self.rounds = rounds
            self.bytesSent = bytesSent
            self.microseconds = microseconds
        }
    }

    /// The most values a result may have.
    public static let valueLimit = 1 << 20

    /// A part of a result.
    public init(
        job: Digest, studyDigest: Digest, planDigest: Digest, tables: [TableReference], mode: SecurityMode,
        policy: String, role: Role, publicNumbers: [Int64], cells: Int, rules: [DisclosureRule], own: [UInt64],
        next: [UInt64], cost: Cost, origin: Origin?
    ) {
        self.job = job
        self.studyDigest = studyDigest
        self.planDigest = planDigest
        self.tables = tables
        self.mode = mode
        self.policy = policy
        self.role = role
        self.publicNumbers = publicNumbers
        self.cells = cells
        self.rules = rules
        self.own = own
        self.next = next
        self.cost = cost
        self.origin = origin
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(job)
        encoder.append(studyDigest)
        encoder.append(planDigest)
        encoder.append(tables)
        encoder.append(mode.rawValue)
        encoder.append(policy)
        encoder.append(role.rawValue)
        encoder.append(list: publicNumbers) { $0.append($1) }
        encoder.append(list: own) { $0.append($1) }
        encoder.append(list: next) { $0.append($1) }
        encoder.append(UInt64(cost.rounds))
        encoder.append(UInt64(cost.bytesSent))
        encoder.append(UInt64(cost.microseconds))
        encoder.append(UInt64(cells))
        encoder.append(list: rules) { $0.append($1.rawValue) }
        encoder.append(optional: origin) { encoder, origin in
            encoder.append(origin.policy)
            encoder.append(origin.software)
            encoder.append(origin.instant)
        }
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        job = try decoder.digest()
        studyDigest = try decoder.digest()
        planDigest = try decoder.digest()
        tables = try decoder.tableReferences()
        guard let mode = SecurityMode(rawValue: try decoder.string(limit: 16)) else {
            throw Problem("malformed-message", "a result names an unknown security mode")
        }
        self.mode = mode
        policy = try decoder.string(limit: 64)
        guard let role = Role(rawValue: try decoder.uint8()) else {
            throw Problem("malformed-message", "a result names an unknown role")
        }
        self.role = role
        publicNumbers = try decoder.list(limit: Self.valueLimit) { (list) throws(Problem) in try list.int64() }
        own = try decoder.list(limit: Self.valueLimit) { (list) throws(Problem) in try list.uint64() }
        next = try decoder.list(limit: Self.valueLimit) { (list) throws(Problem) in try list.uint64() }
        guard own.count == next.count else { throw decoder.malformed("component length") }
        cost = Cost(
            rounds: Int(clamping: try decoder.uint64()), bytesSent: Int(clamping: try decoder.uint64()),
            microseconds: Int(clamping: try decoder.uint64()))
        guard decoder.format >= 2 else {
            (cells, rules, origin) = (0, [], nil)
            return
        }
        cells = Int(clamping: try decoder.uint64())
        rules = try decoder.list(limit: DisclosureRule.allCases.count) { (list) throws(Problem) in
            guard let rule = DisclosureRule(rawValue: try list.string(limit: 64)) else {
                throw Problem("malformed-message", "a result names an unknown rule")
            }
            return rule
        }
        guard cells <= own.count, 2 * cells + rules.count <= own.count else {
            throw decoder.malformed("number of cells")
        }
        origin = try decoder.optional { (d) throws(Problem) in
            Origin(policy: try d.digest(), software: try d.digest(), instant: try d.uint64())
        }
    }
}
