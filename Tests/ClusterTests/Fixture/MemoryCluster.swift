import Engine
import Fields
import Foundation
import Identity
import Inference
import Intake
import Language
import MPC
import Messages
import SecretSharing
import Study
import TestSupport
import Wire

@testable import Client

/// Three parties in memory: real dealing, real plans and a real engine, but neither network nor store.
struct MemoryCluster: Cluster {
    let study: Study
    private let tables: [String: Parts<SharedTable>]

    init(mode: SecurityMode = .active, policy: Policy, tables files: CSVTables) throws {
        let addresses = (1...3).map { HostPort(host: "127.0.0.1", port: $0) }
        let parties = try Parties(
            mode: mode, policy: policy, codebook: files.codebook, tables: files.names, peers: addresses,
            https: addresses)
        var tables: [String: Parts<SharedTable>] = [:]
        for name in files.names {
            let checked = try CheckedTable(csv: files.files[name] ?? [], file: name, codebook: files.codebook)
            let dealt = DealtTable(dealing: checked)
            let statement = dealt.statement(
                for: parties.study, table: name, owner: parties.owner.name, created: 1_800_000_000)
            let verified = try VerifiedStatement(.sign(statement, by: parties.owner), in: parties.study)
            tables[name] = try Parts { role in
                let part = try dealt.part(for: role)
                    .expanded(for: role, statement: verified, codebook: files.codebook)
                return try SharedTable(part, rows: checked.rows)
            }
        }
        study = parties.study
        self.tables = tables
    }

    func answer(_ plan: Plan) async throws -> Answer {
        // As the nodes do, the parties read the plan from its text.
        let plan = try Plan.parse(plan.canonicalText, study: study)
        let (study, tables) = (study, tables)
        let released = try await OwnThreads.blocking {
            try runThreeParties(mode: study.mode) { session in
                let own = tables.filter { plan.tables.contains($0.key) }.mapValues { $0[session.role] }
                let released = try Engine(study: study, tables: own, session: session).run(plan)
                guard session.unverified == 0 else { throw Problem("unverified", "\(session.unverified) steps") }
                return released
            }
        }
        let publicNumbers = Role.allCases.map { released[$0].publicNumbers }
        guard Set(publicNumbers).count == 1 else { throw Problem("counts-differ", "\(publicNumbers)") }
        let values = try Parts { released[$0].values }.reconstructed().map { Int64($0) }
        let first = released[.first]
        return try Finishing(plan: plan, study: study).answer(
            ReleasedValues(values, cells: first.cells, rules: first.rules, policy: study.policy),
            publicNumbers: publicNumbers[0])
    }
}

extension SharedTable {
    /// What a node would load after it has stored its part.
    fileprivate init(_ part: ExpandedPart, rows: Int) throws {
        var fields: [String: Shared<Mersenne61>] = [:]
        var bits: [String: SharedBits] = [:]
        for (own, next) in zip(part.own.vectors, part.next.vectors) {
            switch own.kind {
            case .field:
                fields[own.label] = Shared(own: try Self.elements(own, rows), next: try Self.elements(next, rows))
            case .bits:
                let words = PackedBits.wordCount(rows)
                bits[own.label] = SharedBits(
                    words: Shared(own: try Self.elements(own, words), next: try Self.elements(next, words)), count: rows
                )
            }
        }
        self.init(rows: rows, fields: fields, bits: bits)
    }

    private static func elements<Element: ShareElement>(_ vector: ComponentVector, _ count: Int) throws -> [Element] {
        guard let elements: [Element] = Component.elements(of: vector.bytes, count: count) else {
            throw Problem("bad-part", "\(vector.label) is malformed")
        }
        return elements
    }
}
