import Foundation
import Inference
import Language
import Wire

extension Builtin {
    /// R's functions of public matrices, arrays and data frames.
    static let matrixFunctions: [Builtin] = [
        Builtin(
            "matrix", ["data", "nrow", "ncol", "byrow", "dimnames"],
            HelpTopic(
                "matrix(data, nrow, ncol, byrow = FALSE)", "Public numbers as a matrix.", releases: "nothing",
                example: "matrix(c(3, 1, 1, 3), 2)")
        ) { (_, arguments) throws(Problem) in
            let data = try arguments.object("data")
            let byRow = try arguments.flag("byrow", default: false)
            let columnsGiven = arguments.named["ncol"] != nil
            var rows = Int(try arguments.number("nrow", default: columnsGiven ? -1 : Double(data.count)))
            var columns = Int(try arguments.number("ncol", default: -1))
            if rows < 0 { rows = max(1, (data.count + columns - 1) / max(1, columns)) }
            if columns < 0 { columns = max(1, (data.count + rows - 1) / max(1, rows)) }
            guard rows * columns <= 1_000_000, data.count > 0 else {
                throw arguments.unfit(try arguments.need("data"), "some numbers")
            }
            var result = data.picking(
                (0..<rows * columns).map { place in
                    (byRow ? place % rows * columns + place / rows : place) % data.count
                })
            result.names = nil
            result.dimensions = [rows, columns]
            if arguments.named["dimnames"] != nil, case .list(let names) = try arguments.object("dimnames").content {
                result.dimensionNames = names.map { $0.content == .null ? nil : $0.asTexts.map { $0 ?? "NA" } }
                result.dimensionTitles = try arguments.object("dimnames").names
            }
            return .object(result)
        },
        Builtin(
            "dim", ["x"],
            HelpTopic(
                "dim(x)", "The numbers of rows and columns of a public matrix.", releases: "nothing",
                example: "dim(matrix(1:6, 2))")
        ) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            if let dimensions = object.dimensions { return Value(.integers(dimensions)) }
            guard let rows = object.rowCount, let columns = object.columnCount else { return .null }
            return Value(.integers([rows, columns]))
        },
        Builtin(
            "dimnames", ["x"],
            HelpTopic(
                "dimnames(x)", "The names of rows and columns.", releases: "nothing",
                example: "dimnames(table(tm$gender))")
        ) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            guard let names = object.dimensionNames else { return .null }
            return .object(RObject(.list(names.map { $0.map { .texts($0) } ?? .null }), names: object.dimensionTitles))
        },
        Builtin(
            "rownames", ["x"],
            HelpTopic(
                "rownames(x)", "The names of the rows of a public matrix.", releases: "nothing",
                example: "rownames(table(tm$gender, tm$ecog_status))")
        ) { (_, arguments) throws(Problem) in
            (try arguments.object("x").dimensionNames?.first ?? nil).map { .texts($0) } ?? .null
        },
        margin("rowSums", 0, mean: false), margin("colSums", 1, mean: false),
        margin("rowMeans", 0, mean: true), margin("colMeans", 1, mean: true),
        Builtin(
            "t", ["x"],
            HelpTopic(
                "t(x)", "A public matrix with rows and columns exchanged.", releases: "nothing",
                example: "t(matrix(1:6, 2))")
        ) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            guard let size = object.dimensions, size.count == 2 else {
                var row = object
                row.names = nil
                row.dimensions = [1, object.count]
                row.dimensionNames = object.elementNames.map { [nil, $0] }
                return .object(row)
            }
            var result = object.picking((0..<object.count).map { $0 / size[1] + ($0 % size[1]) * size[0] })
            result.names = nil
            result.dimensions = [size[1], size[0]]
            result.dimensionNames = object.dimensionNames.map { [$0[1], $0[0]] }
            result.dimensionTitles = object.dimensionTitles.map { $0.reversed() }
            result.kind = object.kind
            return .object(result)
        },
        Builtin(
            "diag", ["x"],
            HelpTopic(
                "diag(x)", "The diagonal of a public matrix, or a diagonal matrix.", releases: "nothing",
                example: "diag(matrix(1:4, 2))")
        ) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            if let size = object.dimensions, size.count == 2 {
                let values = object.asOptionalDoubles
                return Value(RObject(.numbers((0..<min(size[0], size[1])).map { values[$0 * (size[0] + 1)] })))
            }
            let values = object.count == 1 ? Array(repeating: 1, count: Int(object.doubles[0])) : object.doubles
            return .object(.matrix(values.indices.map { i in values.indices.map { $0 == i ? values[i] : 0 } }))
        },
        Builtin(
            "outer", ["X", "Y", "FUN"],
            HelpTopic(
                "outer(x, y)", "The products of all pairs of public numbers.", releases: "nothing",
                example: "outer(1:3, 1:3)")
        ) { (_, arguments) throws(Problem) in
            let sign = try arguments.text("FUN", default: "*")
            return .object(
                RObject.outer(try arguments.object("X"), try arguments.object("Y")) {
                    PublicArithmetic.double(sign, $0, $1)
                })
        },
        Builtin(
            "apply", ["X", "MARGIN", "FUN"],
            HelpTopic(
                "apply(X, MARGIN, FUN)", "A function of each row (1) or column (2) of a public matrix.",
                releases: "nothing", example: "apply(matrix(1:6, 2), 1, sum)")
        ) { (interpreter, arguments) throws(Problem) in
            let object = try arguments.object("X").asMatrix
            let (bound, function) = (try arguments.need("X"), try arguments.need("FUN"))
            guard let size = object.dimensions else { return .null }
            let margins = try arguments.numbers(try arguments.need("MARGIN")).values.map(\.double)
            var items: [ListItem] = []
            if margins.count == 2 {
                for index in 0..<object.count {
                    let argument = Arguments.Bound(name: nil, value: Value(object.element(index)), place: bound.place)
                    let value = try interpreter.apply(function.value, to: [argument], arguments.call)
                    items.append(ListItem(name: nil, value: value))
                }
                guard let values = Value.simplified(items).asObject, values.count == object.count,
                    values.dimensions == nil
                else { throw arguments.unfit(function, "a function that gives one value for each element") }
                var result = object
                result.content = values.content
                return .object(result)
            }
            let axis = margins == [2] ? 1 : 0
            for line in 0..<size[axis] {
                let part = object.slice(axis == 0 ? [[line], Array(0..<size[1])] : [Array(0..<size[0]), [line]])
                let argument = Arguments.Bound(name: nil, value: Value(part), place: bound.place)
                let value = try interpreter.apply(function.value, to: [argument], arguments.call)
                items.append(ListItem(name: (object.dimensionNames?[axis] ?? nil)?[line], value: value))
            }
            return .simplified(items)
        },
        Builtin(
            "data.frame", [], variadic: true,
            HelpTopic(
                "data.frame(...)", "Public vectors as columns of a table.", releases: "nothing",
                example: "data.frame(x = 1:2, y = 3:4)")
        ) { (_, arguments) throws(Problem) in
            var columns: [(String, RObject)] = []
            for (index, bound) in arguments.rest.enumerated() {
                guard let object = bound.value.asObject else { throw arguments.unfit(bound, "public vectors") }
                columns.append((bound.name ?? bound.place.columnName ?? "V\(index + 1)", object.named(nil)))
            }
            let count = columns.map(\.1.count).max() ?? 0
            let full = columns.map { name, column in
                (name, column.picking((0..<count).map { column.count == 0 ? nil : $0 % column.count }))
            }
            return .object(.list(full, kind: "data.frame"))
        },
    ]

    private static func margin(_ name: String, _ axis: Int, mean: Bool) -> Builtin {
        let topic = HelpTopic(
            "\(name)(x)", "\(mean ? "Means" : "Sums") of the \(axis == 0 ? "rows" : "columns") of a public matrix.",
            releases: "nothing", example: "\(name)(matrix(1:6, 2))")
        return Builtin(name, ["x"], topic) { (_, arguments) throws(Problem) in
            let object = try arguments.object("x")
            guard let size = object.dimensions, size.count == 2 else {
                throw arguments.unfit(try arguments.need("x"), "a matrix")
            }
            let values = object.doubles
            let lines = (0..<size[axis]).map { line -> Double in
                let other = 0..<size[1 - axis]
                let sum = other.reduce(0.0) { $0 + values[axis == 0 ? line + $1 * size[0] : $1 + line * size[0]] }
                return mean ? sum / Double(size[1 - axis]) : sum
            }
            return Value(.numbers(lines, names: object.dimensionNames?[axis] ?? nil))
        }
    }
}
