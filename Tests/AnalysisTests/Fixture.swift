import Engine
import Fields
import Foundation
import Identity
import Language
import MPC
import SecretSharing
import TestSupport
import Wire

@testable import Study

/// A study with one small table `t`, dealt by hand from the vectors that it consists of.
struct Fixture {
    let study: Study
    /// A number of each row, scaled by 10; nil where it is missing.
    static let weights: [Int?] = [700, 655, nil, 700, 912, nil, 480]
    /// A number of each row, scaled by 10.
    static let ages = [381, 700, 665, 700, 1300, 0, 120]
    /// The level of each row.
    static let groups = [0, 1, 1, 0, 2, 2, 1]

    private static let columns = [
        Column(name: "age", kind: .number(NumberScale(decimals: 1, minimum: 0, maximum: 1300))),
        Column(name: "weight", kind: .number(NumberScale(decimals: 1, minimum: 300, maximum: 2000)), missing: true),
        Column(name: "group", kind: .factor(levels: ["a", "b", "c"])),
        Column(name: "huge", kind: .number(NumberScale(decimals: 0, minimum: 0, maximum: (1 << 59) - 1))),
        Column(name: "wide", kind: .number(NumberScale(decimals: 0, minimum: 0, maximum: 20_000))),
    ]

    static let rows = ages.count

    init(policy: Policy = .pilot, mode: SecurityMode = .active) throws {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let port = HostPort(host: "127.0.0.1", port: 1)
        let nodes = try ["n1", "n2", "n3"].map {
            NodeEntry(name: $0, card: try PartyKeys.create(name: $0, now: now).card, peer: port, https: port)
        }
        let owner = try PartyKeys.create(name: "clinic", now: now)
        study = try Study(
            name: "S", title: "", data: .synthetic, mode: mode, policy: policy, nodes: nodes,
            owners: [OwnerEntry(name: owner.name, card: owner.card, tables: ["t"])], analysts: [],
            codebook: try Codebook(columns: Self.columns))
    }

    /// The table's shares.
    static func table() -> Parts<SharedTable> { table(ages: ages, weights: weights, groups: groups) }

    /// The shares of a table with other rows.
    static func table(ages: [Int], weights: [Int?], groups: [Int]) -> Parts<SharedTable> {
        let rows = ages.count
        var dealer = Dealer(seed: 9)
        var fields: [String: Parts<Shared<Mersenne61>>] = [:]
        var bits: [String: Parts<SharedBits>] = [:]
        func deal(_ name: String, _ values: [Int?], minimum: Int, width: Int, missing: Bool) {
            fields["\(name)/value"] = dealer.numbers(values.map { $0 ?? 0 })
            if missing { fields["\(name)/validity"] = dealer.numbers(values.map { $0 == nil ? 0 : 1 }) }
            for bit in 0..<width {
                bits["\(name)/plane/\(bit)"] = dealer.bits(
                    values.map { $0.map { ($0 - minimum) >> bit & 1 == 1 } ?? false })
            }
        }
        deal("age", ages, minimum: 0, width: 11, missing: false)
        deal("weight", weights, minimum: 300, width: 11, missing: true)
        deal("huge", ages, minimum: 0, width: 59, missing: false)
        deal("wide", ages, minimum: 0, width: 15, missing: false)
        for level in 0..<3 {
            fields["group/indicator/\(level)"] = dealer.numbers(groups.map { $0 == level ? 1 : 0 })
        }
        let (allFields, allBits) = (fields, bits)
        return Parts { role in
            SharedTable(rows: rows, fields: allFields.mapValues { $0[role] }, bits: allBits.mapValues { $0[role] })
        }
    }

    /// What three parties release for a plan: the numbers that they learn, and the values put together.
    func released(
        _ text: String, tables: Parts<SharedTable>? = nil
    ) throws -> (publicNumbers: [Int64], values: [Int]) {
        let released = try released(plan(text), tables: tables)
        return (released.publicNumbers, released.values)
    }

    /// A plan in which `t$` stands for a column of the table.
    func plan(_ text: String) throws -> Plan {
        try Plan.parse(text.replacingOccurrences(of: "t$", with: "load(\"S\", \"t\")$"), study: study)
    }

    /// The same, with what was opened or handed over to get there.
    func released(
        _ plan: Plan, tables: Parts<SharedTable>? = nil, earlier: Parts<[RecordedSelection]> = Parts { _ in [] },
        ownTables: Set<String> = []
    ) throws -> Outcome {
        let study = study
        let tables = tables ?? Self.table()
        let logs = Parts { _ in ReleaseLog() }
        let released = try runThreeParties(mode: study.mode) { session in
            let engine = Engine(
                study: study, tables: ["t": tables[session.role]], session: session, earlier: earlier[session.role],
                ownTables: ownTables, log: logs[session.role])
            let released = try engine.run(plan)
            guard session.unverified == 0 else { throw Problem("unverified", "\(session.unverified) steps") }
            return (released, session.metrics.hops)
        }
        for role in Role.allCases where released[role].0.publicNumbers != released[.first].0.publicNumbers {
            throw Problem("counts-differ", "the parties learned different numbers")
        }
        for role in Role.allCases where logs[role].entries != logs[.first].entries {
            throw Problem("releases-differ", "the parties released different items")
        }
        let values = try Parts { released[$0].0.values }.reconstructed()
        let first = released[.first].0
        return Outcome(
            publicNumbers: first.publicNumbers, values: values, cells: first.cells, rules: first.rules,
            entries: logs[.first].entries, selections: Parts { released[$0].0.selections },
            earlier: Parts { released[$0].0.earlier }, hops: released[.first].1)
    }

    /// What three parties released, put together.
    struct Outcome {
        let publicNumbers: [Int64]
        let values: [Int]
        let cells: Int
        let rules: [DisclosureRule]
        let entries: [ReleaseLog.Entry]
        let selections: Parts<[RecordedSelection]>
        let earlier: Parts<[RecordedSelection]>
        let hops: Int
    }

    /// The code that all three parties refuse a plan with, nil where they do not.
    func refusal(_ text: String, tables: Parts<SharedTable>? = nil) throws -> String? {
        do {
            _ = try released(text, tables: tables)
            return nil
        } catch let problem as Problem {
            return problem.code
        }
    }
}
