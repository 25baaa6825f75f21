import Foundation
import Identity
import Language
import Messages
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@testable import Client

/// Results that a node has altered.
@Suite(.cluster)
struct ResultTests {
    private static let text = "quantile(load(\"DS1\", \"m\")$age, probs = c(0.25, 0.5))"

    /// The genuine parts of a query, and what becomes of them after a change of one.
    private func outcome(
        of change: (ResultPart) -> ResultPart, role: Role, signedBy signer: Role? = nil
    ) async throws -> Problem? {
        let cluster = try SharedCluster.get().cluster
        let query = try RawQuery(Self.text, study: cluster.study, keys: cluster.parties.analyst)
        var parts = try await query.parts(cluster.client)
        _ = try cluster.client.combine(QueryRecord(query: query.signed, parts: parts), plan: query.plan)
        let keys = cluster.parties.nodes[(signer ?? role).index]
        let changed = change(try ResultPart(wireBytes: parts[role.index].payload))
        parts[role.index] = .sign(changed, by: keys)
        let altered = parts
        return try await problem {
            try cluster.client.combine(
                QueryRecord(query: query.signed, parts: altered), plan: query.plan)
        }
    }

    @Test("a changed share is noticed", arguments: Role.allCases)
    func share(_ role: Role) async throws {
        for isOwn in [true, false] {
            let problem = try await outcome(
                of: { part in
                    var part = Draft(part)
                    if isOwn { part.own[1] = (part.own[1] + 1) % ((1 << 61) - 1) } else { part.next[0] ^= 1 }
                    return part.part
                }, role: role)
            #expect(problem?.code == "nodes-disagree")
        }
    }

    @Test("values that are no field elements, and too few or too many of them")
    func malformed() async throws {
        let changes: [@Sendable (inout Draft) -> Void] = [
            { $0.own[0] = .max },
            { $0.next[1] = (1 << 61) - 1 },
            { draft in
                draft.own.removeLast()
                draft.next.removeLast()
            },
            { draft in
                draft.own.append(0)
                draft.next.append(0)
            },
        ]
        for change in changes {
            let problem = try await outcome(
                of: { part in
                    var draft = Draft(part)
                    change(&draft)
                    return draft.part
                }, role: .second)
            #expect(problem?.code == "nodes-disagree")
        }
    }

    @Test("what a part says about itself must fit")
    func header() async throws {
        let changes: [@Sendable (inout Draft) -> Void] = [
            { $0.role = .third },
            { $0.job = Digest(of: "another job") },
            { $0.studyDigest = Digest(of: "another study") },
            { $0.planDigest = Digest(of: "another plan") },
            { $0.mode = .passive },
            { $0.policy = "open" },
            { $0.publicNumbers[0] += 1 },
            { $0.tables = [] },
        ]
        for change in changes {
            let problem = try await outcome(
                of: { part in
                    var draft = Draft(part)
                    change(&draft)
                    return draft.part
                }, role: .first)
            #expect(problem?.code == "nodes-disagree")
        }
    }

    @Test("a part must be signed by its node")
    func signature() async throws {
        #expect(try await outcome(of: { $0 }, role: .first) == nil)
        #expect(try await outcome(of: { $0 }, role: .first, signedBy: .second)?.code == "nodes-disagree")
        let cluster = try SharedCluster.get().cluster
        let query = try RawQuery(Self.text, study: cluster.study, keys: cluster.parties.analyst)
        let parts = try await query.parts(cluster.client)
        let impostor = try PartyKeys.create(name: cluster.study.nodes[2].name, now: .now)
        let forged = [parts[0], parts[1], .sign(payload: parts[2].payload, by: impostor)]
        let exchanged = [parts[1], parts[0], parts[2]]
        for altered in [forged, exchanged, [parts[0], parts[1]], [parts[0], parts[1], parts[1]]] {
            let problem = try await problem {
                try cluster.client.combine(
                    QueryRecord(query: query.signed, parts: altered), plan: query.plan)
            }
            #expect(problem?.code == "nodes-disagree")
        }
    }
}

extension ResultTests {
    @Test("A part of format 1, which does not say what it was computed with, is read still")
    func format1() throws {
        let part = ResultPart(
            job: Digest(of: "j"), studyDigest: Digest(of: "s"), planDigest: Digest(of: "p"), tables: [], mode: .active,
            policy: "pilot", role: .second, publicNumbers: [1], cells: 0, rules: [], own: [2], next: [3],
            cost: .init(rounds: 1, bytesSent: 2, microseconds: 3), origin: nil)
        // Format 1 ended with the cost: no cells (8 bytes), rules (4) and origin (1).
        var bytes = Array(part.wireBytes.dropLast(13))
        bytes[4 + ResultPart.tag.utf8.count] = 1
        let read = try ResultPart(wireBytes: bytes)
        #expect(read.job == part.job && read.own == [2] && read.origin == nil)
        #expect(throws: Problem.self) { try ResultPart(wireBytes: part.wireBytes.dropLast()) }
    }
}

/// A part of a result that can be changed.
private struct Draft {
    var job: Digest
    var studyDigest: Digest
    var planDigest: Digest
    var tables: [TableReference]
    var mode: SecurityMode
    var policy: String
    var role: Role
    var publicNumbers: [Int64]
    var own: [UInt64]
    var next: [UInt64]
    private let (cells, rules): (Int, [DisclosureRule])
    private let cost: ResultPart.Cost
    var origin: ResultPart.Origin?

    init(_ part: ResultPart) {
        (job, studyDigest, planDigest, tables) = (part.job, part.studyDigest, part.planDigest, part.tables)
        (mode, policy, role, publicNumbers) = (part.mode, part.policy, part.role, part.publicNumbers)
        (own, next, cost, origin) = (part.own, part.next, part.cost, part.origin)
        (cells, rules) = (part.cells, part.rules)
    }

    var part: ResultPart {
        ResultPart(
            job: job, studyDigest: studyDigest, planDigest: planDigest, tables: tables, mode: mode, policy: policy,
            role: role, publicNumbers: publicNumbers, cells: cells, rules: rules, own: own, next: next, cost: cost,
            origin: origin)
    }
}
