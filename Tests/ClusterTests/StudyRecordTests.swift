import Foundation
import Identity
import Logging
import Primitives
import SecretSharing
import Study
import Synchronization
import Testing
import Wire

@testable import Node

@Suite("What a node knows of a study")
struct StudyRecordTests {
    private static var fixture: [UInt8] {
        get throws {
            let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Fixtures/study-1.record")
            return Array(try Data(contentsOf: file))
        }
    }

    @Test("A record of format 1 is read whole")
    func formatOne() throws {
        let record = try StudyRecord(wireBytes: try Self.fixture)
        #expect(record.state == .erased)
        #expect(record.study.version == 2)
        #expect(record.former.map(\.hex) == ["5caab6ae69fe383c655ea08b75c529a5a4c9e627c675d722d214fada148748da"])
        #expect(record.study.identity == record.former[0])
        #expect(record.requests.count == 1)
        #expect(record.erasure?.signer == "alpha")
        #expect(record.signatures.missing(under: record.study).isEmpty)
        #expect(try StudyRecord(wireBytes: record.wireBytes).wireBytes == record.wireBytes)
    }

    @Test("A damaged record is an error, never a trap")
    func damaged() throws {
        let bytes = try Self.fixture
        for index in stride(from: 0, to: bytes.count, by: 37) {
            var altered = bytes
            altered[index] ^= 0x55
            _ = try? StudyRecord(wireBytes: altered)
            #expect(throws: Problem.self) { try StudyRecord(wireBytes: Array(bytes.prefix(index))) }
        }
    }

    /// A record in each state.
    private func record(_ state: StudyState) throws -> StudyRecord {
        var record = try StudyRecord(wireBytes: try Self.fixture)
        record.state = state
        record.erasure = nil
        return record
    }

    @Test("A study goes forward through its states, and back from frozen only")
    func states() throws {
        let receipt = try #require(try StudyRecord(wireBytes: try Self.fixture).erasure)
        let rules: [(StudyTransition, [StudyState: StudyState])] = [
            (.activated, [.signed: .active, .active: .active]),
            (.frozen(reason: "r"), [.active: .frozen, .frozen: .frozen]),
            (.thawed, [.active: .active, .frozen: .active]),
            (
                .closed(reason: "r"),
                [.draft: .closed, .signed: .closed, .active: .closed, .frozen: .closed, .closed: .closed]
            ),
            (.erased(receipt: receipt), [.closed: .erased, .erased: .erased]),
        ]
        for (transition, allowed) in rules {
            for state in StudyState.allCases {
                var record = try record(state)
                do throws(Problem) {
                    try record.apply(transition, by: "alpha")
                    #expect(allowed[state] == record.state, "\(transition.name) of \(state)")
                } catch {
                    #expect(allowed[state] == nil, "\(transition.name) of \(state)")
                    #expect(error.code == "wrong-state")
                    #expect(record.state == state)
                }
            }
        }
    }

    @Test("Without all signatures nothing is activated, whatever the state says")
    func unsigned() throws {
        var record = try record(.signed)
        record.signatures = StudySignatures(Array(record.signatures.consents.dropLast()))
        let problem = #expect(throws: Problem.self) { try record.apply(.activated, by: "alpha") }
        #expect(problem?.code == "signature-missing")
    }

    @Test("A change happens only if the observer has noted it; it is told who, what and when, and the file has it then")
    func observer() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("record-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let port = HostPort(host: "127.0.0.1", port: 1)
        let parties = try Parties(
            policy: .pilot, codebook: Codebook(columns: [Column(name: "g", kind: .factor(levels: ["a"]))]),
            tables: ["t"],
            peers: [port, port, port], https: [port, port, port])
        let noted = Mutex<[String]>([])
        func authority(failing: Bool) throws(Problem) -> StudyAuthority {
            try StudyAuthority(
                folder: folder.path, study: parties.study, signatures: StudySignatures(), keys: parties.nodes[0],
                role: .first, clock: { 1_790_000_000 }, log: Logger(label: "t") { _ in SwiftLogNoOpLogHandler() }
            ) { (change) throws(Problem) in
                if failing { throw Problem("disk-full", "no room") }
                noted.withLock {
                    $0.append("\(change.transition.name) \(change.party) \(change.at) \(change.before) \(change.after)")
                }
            }
        }
        let refusing = try authority(failing: true)
        #expect(throws: Problem.self) { try refusing.perform(.frozen(reason: ""), by: "node-a") }
        #expect(refusing.current.state == .active)
        let noting = try authority(failing: false)
        #expect(noting.current.state == .active)
        try noting.perform(.frozen(reason: "why"), by: "node-a")
        #expect(noted.withLock { $0 } == ["frozen node-a 1790000000 active frozen"])
        #expect(try authority(failing: false).current.state == .frozen)
        let file = folder.appendingPathComponent(StudyAuthority.fileName).path
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
    }
}
