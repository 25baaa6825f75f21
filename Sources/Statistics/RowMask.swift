public import Fields
public import MPC
public import SecretSharing

/// Which rows are selected, in the form that is at hand.
public enum RowMask: Sendable {
    /// All rows.
    case all
    /// Elements of F_p: 1 where a row is selected and 0 elsewhere.
    case elements(Shared<Mersenne61>)
    /// Bits: 1 where a row is selected and 0 elsewhere.
    case bits(SharedBits)

    /// A mask of elements, or all rows.
    public init(_ elements: Shared<Mersenne61>?) { self = elements.map(RowMask.elements) ?? .all }

    /// The mask as bits, one a row.
    ///
    /// - Communication: for elements 3 ANDs a row, 2 hops; else none.
    public func bits(rows: Int, in session: Session) throws(MPCError) -> SharedBits {
        switch self {
        case .all: .constant(true, count: rows, role: session.role)
        case .elements(let elements): try session.toBit(elements)
        case .bits(let bits): bits
        }
    }

    /// The mask as elements, or nil for all rows.
    ///
    /// - Communication: for bits 16 bytes a row, 2 hops; else none.
    public func elements(in session: Session) throws(MPCError) -> Shared<Mersenne61>? {
        switch self {
        case .all: nil
        case .elements(let elements): elements
        case .bits(let bits): try session.toField(bits)
        }
    }
}
