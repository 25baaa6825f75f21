import Client
import Foundation
import Messages
import SecretSharing
import Study

/// How times and outcomes are put into words.
enum TimeText {
    /// `  12.3 ms, active mode`
    static func line(_ milliseconds: Double, mode: SecurityMode) -> String {
        "  \(number(milliseconds)) ms, \(mode.rawValue) mode"
    }

    /// What a mode withstands, in a line.
    static func meaning(of mode: SecurityMode) -> String {
        switch mode {
        case .active:
            "designed to end a query without a result if one node deviates; not yet reviewed by outside cryptographers"
        case .passive: "secure against nodes that follow the protocol, not against ones that deviate"
        }
    }

    /// One decimal, the same in every locale.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

/// The outcome of an upload for people and for programs.
struct TableVersionText: Encodable {
    let table: String
    let batch: String
    let rows: Int
    let milliseconds: Double

    init(_ reference: TableReference, milliseconds: Double) {
        table = reference.table
        batch = reference.batch.hex
        rows = reference.rows
        self.milliseconds = (milliseconds * 10).rounded() / 10
    }

    var text: String {
        "\(table): \(rows) rows on all three nodes, version \(batch), \(TimeText.number(milliseconds)) ms"
    }

    var json: String { JSONText.of(self) }
}

/// JSON for programs.
enum JSONText {
    static func of(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
