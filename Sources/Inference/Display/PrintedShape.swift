/// A value printed by what it holds, whatever its kind.
///
/// Source: R's `print.default`.
enum PrintedShape {
    static func text(_ object: RObject, options: PrintOptions) -> String {
        lines(object, options: options, prefix: "").joined(separator: "\n")
    }

    /// The lines; `prefix` is what leads to a component of a list, such as `$a[[2]]`.
    static func lines(_ object: RObject, options: PrintOptions, prefix: String) -> [String] {
        switch object.content {
        case .null: return ["NULL"]
        case .list(let components):
            return PrintedList.lines(components, names: object.names, options: options, prefix: prefix)
        default: break
        }
        let sizes = object.wholeDimensions
        switch sizes?.count {
        case 2: return PrintedMatrix(object, options: options).lines
        case .some(3...): return PrintedArray.lines(object, options: options)
        default: return PrintedVector(object, options: options).lines
        }
    }
}

extension RObject {
    /// The dimensions, where the number of elements is their product; nil otherwise.
    var wholeDimensions: [Int]? {
        guard let dimensions, dimensions.allSatisfy({ $0 >= 0 }), dimensions.reduce(1, *) == count else { return nil }
        return dimensions
    }

    /// The names along one dimension, where there are as many as it is long.
    func names(alongDimension index: Int) -> [String]? {
        guard let dimensions, let dimensionNames, index < dimensionNames.count, index < dimensions.count,
            let names = dimensionNames[index], names.count == dimensions[index]
        else { return nil }
        return names
    }

    /// The title of one dimension; nil where dimensions have none.
    func title(ofDimension index: Int) -> String? {
        guard let dimensionTitles, index < dimensionTitles.count else { return nil }
        return dimensionTitles[index]
    }

    /// The names of a vector or of an array of one dimension.
    var elementNames: [String]? {
        if let names, names.count == count { return names }
        return wholeDimensions?.count == 1 ? names(alongDimension: 0) : nil
    }
}
