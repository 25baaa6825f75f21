import Foundation
import Testing

/// A row of the pilot's table of which only the columns of the session matter.
struct PilotRow {
    /// In tenths of a year.
    let age: Int
    let isMale: Bool
    let isDead: Bool
    let ecog: Int
    /// In tenths of a month.
    let followUp: Int

    static func many(_ count: Int, _ generator: inout SmallGenerator) -> [PilotRow] {
        (0..<count).map { _ in
            PilotRow(
                age: Int.random(in: 180...1000, using: &generator), isMale: Bool.random(using: &generator),
                isDead: Bool.random(using: &generator), ecog: Int.random(in: 0...2, using: &generator),
                followUp: Int.random(in: 0...400, using: &generator))
        }
    }

    /// A table with the columns of the pilot's first row, those of the session replaced.
    static func csv(_ rows: [PilotRow]) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let pilot = try String(
            contentsOf: root.appendingPathComponent("Sources/trefoil/Pilot/munich.csv"), encoding: .utf8)
        let lines = pilot.split(separator: "\n")
        let header = try #require(lines.first).split(separator: ",", omittingEmptySubsequences: false)
        let template = lines[1].split(separator: ",", omittingEmptySubsequences: false)
        let body = rows.map { row in
            zip(header, template).map { name, cell -> String in
                switch name {
                case "age": "\(row.age / 10).\(row.age % 10)"
                case "gender": row.isMale ? "male" : "female"
                case "event_death": row.isDead ? "1" : "0"
                case "ecog_status": "\(row.ecog)"
                case "follow_up": "\(row.followUp / 10).\(row.followUp % 10)"
                default: String(cell)
                }
            }.joined(separator: ",")
        }
        return ([header.joined(separator: ",")] + body).joined(separator: "\n") + "\n"
    }
}

/// A small generator with a seed (splitmix64).
struct SmallGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
