import Engine
import Fields
import Foundation
import Identity
import Language
import Logging
package import MPC
import Messages
import Primitives
import SecretSharing
import Study
import Transport
import Wire

/// What a job's link is put into; the identity in the program, a party that deviates in a test.
package typealias LinkWrapping = @Sendable (any Link) -> any Link

/// Runs jobs: one thread a job, from its first hop to its last.
final class JobRunner: Sendable {
    private let study: Study
    private let role: Role
    private let keys: PartyKeys
    private let endpoint: PeerEndpoint
    private let cache: TableCache
    private let log: Logger
    private let wrapping: LinkWrapping
    private let ledger: SelectionLedger
    private let tellLedger: @Sendable () -> Void
    private let clock: @Sendable () -> UInt64

    /// How long the three nodes may take to meet for a job.
    private static let meetingTime = Duration.seconds(10)
    private static let stackSize = 16 << 20

    init(
        study: Study, role: Role, keys: PartyKeys, endpoint: PeerEndpoint, cache: TableCache,
        clock: @escaping @Sendable () -> UInt64, log: Logger, wrapping: @escaping LinkWrapping,
        ledger: SelectionLedger, tellLedger: @escaping @Sendable () -> Void
    ) {
        self.study = study
        self.role = role
        self.keys = keys
        self.endpoint = endpoint
        self.cache = cache
        self.log = log
        self.wrapping = wrapping
        self.ledger = ledger
        self.tellLedger = tellLedger
        self.clock = clock
    }

    /// Forgets the tables that are in memory.
    func forgetTables() { cache.clear() }

    /// Starts the job's thread; `finish` is called once, from it.
    func run(
        _ job: Job, attempt: UInt32, tables: [TableReference], finish: @escaping @Sendable (JobStatus) -> Void
    ) {
        let thread = Thread { [self] in
            let status: JobStatus
            do throws(Problem) {
                status = .done(try compute(job, attempt: attempt, tables: tables))
            } catch {
                log.warning(
                    "job failed",
                    metadata: [
                        "job": "\(job.id.short)", "code": "\(error.code)", "reason": "\(error.what)",
                        "place": "\(error.place ?? "")",
                    ])
                status = .failed(error)
            }
            finish(status)
            ProcessMemory.giveBack()
        }
        thread.stackSize = Self.stackSize
        thread.name = "job"
        thread.start()
    }

    private func compute(
        _ job: Job, attempt: UInt32, tables: [TableReference]
    ) throws(Problem) -> SignedMessage {
        let start = ContinuousClock.now
        var shares: [String: SharedTable] = [:]
        for reference in tables { shares[reference.table] = try cache.table(reference) }
        let history = try study.policy.comparesSelections ? QueryHistory(ledger, study, cache, job.plan, tables) : nil
        let hello = JobHello(
            studyDigest: study.digest, planDigest: job.plan.digest,
            tableVersions: tables.map {
                JobHello.TableVersion(table: $0.table, batch: "\($0.batch.hex), \($0.rows) rows")
            }, mode: study.mode,
            policyDigest: study.policy.digest, job: job.id, attempt: attempt, role: role)
        let link = try endpoint.lease(
            hello, study: study.digest, deadline: .now + Self.meetingTime, cancellation: job.cancellation)
        let secrets = link.pairSecrets
        var configuration = SessionConfiguration(
            role: role, mode: study.mode, link: wrapping(link), leftSecret: secrets.left, rightSecret: secrets.right,
            context: study.digest.bytes + job.id.bytes + withUnsafeBytes(of: attempt.littleEndian) { Array($0) })
        configuration.cores = ProcessInfo.processInfo.activeProcessorCount
        let session = Session(configuration)
        let failure = JobFailure(job: job.id, node: study.node(role).name)
        do {
            let earlier = try history?.prepare(analyst: job.analyst, in: session["history"])
            if let known = earlier?.answer {
                link.finish(reusable: true)
                return known
            }
            let released = try Engine(
                study: study, tables: shares, session: session, earlier: earlier?.selections ?? [],
                outcome: earlier?.outcome ?? .new
            ).run(job.plan)
            guard session.unverified == 0 else {
                let problem = failure.unverified(session.unverified)
                link.abandon(problem)
                throw problem
            }
            let part = SignedMessage.sign(
                part(of: released, job, tables, session.metrics, since: start), by: keys)
            try history?.keep(released, answer: part)
            link.finish(reusable: true)
            return part
        } catch let problem as Problem {
            // The plan was refused, by all three nodes alike, which need not be told.
            if problem.code == "selections-differ" { tellLedger() }
            link.finish(reusable: false)
            throw problem
        } catch {
            let problem =
                (error as? MPCError).map { failure.problem($0, reason: job.cancellation.reason, link: link.failure) }
                ?? failure.unexpected
            link.abandon(problem)
            link.finish(reusable: false)
            throw problem
        }
    }

    private func part(
        of released: Released, _ job: Job, _ tables: [TableReference], _ metrics: Metrics,
        since start: ContinuousClock.Instant
    ) -> ResultPart {
        let cost = ResultPart.Cost(
            rounds: metrics.hops, bytesSent: metrics.bytesSent,
            microseconds: Int((ContinuousClock.now - start) / .microseconds(1)))
        log.info(
            "job done",
            metadata: [
                "job": "\(job.id.short)", "hops": "\(cost.rounds)", "bytes": "\(cost.bytesSent)",
                "microseconds": "\(cost.microseconds)", "mode": "\(study.mode.rawValue)",
            ])
        return ResultPart(
            job: job.id, studyDigest: study.digest, planDigest: job.plan.digest, tables: tables, mode: study.mode,
            policy: study.policy.name, role: role, publicNumbers: released.publicNumbers,
            cells: released.cells, rules: released.rules,
            own: released.values.own.map(\.value), next: released.values.next.map(\.value), cost: cost,
            origin: ResultPart.Origin(policy: study.policy.digest, software: Software.digest, instant: clock()))
    }
}
