public import Primitives
public import SecretSharing
public import Wire

/// What the three nodes must agree on before a job: the first message of each on its connections to the others.
public struct JobHello: WireMessage, Equatable {
    /// One table as the job uses it.
    public struct TableVersion: Sendable, Equatable {
        /// The table's name.
        public let table: String
        /// The batch in hexadecimal digits.
        public let batch: String

        /// A table and its batch.
        public init(table: String, batch: String) {
            self.table = table
            self.batch = batch
        }
    }

    /// The name on the wire.
    public static var tag: String { "trefoil.job-hello" }
    /// The format number.
    public static var format: UInt16 { 1 }
    /// The version of the messages between nodes that this program speaks.
    public static let currentWireVersion: UInt32 = 2

    /// The version of the messages between nodes.
    public var wireVersion: UInt32
    /// The digest of the study.
    public var studyDigest: Digest
    /// The digest of the plan.
    public var planDigest: Digest
    /// The tables, in the order of the plan.
    public var tableVersions: [TableVersion]
    /// The security mode.
    public var mode: SecurityMode
    /// The digest of the policy.
    public var policyDigest: Digest
    /// The job, the same at all nodes and different from all others.
    public var job: Digest
    /// The number of the attempt.
    public var attempt: UInt32
    /// Who sends this.
    public var role: Role
    /// 32 random bytes; a lease draws its own, so that none is ever used twice.
    public var nonce: [UInt8]

    /// What a node says of a job.
    public init(
        wireVersion: UInt32 = currentWireVersion, studyDigest: Digest, planDigest: Digest,
        tableVersions: [TableVersion], mode: SecurityMode, policyDigest: Digest, job: Digest, attempt: UInt32,
        role: Role, nonce: [UInt8] = SecureRandom.bytes(32)
    ) {
        self.wireVersion = wireVersion
        self.studyDigest = studyDigest
        self.planDigest = planDigest
        self.tableVersions = tableVersions
        self.mode = mode
        self.policyDigest = policyDigest
        self.job = job
        self.attempt = attempt
        self.role = role
        self.nonce = nonce
    }

    /// The largest form, in bytes.
    static let limit = 1 << 18

    /// Writes all fields.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(wireVersion)
        encoder.append(studyDigest)
        encoder.append(planDigest)
        encoder.append(list: tableVersions) {
            $0.append($1.table)
            $0.append($1.batch)
        }
        encoder.append(mode.rawValue)
        encoder.append(policyDigest)
        encoder.append(job)
        encoder.append(attempt)
        encoder.append(role.rawValue)
        encoder.append(raw: nonce)
    }

    /// Reads all fields.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        wireVersion = try decoder.uint32()
        studyDigest = try decoder.digest()
        planDigest = try decoder.digest()
        tableVersions = try decoder.list(limit: 1000) { (d) throws(Problem) in
            TableVersion(table: try d.string(limit: 128), batch: try d.string(limit: 128))
        }
        guard let mode = SecurityMode(rawValue: try decoder.string(limit: 16)) else { throw decoder.malformed("mode") }
        self.mode = mode
        policyDigest = try decoder.digest()
        job = try decoder.digest()
        attempt = try decoder.uint32()
        guard let role = Role(rawValue: try decoder.uint8()) else { throw decoder.malformed("role") }
        self.role = role
        nonce = try decoder.raw(32)
    }
}
