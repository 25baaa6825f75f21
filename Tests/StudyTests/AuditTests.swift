import Foundation
import Identity
import Primitives
import Testing
import Wire

@testable import Study

@Suite("The audit of a node")
struct AuditTests {
    private let keys: [PartyKeys]
    private let study = Digest(of: "a study")

    init() throws {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        keys = try ["munich", "rome", "vienna"].map { try PartyKeys.create(name: $0, now: now) }
    }

    /// A chain with these events at a node.
    private func export(_ node: Int, _ events: [AuditEvent]) -> AuditExport {
        var previous = AuditEntry.beginning(study: study, node: keys[node].name)
        var entries: [SignedMessage] = []
        for event in events {
            let entry = AuditEntry(
                study: study, node: keys[node].name, number: UInt64(entries.count), previous: previous, instant: 1_000,
                event: event)
            entries.append(.sign(entry, by: keys[node]))
            previous = AuditEntry.digest(of: entries[entries.count - 1])
        }
        return AuditExport(study: study, node: keys[node].name, cards: keys.map(\.card), entries: entries)
    }

    private func event(_ number: Int, at node: Int) -> AuditEvent {
        AuditEvent(.queryDone, by: "ann", ["query": "\(number)"], outcome: number == 1 ? "failed" : "done")
    }

    private func head(_ export: AuditExport, at node: Int) -> AuditEvent {
        let head = AuditHead(
            study: study, node: export.node, count: UInt64(export.entries.count),
            last: export.entries.last.map(AuditEntry.digest) ?? study)
        return AuditEvent(.headRecorded, by: export.node, evidence: [.sign(head, by: keys[node])])
    }

    private func verifies(_ bytes: [UInt8]) -> Bool {
        (try? VerifiedAudit(AuditExport(wireBytes: bytes))) != nil
    }

    private func code(_ body: () throws(Problem) -> Int) -> String {
        do throws(Problem) {
            return "\(try body())"
        } catch {
            return error.code
        }
    }

    @Test("Every byte of a file changed in turn is detected")
    func everyByte() throws {
        let other = export(1, [event(0, at: 1)])
        let bytes = export(0, [event(0, at: 0), head(other, at: 1), event(1, at: 0)]).wireBytes
        #expect(verifies(bytes))
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= UInt8(1 << (place % 8))
            #expect(!verifies(changed), "byte \(place)")
        }
        #expect(!verifies(bytes.dropLast()) && !verifies(bytes + [0]))
    }

    @Test("Entries left out, exchanged, repeated or of another chain are detected")
    func entries() throws {
        let whole = export(0, (0..<4).map { event($0, at: 0) })
        let foreign = export(1, (0..<4).map { event($0, at: 1) })
        func verifies(_ entries: [SignedMessage], cards: [PartyCard]? = nil) -> Bool {
            let export = AuditExport(study: study, node: "munich", cards: cards ?? whole.cards, entries: entries)
            return (try? VerifiedAudit(export)) != nil
        }
        let entries = whole.entries
        #expect(verifies(entries) && verifies(Array(entries[..<3])))
        #expect(!verifies([]))
        #expect(!verifies(Array(entries[1...])))
        #expect(!verifies([entries[0], entries[2], entries[3]]))
        #expect(!verifies([entries[0], entries[2], entries[1], entries[3]]))
        #expect(!verifies([entries[0], entries[0], entries[1]]))
        #expect(!verifies([entries[0], foreign.entries[1]]))
        #expect(!verifies(entries, cards: [whole.cards[0]]))
        let impostor = try PartyKeys.create(name: "munich", now: Date(timeIntervalSince1970: 1_700_000_000))
        #expect(!verifies(entries, cards: [impostor.card] + whole.cards[1...]))
    }

    @Test("An end that is missing, and a chain written anew, are detected against another node's head")
    func heads() throws {
        let munich = export(0, (0..<4).map { event($0, at: 0) })
        let rome = try VerifiedAudit(export(1, [event(0, at: 1), head(munich, at: 0)]))
        func check(_ entries: [SignedMessage]) -> String {
            let shown = AuditExport(study: study, node: "munich", cards: munich.cards, entries: entries)
            return code { () throws(Problem) in try VerifiedAudit(shown).check(against: rome) }
        }
        #expect(check(munich.entries) == "1")
        for count in 1..<4 { #expect(check(Array(munich.entries[..<count])) == "audit-cut") }
        let rewritten = export(0, [event(0, at: 0), event(7, at: 0), event(2, at: 0), event(3, at: 0)])
        #expect(check(rewritten.entries) == "audit-rewritten")
        let longer = export(0, (0..<6).map { event($0, at: 0) })
        #expect(check(longer.entries) == "1")
        let silent = try VerifiedAudit(export(2, [event(0, at: 2)]))
        #expect(try VerifiedAudit(munich).check(against: silent) == 0)
    }

    @Test("A head that its node did not sign makes the audit that holds it worthless")
    func foreignHead() throws {
        let other = export(1, [event(0, at: 1)])
        let honest = export(0, [head(other, at: 1)])
        let forged = export(0, [head(other, at: 2)])
        #expect(verifies(honest.wireBytes) && !verifies(forged.wireBytes))
    }

    @Test("A chain goes on behind lost entries only where both other nodes have signed from where")
    func rebuilt() throws {
        let before = export(0, (0..<5).map { event($0, at: 0) })
        let last = AuditEntry.digest(of: before.entries[4])
        func consent(_ signer: Int, count: UInt64 = 5, node: String = "munich") -> SignedMessage {
            .sign(
                RebuildConsent(study: study, node: node, instant: 1, count: count, last: count == 5 ? last : study),
                by: keys[signer])
        }
        func continued(
            _ consents: [SignedMessage], number: UInt64 = 5, previous: Digest? = nil, keeping kept: Int = 2
        ) throws -> VerifiedAudit {
            let entry = AuditEntry(
                study: study, node: "munich", number: number, previous: previous ?? last, instant: 2,
                event: AuditEvent(.nodeRebuilt, by: "munich", evidence: consents))
            return try VerifiedAudit(
                AuditExport(
                    study: study, node: "munich", cards: before.cards,
                    entries: Array(before.entries[..<kept]) + [.sign(entry, by: keys[0])]))
        }
        let consents = [consent(1), consent(2, count: 3)]
        let audit = try continued(consents)
        #expect(audit.count == 6 && audit.entries.map(\.number) == [0, 1, 5])
        #expect(try continued(consents, keeping: 0).entries.count == 1)
        for wrong in [
            [consent(1)], [consent(1), consent(1)], [consent(0), consent(1)], [consent(1), consent(2, node: "rome")],
        ] {
            #expect(throws: Problem.self) { try continued(wrong) }
        }
        #expect(throws: Problem.self) { try continued(consents, number: 4) }
        #expect(throws: Problem.self) { try continued(consents, previous: study) }
        // What another node saw before still counts where the entry is there, and the end does.
        let rome = try VerifiedAudit(export(1, [head(before, at: 0)]))
        #expect(try audit.check(against: rome) == 1)
        let short = try VerifiedAudit(
            AuditExport(study: study, node: "munich", cards: before.cards, entries: Array(before.entries[..<2])))
        #expect(code { () throws(Problem) in try short.check(against: rome) } == "audit-cut")
    }

    @Test("Messages are read as they were written")
    func codecs() throws {
        let other = export(1, [event(0, at: 1)])
        let entry = AuditEntry(
            study: study, node: "munich", number: 7, previous: study, instant: 9, event: head(other, at: 1))
        #expect(try AuditEntry(wireBytes: entry.wireBytes) == entry)
        let head = AuditHead(study: study, node: "rome", count: 3, last: study)
        #expect(try AuditHead(wireBytes: head.wireBytes) == head)
        #expect(try AuditExport(wireBytes: other.wireBytes) == other)
        let signed = SignedMessage.sign(head, by: keys[1])
        #expect(throws: Problem.self) { try AuditHead(signed, of: keys[0].card, study: study) }
        #expect(throws: Problem.self) { try AuditHead(signed, of: keys[1].card, study: Digest(of: "another")) }
    }
}
