import Inference
import Language
import Wire

extension Interpreter {
    /// `m[i, j]`, `m[i, ]`, `m[, j]`, and the same with more dimensions.
    func index(
        _ object: RObject, _ arguments: [Expression.Argument], _ expression: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        if object.kind == "data.frame" { return try index(frame: object, arguments, expression, frame) }
        guard let dimensions = object.dimensions, dimensions.count == arguments.count else {
            throw Problem(
                "bad-index", "there are \(object.dimensions?.count ?? 1) dimensions and \(arguments.count) indices",
                at: expression.range.place, mend: "write one index for each dimension")
        }
        var places: [[Int]] = []
        for (dimension, argument) in arguments.enumerated() {
            guard let place = argument.value else {
                places.append(Array(0..<dimensions[dimension]))
                continue
            }
            var axis = RObject(.numbers((0..<dimensions[dimension]).map { Double($0) }))
            axis.names = object.dimensionNames?[dimension] ?? nil
            let selector = try evaluate(place, in: frame)
            try refusePrivate(selector, "[ ]", place)
            let picked = try pick(.object(RObject.keepingNames(axis)), selector, place)
            let numbers = picked.asNumbers?.values.map { $0.double.map { Int($0) } } ?? []
            guard numbers.allSatisfy({ $0 != nil }) else {
                throw Problem(
                    "bad-index", "an index lies outside the \(dimensions[dimension]) places",
                    at: place.range.place, mend: "use a number or a name that exists")
            }
            places.append(numbers.compactMap(\.self))
        }
        return Value(object.slice(places))
    }
}

extension RObject {
    /// An object that `Value` does not turn into a plain vector, for picking by place or name.
    fileprivate static func keepingNames(_ axis: RObject) -> RObject { axis }

    /// The part of an array at these places of each dimension; dimensions of one place are dropped.
    func slice(_ places: [[Int]], dropping: Bool = true) -> RObject {
        guard let dimensions else { return self }
        var indices = [0]
        var stride = 1
        for (dimension, list) in places.enumerated() {
            indices = list.flatMap { place in indices.map { $0 + place * stride } }
            stride *= dimensions[dimension]
        }
        var result = picking(indices.map { $0 })
        result.names = nil
        let kept = places.indices.filter { !dropping || places[$0].count != 1 }
        func names(_ dimension: Int) -> [String]? {
            dimensionNames.flatMap { $0[dimension] }.map { names in places[dimension].map { names[$0] } }
        }
        if kept.count > 1 {
            result.dimensions = kept.map { places[$0].count }
            if dimensionNames != nil { result.dimensionNames = kept.map { names($0) } }
            result.dimensionTitles = dimensionTitles.map { titles in kept.map { titles[$0] } }
            result.kind = kind == "table" ? kind : nil
        } else if let only = kept.first {
            result.names = names(only)
        }
        return result
    }
}
