import Inference
import Language

extension Value {
    /// A public value of an object: plain vectors become plain values, everything else stays an object.
    init(_ object: RObject) {
        guard object.dimensions == nil, object.kind == nil else {
            self = .object(object)
            return
        }
        switch object.content {
        case .null: self = .null
        case .numbers(let values):
            self = .numbers(Numbers(values.map { Estimate($0) }, names: object.names))
        case .texts(let texts) where object.names == nil: self = .texts(texts)
        case .logicals(let values) where object.names == nil: self = .logicals(values)
        default: self = .object(object)
        }
    }

    /// This public value as an object; nil for private values and functions.
    var asObject: RObject? {
        switch self {
        case .null: return .null
        case .numbers(let numbers):
            var object = RObject(.numbers(numbers.values.map(\.double)), names: numbers.names)
            object.isInteger = numbers.form == .count
            return object
        case .texts(let texts): return RObject(.texts(texts))
        case .logicals(let values): return RObject(.logicals(values))
        case .frequency(let entries):
            var object = RObject(.numbers(entries.map { $0.count.map { Double($0) } }))
            object.isInteger = true
            object.dimensions = [entries.count]
            object.dimensionNames = [entries.map(\.label)]
            object.kind = "table"
            return object
        case .object(let object): return object
        case .model(let model): return model.object
        case .table, .vector, .function, .builtin, .formula, .list: return nil
        }
    }
}

extension Estimate {
    /// A number of an object: whole ones are exact, so that arithmetic on counts stays exact.
    init(_ value: Double?) {
        guard let value else {
            self = .notAvailable(.missingValues)
            return
        }
        if value == value.rounded(), abs(value) < 1e15 {
            self = .exact(ExactRational(Int(value)))
        } else {
            self = .approximate(value)
        }
    }
}

extension RObject {
    /// R's `class`.
    var className: String {
        if let kind { return kind }
        if let dimensions { return dimensions.count == 2 ? "matrix" : "array" }
        switch content {
        case .null: return "NULL"
        case .numbers: return isInteger ? "integer" : "numeric"
        case .texts: return "character"
        case .logicals: return "logical"
        case .list: return "list"
        }
    }

    /// The elements at these places, with their names; nil gives `NA`. Dimensions and class are dropped.
    func picking(_ places: [Int?]) -> RObject {
        func pick<Element>(_ values: [Element?]) -> [Element?] { places.map { $0.flatMap { values[$0] } } }
        let content: Content =
            switch self.content {
            case .null: .null
            case .numbers(let values): .numbers(pick(values))
            case .texts(let values): .texts(pick(values))
            case .logicals(let values): .logicals(pick(values))
            case .list(let values): .list(places.map { $0.map { values[$0] } ?? .null })
            }
        let own = elementNames
        var result = RObject(content, names: own.map { names in places.map { $0.map { names[$0] } ?? "<NA>" } })
        result.isInteger = isInteger
        return result
    }

    /// The names of the elements: R's `names`, or those of a table with one dimension.
    var elementNames: [String]? {
        if let names { return names }
        guard dimensions?.count == 1 else { return nil }
        return dimensionNames?.first ?? nil
    }

    /// The element at a place as an object of its own.
    func element(_ index: Int) -> RObject {
        if case .list(let values) = content { return values[index] }
        var one = picking([index])
        one.names = nil
        return one
    }
}

extension RObject {
    /// The number of rows of a matrix or data frame; nil for anything else.
    var rowCount: Int? {
        if let dimensions { return dimensions.first }
        guard kind == "data.frame", case .list(let columns) = content else { return nil }
        return columns.first?.count ?? 0
    }

    /// The number of columns of a matrix or data frame; nil for anything else.
    var columnCount: Int? {
        if let dimensions { return dimensions.count > 1 ? dimensions[1] : nil }
        guard kind == "data.frame" else { return nil }
        return names?.filter { $0 != ".row.names" }.count
    }
}
