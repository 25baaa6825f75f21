/// One of the three computing parties, who sit in a ring.
///
/// Party i holds components i and i+1 of every shared value; so it shares component i with its left neighbour and
/// component i+1 with its right one.
public enum Role: UInt8, CaseIterable, Hashable, Sendable, Comparable {
    case first = 0
    case second
    case third

    /// The number 0, 1 or 2 of the formulas.
    public var index: Int { Int(rawValue) }

    /// The party before this one in the ring: i-1.
    public var left: Role {
        switch self {
        case .first: .third
        case .second: .first
        case .third: .second
        }
    }

    /// The party after this one in the ring: i+1.
    public var right: Role {
        switch self {
        case .first: .second
        case .second: .third
        case .third: .first
        }
    }

    /// The components that this party holds, in the order of ``Shared/own`` and ``Shared/next``.
    public var components: (own: Int, next: Int) { (index, right.index) }

    /// Orders the parties as a study lists them.
    public static func < (a: Role, b: Role) -> Bool { a.rawValue < b.rawValue }
}
