import Inference
import Language
import Wire

extension Interpreter {
    /// `glm` with normal errors: the sums of `lm`, finished as R finishes a `glm`.
    func gaussian(_ arguments: Arguments) throws(Problem) -> Value {
        let (products, _, columns) = try linearData(try arguments.need("formula"), arguments)
        let result = try arguments.finish {
            let steps = GaussianSteps(products)
            let names = ["(Intercept)"] + products.names.dropFirst()
            var fit = GeneralizedLinearFit(
                names: names, initial: [products.means[0]] + names.dropFirst().map { _ in 0 })
            while case .coefficients(let beta)? = fit.next { try fit.take(steps.step(at: beta)) }
            let model = try GeneralizedLinearModel(
                fit.uncentered(by: Array(products.means.dropFirst())), family: GeneralizedLinearFamily(.gaussian),
                count: products.count, nullDeviance: products.products[0][0], call: arguments.call.deparsed)
            for warning in model.warnings { self.note(warning) }
            return model.object
        }
        guard case .object(let object) = result else { return result }
        return .model(FittedModel(object: object, columns: columns.map(\.pieces)))
    }
}

/// Steps of weighted least squares with normal errors, from products about the means: the response first.
private struct GaussianSteps {
    private let products: ProductMatrix

    init(_ products: ProductMatrix) { self.products = products }

    /// At an intercept for centred columns, and their coefficients.
    func step(at beta: [Double]) -> GeneralizedLinearStep {
        let (n, matrix, slopes) = (Double(products.count), products.products, Array(beta.dropFirst()))
        let shift = products.means[0] - beta[0]
        let fitted = slopes.indices.map { k in
            zip(matrix[k + 1].dropFirst(), slopes).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let residuals = slopes.indices.map { matrix[0][$0 + 1] - fitted[$0] }
        // The residual sum of squares, from the residuals' products so that little cancels.
        let squares = slopes.indices.reduce(matrix[0][0]) { $0 - slopes[$1] * (matrix[0][$1 + 1] + residuals[$1]) }
        let deviance = max(0, squares) + n * shift * shift
        let first = [n] + slopes.map { _ in 0 }
        return GeneralizedLinearStep(
            score: [n * shift] + residuals,
            information: [first] + matrix.dropFirst().map { [0] + $0.dropFirst() }, deviance: deviance,
            pearson: deviance)
    }
}
