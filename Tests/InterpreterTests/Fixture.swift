import Cleartext
import Client
import Foundation
import Identity
import Inference
import Language
import SecretSharing
import Study
import Wire

/// A session whose analyses are computed in the clear.
struct Fixture {
    let study: Study
    let tables: CleartextTables

    /// The columns of the pilot that the tests use.
    static let pilotColumns = [
        Column(name: "gender", kind: .factor(levels: ["male", "female"])),
        Column(name: "ecog_status", kind: .factor(levels: ["0", "1", "2"])),
        Column(name: "event_death", kind: .factor(levels: ["0", "1"])),
        Column(name: "age", kind: .number(NumberScale(decimals: 1, minimum: 0, maximum: 1300)), unit: "years"),
        Column(name: "follow_up", kind: .number(NumberScale(decimals: 1, minimum: 0, maximum: 2400))),
        Column(name: "height_cm", kind: .number(NumberScale(decimals: 1, minimum: 500, maximum: 2500)), missing: true),
        Column(name: "n_fractions", kind: .number(NumberScale(decimals: 1, minimum: 0, maximum: 500))),
    ]

    static let cards: [String: PartyCard] = {
        let names = ["n1", "n2", "n3", "lmu", "gemelli", "ann"]
        let cards = names.compactMap {
            try? PartyKeys.create(name: $0, now: Date(timeIntervalSince1970: 1_790_000_000)).card
        }
        return Dictionary(uniqueKeysWithValues: cards.map { ($0.name, $0) })
    }()

    /// All columns of the pilot.
    static func codebook() throws -> Codebook {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = root.appendingPathComponent("../../Sources/trefoil/Pilot/codebook.yaml")
        return try Codebook.read(try String(contentsOf: file, encoding: .utf8), path: "codebook.yaml")
    }

    /// Over the tables of the pilot, with some of its columns or those of a codebook.
    init(policy: Policy = .pilot, codebook: Codebook? = nil) throws {
        func card(_ name: String) throws -> PartyCard {
            guard let card = Self.cards[name] else { throw Problem("no-card", name) }
            return card
        }
        func address(_ port: Int) -> HostPort { HostPort(host: "127.0.0.1", port: UInt16(port)) }
        let nodes = try (1...3).map {
            NodeEntry(name: "n\($0)", card: try card("n\($0)"), peer: address(30_000 + $0), https: address(55_000 + $0))
        }
        study = try Study(
            name: "DS1", title: "Pilot", data: .synthetic, mode: .passive, policy: policy, nodes: nodes,
            owners: [
                OwnerEntry(name: "lmu", card: try card("lmu"), tables: ["munich_production"]),
                OwnerEntry(name: "gemelli", card: try card("gemelli"), tables: ["rome_production"]),
            ], analysts: [AnalystEntry(name: "ann", card: try card("ann"))],
            codebook: try codebook ?? Codebook(columns: Self.pilotColumns))
        var tables = CleartextTables()
        for (table, file) in [("munich_production", "munich.csv"), ("rome_production", "rome.csv")] {
            tables.add(table, text: try Self.pilot(file), codebook: study.codebook)
        }
        self.tables = tables
    }

    /// One of the synthetic pilot tables that come with the project.
    static func pilot(_ file: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../Examples/pilot")
        return try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
    }

    /// A session; each plan passes through its canonical text, as on its way to a node.
    func session(onPlan: @escaping (Plan) -> Void = { _ in }) -> Interpreter {
        let engine = CleartextEngine(tables: tables, policy: study.policy)
        let study = study
        return Interpreter(study: study) { (plan) throws(Problem) in
            onPlan(plan)
            return try engine.run(try Plan.parse(plan.canonicalText, study: study))
        }
    }
}

extension Interpreter {
    /// The problem that a text ends with, nil where it has none.
    func problem(_ text: String) -> Problem? {
        do {
            _ = try evaluate(text)
            return nil
        } catch {
            return error
        }
    }
}
