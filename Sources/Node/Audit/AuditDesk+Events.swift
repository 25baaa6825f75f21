import Identity
import Language
import Messages
import Primitives
import SecretSharing
import Store
import Study
import Wire

/// What of this node's work is an event, in its words.
extension AuditDesk {
    /// The node serves the study from now on.
    func started(_ study: Study, node: String) {
        append(
            AuditEvent(
                .nodeStarted, by: node,
                [
                    "mode": study.mode.rawValue, "policy": study.policy.digest.hex, "software": Software.digest.hex,
                    "study": study.digest.hex, "version": Release.version,
                ]))
    }

    /// Copies that were made of the store, and that it was put back from one.
    func noteCommands(by node: String) {
        for instant in (try? store.newBackups()) ?? [] {
            append(AuditEvent(.backupMade, by: node, ["made": AccessControl.text(instant)]))
        }
        guard let restored = try? store.note("restored") else { return }
        let instant = UInt64(String(decoding: restored, as: UTF8.self)) ?? 0
        append(AuditEvent(.nodeRestored, by: node, ["restored": AccessControl.text(instant)]))
        try? store.setNote("restored", nil)
    }

    /// The node was told to end.
    func stopped(node: String) { append(AuditEvent(.nodeStopped, by: node)) }

    /// A query passed the checks.
    func accepted(_ job: Job) {
        log.note(
            AuditEvent(.queryAccepted, by: job.analyst, ["plan": job.plan.digest.hex, "query": job.id.hex]))
    }

    /// A query that a party of the study signed did not pass them.
    func refused(_ query: SignedMessage, _ problem: Problem) {
        log.note(
            AuditEvent(
                .queryRefused, by: query.signer, ["query": Digest(of: query.payload).hex], outcome: problem.code))
    }

    /// A job has ended; `tables` are the versions that it ran on, where it ran.
    func ended(_ job: Job, tables: [TableReference], policy: Policy, _ status: JobStatus) {
        var details = ["plan": job.plan.digest.hex, "query": job.id.hex]
        for table in tables { details["table \(table.table)"] = "\(table.batch.hex), \(table.rows) rows" }
        switch status {
        case .done(let part):
            details["part"] = Digest(of: part.payload).hex
            details["policy"] = policy.digest.hex
            details["software"] = Software.digest.hex
            append(AuditEvent(.queryDone, by: job.analyst, details))
        case .failed(let problem):
            append(AuditEvent(.queryFailed, by: job.analyst, details, outcome: problem.code))
        case .waiting, .running: break
        }
    }

    /// Something became of an upload.
    func upload(_ action: AuditEvent.Action, _ version: TableVersion) {
        append(
            AuditEvent(
                action, by: version.statement.owner,
                [
                    "batch": version.batch.hex, "rows": "\(version.rows)", "statement": version.statementDigest.hex,
                    "table": version.table,
                ]))
    }
}
