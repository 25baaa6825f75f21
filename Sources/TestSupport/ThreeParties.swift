import Foundation
public import MPC
public import SecretSharing

/// Runs one program at three parties, each on a thread of its own. For tests only.
public struct ThreeParties {
    /// What the sessions withstand.
    public var mode: SecurityMode
    /// The links, in the order of the roles.
    public var links: [any Link]
    /// What is done with a party's link when its program has ended, so that nobody waits for it.
    public var whenEnded: @Sendable (any Link) -> Void
    /// Makes the secrets of the pairs, the same in every run.
    public var seed: UInt64
    /// Over how many cores each party spreads its work.
    public var cores = 1

    /// Parties over links of any kind.
    public init(
        mode: SecurityMode = .passive, seed: UInt64 = 1, links: [any Link],
        whenEnded: @escaping @Sendable (any Link) -> Void
    ) {
        self.mode = mode
        self.seed = seed
        self.links = links
        self.whenEnded = whenEnded
    }

    /// Parties in memory, with room for a wrapper round each link.
    public init(
        mode: SecurityMode = .passive, seed: UInt64 = 1, wrapping wrap: (Role, any Link) -> any Link = { $1 }
    ) {
        let ring = MemoryLink.ring()
        self.init(mode: mode, seed: seed, links: zip(Role.allCases, ring).map { wrap($0, $1) }) { link in
            (((link as? any WrappingLink)?.inner ?? link) as? MemoryLink)?.close()
        }
    }

    /// What became of the program at each party.
    public func outcomes<Value: Sendable>(
        _ program: @escaping @Sendable (Session) throws -> Value
    ) -> Parts<Result<Value, any Error>> {
        let results = Collected<Result<Value, any Error>>()
        let done = DispatchGroup()
        for (role, link) in zip(Role.allCases, links) {
            nonisolated(unsafe) let link = link
            let (mode, secrets, cores, whenEnded) = (mode, pairSecrets, cores, whenEnded)
            done.enter()
            let thread = Thread {
                var configuration = SessionConfiguration(
                    role: role, mode: mode, link: link, leftSecret: secrets[role.index],
                    rightSecret: secrets[role.right.index], context: Array("test job".utf8),
                    hopTime: .microseconds(30))
                configuration.cores = cores
                let session = Session(configuration)
                results.put(Result { try program(session) }, of: role)
                whenEnded(link)
                done.leave()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        done.wait()
        return Parts { results.take($0) }
    }

    /// What the program gave at each party, or the error that says most about why it failed.
    public func run<Value: Sendable>(
        _ program: @escaping @Sendable (Session) throws -> Value
    ) throws -> Parts<Value> {
        let outcomes = outcomes(program)
        if let cause = outcomes.failures().first(where: { !$0.isLostLink }) ?? outcomes.failures().first { throw cause }
        return try Parts { try outcomes[$0].get() }
    }

    /// The secret behind key k_i, for i = 0, 1, 2.
    private var pairSecrets: [[UInt8]] {
        var generator = SeededGenerator(seed: seed)
        return Role.allCases.map { _ in generator.bytes(32) }
    }
}

/// Runs a program at three parties in memory; see ``ThreeParties``.
public func runThreeParties<Value: Sendable>(
    seed: UInt64 = 1, mode: SecurityMode = .passive, _ program: @escaping @Sendable (Session) throws -> Value
) throws -> Parts<Value> {
    try ThreeParties(mode: mode, seed: seed).run(program)
}

extension Parts {
    /// The errors among the outcomes.
    public func failures<Value>() -> [any Error] where Part == Result<Value, any Error> {
        Role.allCases.compactMap { role in
            if case .failure(let error) = self[role] { error } else { nil }
        }
    }
}

extension Error {
    /// Whether this only tells that another party has left.
    fileprivate var isLostLink: Bool {
        if case .link(.lost, _)? = self as? MPCError { true } else { false }
    }
}

/// One value a role, filled from several threads.
private final class Collected<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Role: Value] = [:]

    func put(_ value: Value, of role: Role) { lock.withLock { values[role] = value } }

    func take(_ role: Role) -> Value {
        guard let value = lock.withLock({ values[role] }) else { fatalError("a party ended without an outcome") }
        return value
    }
}
