import Cleartext
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

/// A study with two small tables of random cells, some missing, in the clear and in shares.
struct RandomStudy {
    let study: Study
    let plain: CleartextTables
    let shares: [String: Parts<SharedTable>]

    static let columns = [
        Column(name: "x", kind: .number(NumberScale(decimals: 1, minimum: -50, maximum: 80)), missing: true),
        Column(name: "y", kind: .number(NumberScale(decimals: 0, minimum: 0, maximum: 12))),
        Column(name: "dose", kind: .number(NumberScale(decimals: 1, minimum: 5, maximum: 60))),
        Column(name: "time", kind: .number(NumberScale(decimals: 0, minimum: 0, maximum: 15))),
        Column(name: "status", kind: .number(NumberScale(decimals: 0, minimum: 0, maximum: 1)), missing: true),
        Column(name: "f", kind: .factor(levels: ["a", "b", "c"]), missing: true),
        Column(name: "g", kind: .factor(levels: ["m", "w"])),
    ]

    private static let parties: (nodes: [NodeEntry], owner: PartyCard)? = {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let port = HostPort(host: "127.0.0.1", port: 1)
        let nodes = try? ["n1", "n2", "n3"].map {
            NodeEntry(name: $0, card: try PartyKeys.create(name: $0, now: now).card, peer: port, https: port)
        }
        guard let nodes, let owner = try? PartyKeys.create(name: "clinic", now: now).card else { return nil }
        return (nodes, owner)
    }()

    /// Tables `t` and `u` of so many rows.
    init(
        seed: UInt64, rows: (Int, Int) = (9, 5), mode: SecurityMode = .active, policy: Policy = .pilot
    ) throws {
        guard let (nodes, owner) = Self.parties else { throw Problem("no-parties", "no keys could be made") }
        let codebook = try Codebook(columns: Self.columns)
        study = try Study(
            name: "S", title: "", data: .synthetic, mode: mode, policy: policy, nodes: nodes,
            owners: [OwnerEntry(name: owner.name, card: owner, tables: ["t", "u"])], analysts: [], codebook: codebook)
        var dealer = Dealer(seed: seed)
        var (plain, shares): (CleartextTables, [String: Parts<SharedTable>]) = (CleartextTables(), [:])
        for (name, rows) in [("t", rows.0), ("u", rows.1)] {
            var columns: [String: [CleartextTables.Cell]] = [:]
            for column in Self.columns {
                columns[column.name] = (0..<rows).map { _ in Self.cell(column, &dealer.generator) }
            }
            plain.add(name, columns: columns)
            shares[name] = Self.deal(columns, rows: rows, &dealer)
        }
        (self.plain, self.shares) = (plain, shares)
    }

    private static func cell(_ column: Column, _ random: inout SeededGenerator) -> CleartextTables.Cell {
        if column.missing, Int.random(in: 0..<4, using: &random) == 0 { return nil }
        switch column.kind {
        case .factor(let levels): return Int128(Int.random(in: levels.indices, using: &random))
        case .number(let scale): return Int128(Int64.random(in: scale.minimum...scale.maximum, using: &random))
        }
    }

    private static func deal(
        _ cells: [String: [CleartextTables.Cell]], rows: Int, _ dealer: inout Dealer
    ) -> Parts<SharedTable> {
        var fields: [String: Parts<Shared<Mersenne61>>] = [:]
        var bits: [String: Parts<SharedBits>] = [:]
        for column in columns {
            let values = (cells[column.name] ?? []).map { $0.map { Int($0) } }
            switch column.kind {
            case .factor(let levels):
                for level in levels.indices {
                    fields["\(column.name)/indicator/\(level)"] = dealer.numbers(values.map { $0 == level ? 1 : 0 })
                }
            case .number(let scale):
                fields["\(column.name)/value"] = dealer.numbers(values.map { $0 ?? 0 })
                if column.missing {
                    fields["\(column.name)/validity"] = dealer.numbers(values.map { $0 == nil ? 0 : 1 })
                }
                let planes = dealer.planes(
                    values.map { UInt64($0.map { $0 - Int(scale.minimum) } ?? 0) }, width: scale.bits)
                for bit in 0..<scale.bits {
                    bits["\(column.name)/plane/\(bit)"] = Parts { planes[$0].planes[bit] }
                }
            }
        }
        let (allFields, allBits) = (fields, bits)
        return Parts { role in
            SharedTable(rows: rows, fields: allFields.mapValues { $0[role] }, bits: allBits.mapValues { $0[role] })
        }
    }

    /// The tables of one party.
    func tables(of role: Role) -> [String: SharedTable] { shares.mapValues { $0[role] } }

    /// The vector that a text means; `t` and `u` stand for the tables.
    func vector(_ text: String) throws -> VectorExpression {
        let plan = try Plan.parse("length(\(Self.written(text)))", study: study)
        guard case .length(let vector) = plan.analysis else { throw Problem("no-vector", text) }
        return vector
    }

    private static func written(_ text: String) -> String {
        text.replacingOccurrences(of: "@", with: "load(\"S\", \"t\")")
            .replacingOccurrences(of: "#", with: "load(\"S\", \"u\")")
    }
}
