import Engine
import Fields
import Foundation
import Identity
import Language
import Logging
import MPC
import Messages
import Primitives
import SecretSharing
import Study
import Transport
import Wire

/// Runs jobs: one thread a job, from its first hop to its last.
final class JobRunner: Sendable {
    private let study: Study
    private let role: Role
    private let keys: PartyKeys
    private let endpoint: PeerEndpoint
    private let cache: TableCache
    private let log: Logger

    /// How long the three nodes may take to meet for a job.
    private static let meetingTime = Duration.seconds(10)
    private static let stackSize = 16 << 20

    init(
        study: Study, role: Role, keys: PartyKeys, endpoint: PeerEndpoint, cache: TableCache, log: Logger
    ) {
        self.study = study
        self.role = role
        self.keys = keys
        self.endpoint = endpoint
        self.cache = cache
        self.log = log
    }

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
                    metadata: ["job": "\(job.id.short)", "code": "\(error.code)", "reason": "\(error.what)"])
                status = .failed(error)
            }
            finish(status)
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
        let hello = JobHello(
            studyDigest: study.digest, planDigest: job.plan.digest,
            tableVersions: tables.map { JobHello.TableVersion(table: $0.table, batch: $0.batch.hex) }, mode: study.mode,
            policyDigest: study.policy.digest, job: job.id, attempt: attempt, role: role)
        let link = try endpoint.lease(
            hello, study: study.digest, deadline: .now + Self.meetingTime, cancellation: job.cancellation)
        let secrets = link.pairSecrets
        let session = Session(
            SessionConfiguration(
                role: role, mode: study.mode, link: link, leftSecret: secrets.left, rightSecret: secrets.right,
                context: study.digest.bytes + job.id.bytes + withUnsafeBytes(of: attempt.littleEndian) { Array($0) }))
        do {
            let released = try Engine(study: study, tables: shares, session: session).run(job.plan)
            link.finish(reusable: true)
            let cost = ResultPart.Cost(
                rounds: session.metrics.hops, bytesSent: session.metrics.bytesSent,
                microseconds: Int((ContinuousClock.now - start) / .microseconds(1)))
            log.info(
                "job done",
                metadata: [
                    "job": "\(job.id.short)", "hops": "\(cost.rounds)", "bytes": "\(cost.bytesSent)",
                    "microseconds": "\(cost.microseconds)", "mode": "\(study.mode.rawValue)",
                ])
            let part = ResultPart(
                job: job.id, studyDigest: study.digest, planDigest: job.plan.digest, tables: tables, mode: study.mode,
                policy: study.policy.name, role: role, publicNumbers: released.publicNumbers,
                own: released.values.own.map(\.value), next: released.values.next.map(\.value), cost: cost)
            return .sign(part, by: keys)
        } catch let problem as Problem {
            // The plan was refused, by all three nodes alike.
            link.finish(reusable: false)
            throw problem
        } catch {
            link.finish(reusable: false)
            throw Self.problem(error, link.failure, job: job, node: study.node(role).name)
        }
    }

    private static func problem(_ error: any Error, _ failure: Problem?, job: Job, node: String) -> Problem {
        let place = "job \(job.id.short), node \(node)"
        guard let error = error as? MPCError else {
            return Problem("internal", "the computation ended with an error of the program", at: place)
        }
        if let reason = job.cancellation.reason ?? failure { return reason }
        switch error {
        case .link(.lost(let other), _), .link(.timedOut(let other), _):
            return Problem(
                "node-lost", "the node \(other) was lost during the query", at: place,
                mend: "see that \(other) runs and can be reached, then ask again", kind: .tryAgain)
        default:
            return Problem(
                "protocol-violation", "\(error)", at: place,
                mend: "tell the operators of the nodes; nothing was released")
        }
    }
}
