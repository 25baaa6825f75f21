import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// The drawing of a result, with the titles given.
    func plot(_ bound: Arguments.Bound, _ arguments: Arguments) throws(Problem) -> Plot {
        guard let object = bound.value.asObject else { throw arguments.unfit(bound, "a result") }
        let drawn =
            object.kind == "coxph" ? try arguments.finished { try CoxSummary.object(object, level: 0.95) } : object
        guard let plot = Plot(drawn, title: try title("main", arguments) ?? "") else {
            throw arguments.unfit(bound, "the result of survfit, hist, boxplot.stats or coxph")
        }
        return plot.labelled(across: try title("xlab", arguments), up: try title("ylab", arguments))
    }

    private func title(_ name: String, _ arguments: Arguments) throws(Problem) -> String? {
        guard arguments.named[name] != nil else { return nil }
        return try arguments.text(name, default: "")
    }

    /// Prints a drawing, or writes it into the figure that `svg` began.
    func draw(_ plot: Plot) throws(Problem) -> Value {
        if let device {
            try writeFile(plot.svg(stamp: stamp), device)
        } else {
            print(plot.text())
        }
        isVisible = false
        return .null
    }

    /// What a file of results of the running statement is stamped with.
    var stamp: ResultStamp {
        ResultStamp(
            planDigests: lineage.plans, tableVersions: lineage.tables, study: study.name, policy: study.policy.name,
            software: software, date: now())
    }

    /// The boxes of `x ~ g`, or of `x` alone, as R's `boxplot` gives them.
    func boxes(_ arguments: Arguments) throws(Problem) -> RObject {
        let bound = try arguments.need("x")
        guard case .formula(let formula) = bound.value else {
            return BoxplotStatistics.joined([("", try box(of: bound.value, bound, arguments))])
        }
        let variables = try variables(of: formula, arguments)
        let levels =
            variables.grouping.dropsEmpty
            ? try crossTable([variables.grouping], at: arguments.call).levels[0] : variables.grouping.levels
        var boxes: [(String, RObject)] = []
        for level in levels {
            let rows = try variables.response.leaving(try variables.grouping.condition(level))
            boxes.append((level, try box(of: .vector(rows), bound, arguments)))
        }
        return BoxplotStatistics.joined(boxes)
    }

    private func box(
        of value: Value, _ bound: Arguments.Bound, _ arguments: Arguments
    ) throws(Problem) -> RObject {
        let column = Arguments.Bound(name: nil, value: value, place: bound.place)
        return try boxplotStatistics(column, coefficient: try arguments.number("range", default: 1.5), arguments)
    }
}

extension Value {
    /// The left side of a formula as it was written.
    var responseName: String? {
        guard case .formula(let formula) = self else { return nil }
        return formula.left?.deparsed
    }
}
