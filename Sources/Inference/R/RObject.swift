/// A public value as R has it: numbers, texts, truth values or a list, with R's names, dimensions and class.
///
/// Results of analyses are lists with R's component names (`statistic`, `p.value`, ...), so that a script that picks them
/// apart in R does the same here.
public struct RObject: Sendable, Equatable {
    /// What it holds.
    public indirect enum Content: Sendable, Equatable {
        /// `NULL`
        case null
        /// Numbers in double precision; nil is `NA`. A matrix lies column by column, as in R.
        case numbers([Double?])
        /// Texts; nil is `NA`.
        case texts([String?])
        /// Truth values; nil is `NA`.
        case logicals([Bool?])
        /// Other objects in order.
        case list([RObject])
    }

    /// What it holds.
    public var content: Content
    /// R's `names`, one an element; nil where there are none.
    public var names: [String]?
    /// R's `dim`; nil for what is no matrix or array.
    public var dimensions: [Int]?
    /// R's `dimnames`: for each dimension its names, nil where it has none.
    public var dimensionNames: [[String]?]?
    /// R's names of `dimnames`, as `table` gives them; empty texts where there are none.
    public var dimensionTitles: [String]?
    /// R's class, such as `htest` or `survfit`; decides how it prints and draws. nil for a plain value.
    public var kind: String?
    /// Whether numbers are whole and print so.
    public var isInteger = false

    /// Takes all parts.
    public init(
        _ content: Content, names: [String]? = nil, dimensions: [Int]? = nil, dimensionNames: [[String]?]? = nil,
        kind: String? = nil
    ) {
        self.content = content
        self.names = names
        self.dimensions = dimensions
        self.dimensionNames = dimensionNames
        self.kind = kind
    }
}

extension RObject {
    /// `NULL`
    public static let null = RObject(.null)

    /// One number; NaN and infinities are themselves, nil is `NA`.
    public static func number(_ value: Double?, name: String? = nil) -> RObject {
        RObject(.numbers([value]), names: name.map { [$0] })
    }

    /// A vector of numbers.
    public static func numbers(_ values: [Double], names: [String]? = nil) -> RObject {
        RObject(.numbers(values.map { $0 }), names: names)
    }

    /// A vector of whole numbers in which nil is `NA`.
    public static func counts(_ values: [Int?]) -> RObject {
        var object = RObject(.numbers(values.map { $0.map { Double($0) } }))
        object.isInteger = true
        return object
    }

    /// A vector of whole numbers.
    public static func integers(_ values: [Int], names: [String]? = nil) -> RObject {
        var object = RObject(.numbers(values.map { Double($0) }), names: names)
        object.isInteger = true
        return object
    }

    /// One text.
    public static func text(_ value: String) -> RObject { RObject(.texts([value])) }

    /// A vector of texts.
    public static func texts(_ values: [String], names: [String]? = nil) -> RObject {
        RObject(.texts(values.map { $0 }), names: names)
    }

    /// One truth value.
    public static func logical(_ value: Bool) -> RObject { RObject(.logicals([value])) }

    /// A matrix, given row by row.
    public static func matrix(_ rows: [[Double?]], rowNames: [String]? = nil, columnNames: [String]? = nil) -> RObject {
        let width = rows.first?.count ?? columnNames?.count ?? 0
        let values = (0..<width).flatMap { column in rows.map { $0[column] } }
        let named = rowNames != nil || columnNames != nil
        return RObject(
            .numbers(values), dimensions: [rows.count, width], dimensionNames: named ? [rowNames, columnNames] : nil)
    }

    /// A list with named components in order.
    public static func list(_ components: [(String, RObject)], kind: String? = nil) -> RObject {
        RObject(.list(components.map(\.1)), names: components.map(\.0), kind: kind)
    }

    /// The number of elements.
    public var count: Int {
        switch content {
        case .null: 0
        case .numbers(let values): values.count
        case .texts(let values): values.count
        case .logicals(let values): values.count
        case .list(let values): values.count
        }
    }

    /// The component of a list with this name; nil where there is none.
    public subscript(name: String) -> RObject? {
        guard case .list(let components) = content, let index = names?.firstIndex(of: name) else { return nil }
        return components[index]
    }

    /// The numbers, with `NA` as NaN; truth values count as 0 and 1; empty for anything else.
    public var doubles: [Double] {
        switch content {
        case .numbers(let values): values.map { $0 ?? .nan }
        case .logicals(let values): values.map { $0.map { $0 ? 1 : 0 } ?? .nan }
        default: []
        }
    }
}
