import Primitives
public import SecretSharing

/// What one party needs to begin a job with the two others.
public struct SessionConfiguration {
    /// Which party this is.
    public var role: Role
    /// What the computation must withstand; the same at all three parties.
    public var mode: SecurityMode
    /// The way to the two others.
    public var link: any Link
    /// The secret shared with the left neighbour, fresh for this attempt of this job.
    public var leftSecret: [UInt8]
    /// The secret shared with the right neighbour, fresh for this attempt of this job.
    public var rightSecret: [UInt8]
    /// What names the job: the digest of the study and the job's number and attempt; the same at all three parties.
    public var context: [UInt8]
    /// How long a hop takes, where that is known and the same at all three parties; else it is measured.
    public var hopTime: Duration?
    /// Over how many cores this party spreads its local work.
    public var cores = 1

    /// Gathers the parts; see the properties.
    public init(
        role: Role, mode: SecurityMode, link: any Link, leftSecret: [UInt8], rightSecret: [UInt8], context: [UInt8],
        hopTime: Duration? = nil
    ) {
        self.role = role
        self.mode = mode
        self.link = link
        self.leftSecret = leftSecret
        self.rightSecret = rightSecret
        self.context = context
        self.hopTime = hopTime
    }
}

/// One party's side of a job: a value that is narrowed by labels and carries the interactive verbs.
///
/// `session["variance"]["square"].multiply(x, x)` sends its message at the step `variance/square`. All parties run
/// the same program with the same labels. A session belongs to the one thread that runs the job.
public struct Session {
    let state: SessionState
    /// Where in the job this session stands.
    public let step: Step

    /// Begins a job at the root of its steps.
    public init(_ configuration: SessionConfiguration) {
        state = SessionState(configuration)
        step = Step(path: "")
    }

    init(state: SessionState, step: Step) {
        self.state = state
        self.step = step
    }

    /// The session of a part of the computation.
    public subscript(label: String) -> Session { Session(state: state, step: step.narrowed(label)) }

    /// The session of one of several like parts.
    public subscript(index: Int) -> Session { self[String(index)] }

    /// Which party this is.
    public var role: Role { state.role }
    /// What the computation withstands.
    public var mode: SecurityMode { state.mode }
    /// The cost so far, of the whole job.
    public var metrics: Metrics { state.metrics }
    /// How many recorded steps no verification has covered yet; 0 in passive mode. A job that ends with any has released
    /// nothing of them.
    public var unverified: Int { state.ledger.count }
}

/// What all narrowed sessions of a job have in common.
final class SessionState {
    let role: Role
    let mode: SecurityMode
    let link: any Link
    let randomness: SharedRandomness
    let context: [UInt8]
    let workers: Workers
    var ledger = Ledger()
    let views: Views
    var metrics = Metrics()
    /// How long a hop takes, once the parties have agreed on it.
    var hopTime: Duration?
    /// The size at which the ledger is verified at once; smaller in tests.
    var ledgerBound = Ledger.bound
    /// The error of a verification that failed; nothing is computed after it.
    var failure: MPCError?
    private var used: Set<KeyStreamSource.Place> = []
    private var verifications = 0

    init(_ configuration: SessionConfiguration) {
        role = configuration.role
        mode = configuration.mode
        link = configuration.link
        context = configuration.context
        hopTime = configuration.hopTime
        workers = Workers(count: configuration.cores)
        randomness = SharedRandomness(
            leftSecret: configuration.leftSecret, rightSecret: configuration.rightSecret,
            context: configuration.context)
        views = Views(context: configuration.context)
    }

    /// Marks a step as used, which may happen once.
    func use(_ step: Step) throws(MPCError) {
        if let failure { throw failure }
        guard used.insert(step.place).inserted else { throw .stepReused(step.path) }
        metrics.steps += 1
    }

    /// The session of the next verification; its steps are none that a program can name.
    func nextVerification() -> Session {
        defer { verifications += 1 }
        return Session(state: self, step: Step(path: "/verification \(verifications)"))
    }
}
