package import Language
package import Statistics
import Synchronization

/// What the nodes opened or handed over in a run, item by item and without values: for the test that compares it with what
/// an analysis documents.
package final class ReleaseLog: Sendable {
    /// An item and who learned it.
    package struct Entry: Sendable, Hashable {
        package let item: ReleaseItem
        package let audience: DocumentedRelease.Audience
    }

    private let list = Mutex<[Entry]>([])

    /// An empty log.
    package init() {}

    /// All entries in order.
    package var entries: [Entry] { list.withLock { $0 } }

    func append(_ items: [ReleaseItem], to audience: DocumentedRelease.Audience) {
        list.withLock { $0 += items.map { Entry(item: $0, audience: audience) } }
    }
}

extension ReleaseItem {
    /// The kind that an analysis documents it as.
    package var kind: ReleaseKind {
        switch self {
        case .count: .count
        case .cell: .cell
        case .mergedCount: .mergedCount
        case .sum: .sum
        case .sumOfSquares: .sumOfSquares
        case .sumOfPowers: .sumOfPowers
        case .sumOfProducts: .sumOfProducts
        case .rankSum: .rankSum
        case .tieSum: .tieSum
        case .pairCount: .pairCount
        case .distance: .distance
        case .distinctCount: .distinctCount
        case .distinctValue: .distinctValue
        case .extreme: .extreme
        case .orderStatistic: .orderStatistic
        case .singleValue: .singleValue
        case .eventPattern: .eventPattern
        case .likelihood: .likelihood
        }
    }
}
