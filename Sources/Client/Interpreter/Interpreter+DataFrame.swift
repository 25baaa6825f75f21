import Inference
import Language
import Wire

extension Interpreter {
    /// `f[i, j]` of a public data frame: a column alone is a vector, anything else a data frame.
    func index(
        frame object: RObject, _ arguments: [Expression.Argument], _ expression: Expression, _ frame: Frame
    ) throws(Problem) -> Value {
        guard arguments.count == 2 else {
            throw Problem(
                "bad-index", "a data frame takes two indices, for rows and columns", at: expression.range.place,
                mend: "write it as in f[f$p < 0.05, ]")
        }
        let names = object.columnNames
        let rows = try places(arguments[0], names: object.rowLabels, count: object.rowCount ?? 0, frame)
        let columns = try places(arguments[1], names: names, count: names.count, frame)
        let picked = columns.map { (names[$0], (object[names[$0]] ?? .null).picking(rows.map { $0 })) }
        if picked.count == 1, arguments[1].value != nil { return Value(picked[0].1) }
        let labels = object.rowLabels ?? (0..<(object.rowCount ?? 0)).map { String($0 + 1) }
        let kept: [(String, RObject)] =
            arguments[0].value == nil && object.rowLabels == nil
            ? [] : [(".row.names", .texts(rows.map { labels[$0] }))]
        return .object(.list(picked + kept, kind: "data.frame"))
    }

    /// The places that one index of a data frame picks, all where it is empty.
    private func places(
        _ argument: Expression.Argument, names: [String]?, count: Int, _ frame: Frame
    ) throws(Problem) -> [Int] {
        guard let place = argument.value else { return Array(0..<count) }
        let selector = try evaluate(place, in: frame)
        try refusePrivate(selector, "[ ]", place)
        let axis = RObject.numbers((0..<count).map { Double($0) }, names: names)
        let picked = try pick(.object(axis), selector, place).asNumbers?.values.map { $0.double.map { Int($0) } } ?? []
        guard picked.allSatisfy({ $0 != nil }) else {
            throw Problem(
                "bad-index", "an index lies outside the \(count) places", at: place.range.place,
                mend: "use a number or a name that exists")
        }
        return picked.compactMap(\.self)
    }
}

extension RObject {
    /// The names of a data frame's columns.
    var columnNames: [String] { (names ?? []).filter { $0 != ".row.names" } }

    /// The names of a data frame's rows, where they are not numbered.
    var rowLabels: [String]? { self[".row.names"]?.asTexts.map { $0 ?? "NA" } }

    /// Data frames with the same columns below each other; rows are numbered anew.
    ///
    /// Source: R's `rbind.data.frame`. nil where a column is missing.
    static func stacking(_ frames: [RObject]) -> RObject? {
        guard let names = frames.first?.columnNames else { return nil }
        var columns: [(String, RObject)] = []
        for name in names {
            var parts: [(name: String?, object: RObject)] = []
            for frame in frames {
                guard let part = frame[name], frame.columnNames.count == names.count else { return nil }
                parts.append((nil, part.named(nil)))
            }
            columns.append((name, .combining(parts)))
        }
        return .list(columns, kind: "data.frame")
    }
}
