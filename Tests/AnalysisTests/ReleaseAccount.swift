import Engine
import Language
import Statistics

/// Compares what left the nodes with what an analysis documents.
struct ReleaseAccount {
    let documented: [DocumentedRelease]
    let entries: [ReleaseLog.Entry]
    /// The rows of the tables.
    let rows: Int
    /// Whether numbers may come in pieces.
    var isWide = false

    /// What does not fit, in words; empty where all does.
    var differences: [String] {
        let strays = entries.filter { entry in !documented.contains { fits(entry, $0) } }
        let counts = documented.compactMap { entry -> String? in
            let count = entries.count { fits($0, entry) }
            return allows(count, entry.amount) ? nil : "\(count) items for \(entry.text)"
        }
        return strays.map { "\($0.item) to \($0.audience)" } + counts
    }

    private func fits(_ entry: ReleaseLog.Entry, _ documented: DocumentedRelease) -> Bool {
        entry.audience == documented.audience && documented.kinds.contains(entry.item.kind)
    }

    private func allows(_ count: Int, _ amount: DocumentedRelease.Amount) -> Bool {
        switch amount {
        case .exactly(let number): count == number
        case .inPieces(let number): isWide ? count >= number : count == number
        case .perRow(let number): count <= number * rows
        case .perDistinctValue(let number): count == number * entries.count { $0.item == .distinctValue }
        }
    }
}
