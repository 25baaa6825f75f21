/// A column of secret unsigned integers as bit planes: plane j holds bit j of every row.
public struct SharedPlanes: Sendable {
    /// The planes, least significant first.
    public var planes: [SharedBits]
    /// The number of rows, which is the length of each plane.
    public var count: Int

    /// Takes planes of `count` rows each. No plane at all is a column of zeros.
    public init(planes: [SharedBits], count: Int) {
        precondition(planes.allSatisfy { $0.count == count }, "planes are equally long")
        self.planes = planes
        self.count = count
    }

    /// The number of planes, w: values are below 2^w.
    public var width: Int { planes.count }

    /// Appends the rows of another column of the same width.
    public mutating func append(_ other: SharedPlanes) {
        precondition(width == other.width, "columns that are joined have the same planes")
        for j in planes.indices { planes[j].append(other.planes[j]) }
        count += other.count
    }

    /// The rows at `range`, as a column of their own.
    public subscript(range: Range<Int>) -> SharedPlanes {
        SharedPlanes(planes: planes.map { $0[range] }, count: range.count)
    }
}
