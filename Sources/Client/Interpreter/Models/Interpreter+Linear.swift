import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// The columns of a linear model over its complete rows, with the terms that they belong to.
    func linearData(
        _ bound: Arguments.Bound, _ arguments: Arguments
    ) throws(Problem) -> (products: ProductMatrix, terms: [ModelTerm], columns: [Design.Column]) {
        guard case .formula(let formula) = bound.value, let left = formula.left else {
            throw arguments.unfit(bound, "a formula y ~ x")
        }
        let frame = try frame(of: formula, arguments)
        let response = try privateVector(left, frame)
        let model = try ModelTerms(formula.right)
        guard model.strata.isEmpty, model.offsets.isEmpty else {
            throw Problem(
                "unsupported-formula", "strata() and offset() are not offered here", at: bound.place.range.place)
        }
        let design = try Design(model, self, frame)
        // All levels enter the products; those that no row has are known by their sums, and left out then.
        let indicators = design.indicators
        let all = [response] + indicators + design.columns.map(\.vector)
        let names = [left.deparsed] + indicators.map { _ in "" } + design.columns.map(\.name)
        let everything = try products(of: all, names: names, at: arguments.call)
        let counts = design.levelCounts(means: everything.means.dropFirst(), rows: everything.count)
        let kept = design.fitted(counts: counts)
        let places =
            [0]
            + kept.compactMap { column in
                design.columns.firstIndex { $0.name == column.name && $0.term == column.term }.map {
                    1 + indicators.count + $0
                }
            }
        let matrix = ProductMatrix(
            names: places.map { names[$0] }, count: everything.count, means: places.map { everything.means[$0] },
            products: places.map { row in places.map { everything.products[row][$0] } })
        let terms = design.terms.enumerated().map { term, label in
            ModelTerm(label: label, columns: kept.indices.filter { kept[$0].term == term })
        }
        return (matrix, terms, kept)
    }

    func lm(_ arguments: Arguments) throws(Problem) -> Value {
        let (products, terms, columns) = try linearData(try arguments.need("formula"), arguments)
        let result = try arguments.finish {
            try LinearModel(products, terms: terms, call: arguments.call.deparsed).object
        }
        guard case .object(let object) = result else { return result }
        return .model(FittedModel(object: object, columns: columns.map(\.pieces)))
    }

    /// `aov`: the sequential table of variance.
    func aov(_ arguments: Arguments) throws(Problem) -> Value {
        let (products, terms, _) = try linearData(try arguments.need("formula"), arguments)
        let result = try arguments.finish {
            let model = try LinearModel(products, terms: terms, call: arguments.call.deparsed)
            var table = model.varianceTable.object
            table.kind = "aov"
            return table
        }
        guard case .object(let object) = result else { return result }
        var groups: OneWayData?
        if terms.count == 1, case .formula = try arguments.need("formula").value,
            let variables = try? testVariables(arguments, first: "formula")
        {
            groups = OneWayData(variables: variables)
        }
        return .model(FittedModel(object: object, oneWay: groups))
    }

    func anova(_ arguments: Arguments) throws(Problem) -> Value {
        var (fits, formulas): ([RObject], [String]) = ([], [])
        for bound in arguments.rest {
            guard let object = bound.value.asObject, let kind = object.kind,
                ["lm", "glm", "coxph", "aov"].contains(kind)
            else {
                throw arguments.unfit(bound, "the result of lm, aov, glm or coxph")
            }
            fits.append(object)
            let call = object["call"]?.asTexts.first ?? nil
            formulas.append(call ?? bound.place.deparsed)
        }
        guard let first = fits.first else { throw arguments.unfit(try arguments.need("object"), "a fit") }
        if fits.count == 1, let table = first["anova"] { return .object(table) }
        if fits.count == 1, first.kind == "aov" { return .object(first) }
        let test = try arguments.text("test", default: first.kind == "lm" ? "F" : "none")
        return try arguments.finish {
            first.kind == "glm"
                ? try GeneralizedLinearModel.comparison(
                    fits, formulas: formulas, test: test == "F" ? .f : test == "none" ? .none : .chiSquared)
                : try LinearModel.comparison(fits, formulas: formulas)
        }
    }

    /// `TukeyHSD` of a one-way `aov`.
    func tukeyHSD(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("x")
        guard case .model(let model) = bound.value, let data = model.oneWay else {
            throw arguments.unfit(bound, "the result of aov with one factor")
        }
        let groups = try samples(data.variables, at: arguments.call)
        let conf = try arguments.confidence()
        return try arguments.finish {
            try TukeyHSD.test(groups, term: data.variables.grouping.label, conf: conf)
        }
    }
}
