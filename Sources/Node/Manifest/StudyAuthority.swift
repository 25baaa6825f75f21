import Foundation
import Identity
import Logging
import Primitives
import SecretSharing
import Study
import Synchronization
import Wire

/// What one node holds for true about a study: its own signed copy, the state, revocations and approvals. All that a node
/// lets happen it asks here, and nothing changes here but by `perform`.
final class StudyAuthority: Sendable {
    /// Called with each change before it is written down; what it throws keeps the change from happening. An audit log
    /// belongs here; it is called under a lock and must not ask the authority.
    typealias Observer = @Sendable (StudyChange) throws(Problem) -> Void

    let role: Role
    let node: String
    let clock: @Sendable () -> UInt64
    private let file: String
    private let observer: Observer
    private let record: Mutex<StudyRecord>
    private let log: Logger

    /// The file in the study's folder.
    static let fileName = "study.record"

    /// Reads what the node knows, and what the operator's study file adds to it: signatures, or a further version that all
    /// have signed.
    ///
    /// - Parameters:
    ///   - folder: the study's folder, which exists.
    ///   - study: the operator's study file.
    ///   - signatures: the signatures beside it.
    ///   - keys: the node's own; a version that they have not signed is not taken.
    init(
        folder: String, study: Study, signatures: StudySignatures, keys: PartyKeys, role: Role,
        clock: @escaping @Sendable () -> UInt64, log: Logger, observer: @escaping Observer
    ) throws(Problem) {
        self.role = role
        node = keys.name
        self.clock = clock
        self.log = log
        self.observer = observer
        file = URL(fileURLWithPath: folder).appendingPathComponent(Self.fileName).path
        var isNew = true
        var record = StudyRecord(study)
        if FileManager.default.fileExists(atPath: file) {
            record = try StudyRecord(wireBytes: try SmallFile.read(file, limit: StudyRecord.sizeLimit).bytes)
            isNew = false
        }
        let isKnown = record.study.digest == study.digest || record.former.contains(study.digest)
        let known = record.study
        self.record = Mutex(record)
        if isNew { try SmallFile.write(record.wireBytes, to: file, mode: 0o600, replacing: true) }
        if !isKnown {
            try study.checkAmends(known)
            do throws(Problem) {
                try perform(.amended(study, signatures: signatures.fitting(study)), by: keys.name)
            } catch {
                // The version in force goes on; clients who have the new file are told that it is not in force here.
                log.warning(
                    "the amendment is not in force", metadata: ["code": "\(error.code)", "reason": "\(error.what)"])
            }
        } else if known.digest == study.digest, signatures.fitting(study).count > record.signatures.consents.count {
            try perform(.signed(signatures.fitting(study)), by: keys.name)
        }
        guard self.study.node(role).card == keys.card else {
            throw Problem(
                "wrong-card", "the card of \(keys.name) in the version in force does not belong to the key file",
                at: "study \(study.name), version \(self.study.version)",
                mend: "bring the new card in by an amendment that all sign")
        }
    }

    /// The version that the node holds.
    var study: Study { record.withLock { $0.study } }

    /// All that the node knows.
    var current: StudyRecord { record.withLock { $0 } }

    /// Makes a step of the study's life: checked, noted by the observer, durable, then true. There is no other way.
    ///
    /// - Parameters:
    ///   - party: who asked for it.
    ///   - act: the digest of the signed act, where there is one.
    func perform(_ transition: StudyTransition, by party: String, act: Digest? = nil) throws(Problem) {
        let now = clock()
        let outcome: Result<Void, Problem> = record.withLock { record in
            do throws(Problem) {
                var next = record
                try next.apply(transition, by: party)
                try observer(
                    StudyChange(
                        transition: transition, party: party, at: now, act: act, study: next.study.digest,
                        before: record.state, after: next.state))
                try SmallFile.write(next.wireBytes, to: file, mode: 0o600, replacing: true)
                record = next
                return .success(())
            } catch {
                return .failure(error.located(at: node))
            }
        }
        try outcome.get()
        log.info("study \(transition.name)", metadata: ["study": "\(study.name)", "by": "\(party)"])
    }
}

extension Problem {
    /// The same problem, which names the node where its place does not yet.
    func located(at node: String) -> Problem {
        var copy = self
        if copy.place == nil { copy.place = "node \(node)" }
        return copy
    }
}
