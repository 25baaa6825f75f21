import Fields
import Language
import SecretSharing

/// A private vector in the middle of a computation: its shares, which of its rows count, and which have a value.
///
/// All vectors here have one element for each physical row of the tables behind them; rows that a `subset` dropped are
/// still there, with a 0 in `selected`.
struct PrivateVector {
    /// The values.
    enum Values {
        /// Scaled integers, 0 where missing; with the bit planes of value - minimum where they are at hand.
        case number(Shared<Mersenne61>, planes: SharedPlanes?, bounds: DecimalType)
        /// An indicator a level, all 0 where missing.
        case factor([Shared<Mersenne61>], levels: [String])
        /// 1 where true, 0 where false or missing.
        case logical(Shared<Mersenne61>)
    }

    /// The number of physical rows.
    let rows: Int
    /// The values.
    var values: Values
    /// 1 where the row counts; nil where all do.
    var selected: Shared<Mersenne61>?
    /// 1 where the value is present; nil where it always is.
    var valid: Shared<Mersenne61>?
}

/// A private condition: `isTrue` is 1 where it is true; `isKnown` is 1 where it is true or false, nil where it always is.
struct Truth {
    var isTrue: Shared<Mersenne61>
    var isKnown: Shared<Mersenne61>?

    /// 1 where it is false.
    func isFalse(role: Role) -> Shared<Mersenne61> {
        (isKnown ?? .ones(isTrue.count, role: role)) - isTrue
    }
}

extension Shared where Element == Mersenne61 {
    /// A vector of public ones.
    static func ones(_ count: Int, role: Role) -> Shared {
        .publicValue([Mersenne61](repeating: Mersenne61(1), count: count), role: role)
    }

    /// 1 - x.
    func complement(role: Role) -> Shared { .ones(count, role: role) - self }

    /// The sum of the elements, as a vector of length 1; local.
    var total: Shared {
        Shared(own: [own.reduce(.zero, +)], next: [next.reduce(.zero, +)])
    }
}
