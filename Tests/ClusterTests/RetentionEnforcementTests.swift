import Foundation
import Identity
import Logging
import Primitives
import SecretSharing
import Store
import Study
import Synchronization
import Testing
import Wire

@testable import Node

@Suite(.ownThreads)
struct RetentionEnforcementTests {
    private final class Clock: Sendable {
        private let seconds = Mutex<UInt64>(0)
        var now: UInt64 {
            get { seconds.withLock { $0 } }
            set { seconds.withLock { $0 = newValue } }
        }
    }

    @Test(
        "By the node's clock the tables are warned of 30 days before their end, and deleted at it, with entries in the audit"
    )
    func life() throws {
        let day: UInt64 = 86_400
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "trefoil-retention-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let samples = try SampleTables(["m": 23], seed: 13)
        let addresses = (1...3).map { HostPort(host: "127.0.0.1", port: $0) }
        let parties = try Parties(
            policy: .pilot, codebook: samples.codebook, tables: ["m"], peers: addresses, https: addresses)
        let store = try SQLiteShareStore(folder: folder.path, study: parties.study.digest, role: .first)
        try enter(store, parties, samples)
        let clock = Clock()
        let now: @Sendable () -> UInt64 = { clock.now }
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let log = try AuditLog(study: parties.study.digest, keys: parties.nodes[0], store: store, clock: now)
        let audit = AuditDesk(
            study: parties.study, role: .first, log: log, store: store, control: ControlLinks(), logger: quiet)
        let ended = Mutex<[String]>([])
        func keeper() -> RetentionKeeper {
            RetentionKeeper(
                Retention(until: 100 * day), store: store, audit: audit, node: "node-a", clock: now,
                deleted: { reason in ended.withLock { $0.append(reason.code) } }, log: quiet)
        }
        func actions() throws -> [AuditEvent.Action] {
            try store.audit().map { try AuditEntry(wireBytes: $0.payload).event.action }
        }

        var retention = keeper()
        for instant in [0, 69 * day] {
            clock.now = instant
            retention.tick()
            #expect(retention.notice == nil)
        }
        #expect(try actions().isEmpty)
        clock.now = 71 * day
        for _ in 0..<3 { retention.tick() }
        #expect(retention.notice == "the tables are deleted in 29 days, at 1970-04-11T00:00:00Z")
        // A node that is started again warns again in its log, not in its audit.
        retention = keeper()
        retention.tick()
        #expect(try actions() == [.retentionWarned])
        try retention.checkServing()
        #expect(try store.versions().count == 1)

        clock.now = 100 * day
        for _ in 0..<3 { retention.tick() }
        #expect(try store.versions().isEmpty)
        #expect(try actions() == [.retentionWarned, .retentionDeleted])
        #expect(ended.withLock { $0 } == ["retention-over", "retention-over"])
        #expect(throws: Problem.self) { try retention.checkServing() }
        try store.close()
    }

    /// A prepared upload.
    private func enter(_ store: SQLiteShareStore, _ parties: Parties, _ samples: SampleTables) throws {
        let components = (0..<3).map { index in
            TableComponent(
                index: index, salt: [UInt8](repeating: UInt8(index), count: TableComponent.saltByteCount),
                vectors: [ComponentVector(label: "x", kind: .field, bytes: [UInt8](repeating: 1, count: 16))])
        }
        let statement = UploadStatement(
            study: parties.study.digest, table: "m", batch: BatchID(), rows: 2,
            fingerprints: components.map { $0.fingerprint(rows: 2) }, owner: parties.owner.name, created: 1,
            expires: 2_000)
        _ = try store.prepare(
            try VerifiedStatement(.sign(statement, by: parties.owner), in: parties.study), own: components[0],
            next: components[1], at: 1)
    }
}
