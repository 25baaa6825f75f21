public import Fields
public import SecretSharing

/// Columns of shares whose rows move together: numbers of F_p, and words of 64 bits.
public struct Records: Sendable {
    /// The number of rows.
    public let count: Int
    /// The columns of numbers, each with one element a row.
    public var columns: [Shared<Mersenne61>]
    /// The columns of words, each with one word a row.
    public var words: [Shared<BitWord>]

    /// Takes columns of `count` rows each. Without any column only the number of rows is left.
    public init(count: Int, columns: [Shared<Mersenne61>] = [], words: [Shared<BitWord>] = []) {
        precondition(count <= Permutation.largestCount, "rows are numbered in 32 bits")
        precondition(
            columns.allSatisfy { $0.count == count } && words.allSatisfy { $0.count == count },
            "columns that move together are equally long")
        self.count = count
        self.columns = columns
        self.words = words
    }

    /// Row k of the outcome is row `places[k]`; local. A place may occur often or never.
    public func gathered(_ places: [UInt32]) -> Records {
        Records(
            count: places.count, columns: columns.map { $0.gathered(places) }, words: words.map { $0.gathered(places) })
    }

    /// Row i goes to place `destinations[i]`; local. The destinations are a permutation.
    func scattered(to destinations: [UInt32]) -> Records { gathered(Permutation.inverse(of: destinations)) }

    /// The first rows.
    func prefix(_ length: Int) -> Records {
        Records(count: length, columns: columns.map { $0[0..<length] }, words: words.map { $0[0..<length] })
    }
}

extension Shared {
    /// Element k of the outcome is element `places[k]`; local.
    func gathered(_ places: [UInt32]) -> Shared {
        Shared(own: own.gathered(places), next: next.gathered(places))
    }
}

extension Array where Element: BitwiseCopyable {
    /// Element k of the outcome is element `places[k]`.
    func gathered(_ places: [UInt32]) -> [Element] {
        precondition(places.allSatisfy { Int($0) < count }, "places are within the column")
        return withUnsafeBufferPointer { source in
            places.withUnsafeBufferPointer { places in
                [Element](filled: places.count) { target in
                    for k in 0..<places.count { target[k] = source[Int(places[k])] }
                }
            }
        }
    }
}
