extension RObject {
    /// The texts; nothing for `NA` or anything that is no text.
    var texts: [String] {
        guard case .texts(let values) = content else { return [] }
        return values.compactMap(\.self)
    }

    /// The elements of a list.
    var components: [RObject] {
        guard case .list(let values) = content else { return [] }
        return values
    }

    /// The numbers with nil for `NA`.
    var optionalNumbers: [Double?] {
        guard case .numbers(let values) = content else { return [] }
        return values
    }

    /// A named vector in which nil is `NA`.
    static func optionals(_ values: [Double?], names: [String]? = nil) -> RObject {
        RObject(.numbers(values), names: names)
    }

    /// The rows of a matrix.
    var rows: [[Double?]] {
        guard let dimensions, dimensions.count == 2, optionalNumbers.count == dimensions[0] * dimensions[1] else {
            return []
        }
        let values = optionalNumbers
        return (0..<dimensions[0]).map { row in (0..<dimensions[1]).map { values[$0 * dimensions[0] + row] } }
    }
}
