import Inference
import Language

/// The result of a fit, and the private expressions that it was fitted to.
struct FittedModel: Sendable {
    /// R's result.
    var object: RObject
    /// What a Cox model was fitted to; nil for other models.
    var cox: CoxData?
    /// What a linear model was fitted to; nil for other models.
    var linear: LinearData?
}

/// What a Cox model was fitted to.
struct CoxData: Sendable {
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

/// What a linear model was fitted to.
struct LinearData: Sendable {
    /// R's name of each term, and the columns of it.
    let terms: [(label: String, columns: [String])]
    /// The sums it was finished from.
    let products: ProductMatrix
}

/// A column of a model with its public centre.
struct ModelColumn: Sendable {
    /// R's name of the coefficient.
    let name: String
    let vector: VectorExpression
    /// Which term it belongs to.
    let term: Int
    /// The mean.
    let mean: Double
    /// A public number near the mean that the scale of the column holds.
    let center: ExactDecimal
}
