import Foundation
import Identity
import Language
import SecretSharing
import Study
import Wire

/// A study for the tests of the language, and a seeded generator.
enum Fixture {
    static let codebook: [Column] = [
        Column(name: "gender", kind: .factor(levels: ["male", "female"])),
        Column(name: "ecog_status", kind: .factor(levels: ["0", "1", "2"])),
        Column(name: "event_death", kind: .factor(levels: ["0", "1"])),
        Column(name: "smoking", kind: .factor(levels: ["never", "a \"b\" \\c", "früher"]), missing: true),
        Column(name: "age", kind: .number(NumberScale(decimals: 1, minimum: 0, maximum: 1300))),
        Column(name: "follow_up", kind: .number(NumberScale(decimals: 1, minimum: 0, maximum: 2400))),
        Column(name: "weight", kind: .number(NumberScale(decimals: 1, minimum: 200, maximum: 3000)), missing: true),
        Column(name: "dose", kind: .number(NumberScale(decimals: 2, minimum: -500, maximum: 10_000))),
        Column(
            name: "wide", kind: .number(NumberScale(decimals: 3, minimum: 0, maximum: 4_000_000_000_000))),
        Column(name: "größe", kind: .number(NumberScale(decimals: 0, minimum: 0, maximum: 250))),
        Column(name: "next", kind: .number(NumberScale(decimals: 0, minimum: 0, maximum: 9))),
    ]

    static let study: Study? = try? makeStudy(policy: .pilot)
    static let openStudy: Study? = try? makeStudy(policy: .open)

    static func makeStudy(policy: Policy) throws -> Study {
        func card(_ name: String) throws -> PartyCard {
            try PartyKeys.create(name: name, now: Date(timeIntervalSince1970: 1_790_000_000)).card
        }
        func address(_ port: UInt16) -> HostPort { HostPort(host: "127.0.0.1", port: port) }
        let nodes = try ["n1", "n2", "n3"].enumerated().map {
            NodeEntry(
                name: $0.element, card: try card($0.element), peer: address(UInt16(30_000 + $0.offset)),
                https: address(UInt16(55_000 + $0.offset)))
        }
        return try Study(
            name: "DS1", title: "Test", data: .synthetic, mode: .passive, policy: policy, nodes: nodes,
            owners: [
                OwnerEntry(name: "lmu", card: try card("lmu"), tables: ["munich_production"]),
                OwnerEntry(name: "gemelli", card: try card("gemelli"), tables: ["rome_production"]),
            ], analysts: [AnalystEntry(name: "ann", card: try card("ann"))], codebook: try Codebook(columns: codebook))
    }
}

/// A small seeded generator, the same on every machine.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}
