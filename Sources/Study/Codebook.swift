public import Wire

/// The columns of a study's tables, in order. Public, and the same for every table of the study.
public struct Codebook: Sendable, Hashable {
    /// The columns in order.
    public let columns: [Column]
    private let places: [String: Int]

    /// The most columns a codebook may have.
    public static let columnLimit = 2_000
    /// The most levels a factor may have.
    public static let levelLimit = 1_000

    /// A codebook of these columns.
    ///
    /// - Throws: `Problem` "bad-codebook" naming the column and what is wrong with it.
    public init(columns: [Column]) throws(Problem) {
        guard !columns.isEmpty else {
            throw Problem("bad-codebook", "the codebook has no columns", mend: "describe at least one column")
        }
        guard columns.count <= Self.columnLimit else {
            throw Problem("bad-codebook", "the codebook has more than \(Self.columnLimit) columns")
        }
        var places: [String: Int] = [:]
        for (index, column) in columns.enumerated() {
            try column.check()
            guard places.updateValue(index, forKey: column.name) == nil else {
                throw Problem("bad-codebook", "column \(column.name) is described twice", mend: "remove one of them")
            }
        }
        self.columns = columns
        self.places = places
    }

    /// The column of this name, or nil.
    public func column(named name: String) -> Column? {
        places[name].map { columns[$0] }
    }

    /// The names in order.
    public var names: [String] { columns.map(\.name) }
}
