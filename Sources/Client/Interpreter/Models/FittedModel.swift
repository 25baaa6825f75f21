import Inference
import Language
import Wire

/// The result of a fit, and the private expressions that it was fitted to.
struct FittedModel {
    /// R's result.
    var object: RObject
    /// What a Cox model was fitted to; nil for other models.
    var cox: CoxData?
    /// How the columns of a linear or generalized linear model are made, for predictions; empty for other results.
    var columns: [[(variable: Expression, level: String?)]] = []
    /// What a one-way analysis of variance was made of; nil for other results.
    var oneWay: OneWayData?
}

/// What a one-way analysis of variance was made of.
struct OneWayData {
    let variables: TestVariables
}

/// What a Cox model was fitted to.
struct CoxData {
    let time: VectorExpression
    let event: VectorExpression
    let strata: [Grouping]
    let columns: [ModelColumn]
    let ties: String
    /// The fitted coefficients; 0 for aliased ones.
    let coefficients: [Double]
    /// The labels of the terms with the places of their columns.
    let terms: [(label: String, columns: [Int])]
}

/// A column of a model with its public centre.
struct ModelColumn {
    /// R's name of the coefficient.
    let name: String
    let vector: VectorExpression
    /// Which term it belongs to.
    let term: Int
    /// The variables that it is the product of; of a factor or condition whether it has a level.
    let pieces: [(variable: Expression, level: String?)]
    /// The mean.
    let mean: Double
    /// A public number near the mean that the scale of the column holds.
    let center: ExactDecimal
}

extension [ModelColumn] {
    /// The columns as the nodes see them at coefficients: the bounds of their integers about the centres, the coefficients per
    /// unit of these, and how many of these are one unit of the column; nil where something does not fit.
    func scaled(
        at beta: [ExactDecimal]
    ) throws(Problem) -> (bounds: [Int64], coefficients: [ExactRational], units: [Double])? {
        var (bounds, coefficients, units): ([Int64], [ExactRational], [Double]) = ([], [], [])
        for (column, number) in zip(self, beta) {
            guard let type = try column.vector.type().number, let limits = type.limits,
                let middle = column.center.scaled(toDecimals: type.decimals).flatMap({ Int64(exactly: $0) }),
                let bound = CovariateBound.about(middle, limits),
                let rational = ExactRational(number.significand, decimals: number.decimals + type.decimals)
            else { return nil }
            bounds.append(bound)
            coefficients.append(rational)
            units.append(Double(type.unit))
        }
        return (bounds, coefficients, units)
    }
}
