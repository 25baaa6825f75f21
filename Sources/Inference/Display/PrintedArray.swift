/// An array of three or more dimensions: its matrices one below the other, each below its place in the other dimensions.
///
/// Source: R's `print.default` of an array.
enum PrintedArray {
    static func lines(_ object: RObject, options: PrintOptions) -> [String] {
        let sizes = object.dimensions ?? []
        guard sizes.count > 2 else { return [] }
        let outer = Array(sizes[2...])
        let size = sizes[0] * sizes[1]
        return (0..<outer.reduce(1, *)).flatMap { slice in
            [", , " + place(slice, in: outer, of: object), ""]
                + PrintedMatrix(object, first: slice * size, options: options).lines + [""]
        }
    }

    /// `sex = f, 2`: where a slice lies.
    private static func place(_ slice: Int, in sizes: [Int], of object: RObject) -> String {
        var rest = slice
        return sizes.enumerated().map { offset, size in
            let index = rest % size
            rest /= size
            guard let names = object.names(alongDimension: offset + 2) else { return String(index + 1) }
            let title = object.title(ofDimension: offset + 2).map { $0 + " = " } ?? ""
            return title + QuotedText.escaped(names[index])
        }.joined(separator: ", ")
    }
}
