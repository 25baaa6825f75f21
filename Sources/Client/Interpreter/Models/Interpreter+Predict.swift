import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// `predict(fit, newdata)` for public rows.
    func predict(_ arguments: Arguments) throws(Problem) -> Value {
        let (bound, data) = (try arguments.need("object"), try arguments.need("newdata"))
        guard case .model(let model) = bound.value, ["lm", "glm"].contains(model.object.kind) else {
            throw arguments.unfit(bound, "the result of lm or glm")
        }
        guard !data.value.isPrivate, let frame = data.value.asObject, case .list(let columns) = frame.content,
            let names = frame.names
        else { throw arguments.unfit(data, "a public data.frame; predictions for patients would name them") }
        let environment = Environment(parent: globals)
        for (name, column) in zip(names, columns) { environment.set(name, Value(column)) }
        let count = columns.map(\.count).max() ?? 0
        var rows = [[Double]](repeating: [1], count: count)
        for column in model.columns {
            var product = [Double](repeating: 1, count: count)
            for piece in column {
                let values = try self.values(of: piece.variable, level: piece.level, in: environment)
                guard !values.isEmpty else { throw arguments.unfit(data, "rows") }
                for row in 0..<count { product[row] *= values[row % values.count] }
            }
            for row in 0..<count { rows[row].append(product[row]) }
        }
        let kind = try arguments.text("type", default: model.object.kind == "glm" ? "link" : "response")
        let withErrors = try arguments.flag("se.fit", default: false)
        let text = try arguments.text("interval", default: "none")
        let level = try arguments.confidence("level")
        let result = try arguments.finish {
            let prediction =
                model.object.kind == "lm"
                ? try Prediction(
                    linear: model.object, rows: rows, interval: .init(rawValue: text) ?? .none, level: level)
                : try Prediction(generalized: model.object, rows: rows, response: kind == "response")
            let labels = (0..<count).map { String($0 + 1) }
            if let limits = prediction.limits {
                return .matrix(
                    zip(prediction.fit, limits).map { [$0, $1.lower, $1.upper] }, rowNames: labels,
                    columnNames: ["fit", "lwr", "upr"])
            }
            let fit = RObject.numbers(prediction.fit, names: labels)
            guard withErrors else { return fit }
            return .list([("fit", fit), ("se.fit", .numbers(prediction.standardError, names: labels))])
        }
        return result.asObject.map { Value($0) } ?? result
    }

    /// A variable of the model in public rows: its numbers, or whether it has a level.
    private func values(
        of variable: Expression, level: String?, in environment: Environment
    ) throws(Problem) -> [Double] {
        let value = try evaluate(variable, in: Frame(environment))
        guard let level else { return value.asObject?.doubles ?? [] }
        return (value.asCharacters ?? []).map { $0 == level ? 1 : 0 }
    }
}
