/// One entry of what an analysis releases: numbers of a kind, how many, and to whom.
///
/// A test compares what the nodes open with these entries, for every analysis.
public struct DocumentedRelease: Sendable, Hashable {
    /// Who learns a number.
    public enum Audience: String, Sendable, Hashable, CaseIterable {
        /// The analyst only.
        case analyst
        /// The three nodes, which need it in order to go on, and the analyst.
        case nodes
    }

    /// How many numbers.
    public enum Amount: Sendable, Hashable {
        /// So many.
        case exactly(Int)
        /// So many, each in one or more pieces where its bounds are wide, so that no piece leaves the field.
        case inPieces(Int)
        /// So many for each row of the tables, at most.
        case perRow(Int)
        /// So many for each distinct time (`ReleaseKind.distinctValue`).
        case perDistinctValue(Int)
    }

    /// The kinds that the numbers may have; several where it depends on the data.
    public let kinds: [ReleaseKind]
    /// How many.
    public let amount: Amount
    /// To whom.
    public let audience: Audience

    init(_ kind: ReleaseKind, _ amount: Amount, to audience: Audience = .analyst) {
        self.init([kind], amount, to: audience)
    }

    init(_ kinds: [ReleaseKind], _ amount: Amount, to audience: Audience = .analyst) {
        self.kinds = kinds
        self.amount = amount
        self.audience = audience
    }

    /// As in `3 x sum (to the analyst)`.
    public var text: String {
        let name = kinds.map(\.rawValue).joined(separator: " or ")
        let quantity =
            switch amount {
            case .exactly(let count): "\(count) x \(name)"
            case .inPieces(let count): "\(count) x \(name), in pieces where bounds are wide"
            case .perRow(let count): "up to \(count) x \(name) a row"
            case .perDistinctValue(let count): "\(count) x \(name) a distinct time"
            }
        return quantity + (audience == .nodes ? ", also to the nodes" : "")
    }
}
