/// Fits a generalized linear model by iteratively reweighted least squares, step by step.
///
/// Whoever drives it evaluates a step at `next` and gives it to `take`, until `next` is nil. Iterates and criterion are
/// those of R's `glm.fit`.
public struct GeneralizedLinearFit: Sendable, Equatable {
    /// Where a step is wanted.
    public enum Place: Sendable, Equatable {
        /// At R's starting means, one function of the response alone a row (`GeneralizedLinearFamily.startingMean`).
        case startingMeans
        /// At coefficients.
        case coefficients([Double])
    }

    /// The names of the coefficients, with the intercept.
    public let names: [String]
    /// When the fit ends.
    public let control: NewtonControl
    /// Where the next step is wanted; nil when the fit has ended.
    public private(set) var next: Place?
    /// The number of weighted least squares solved.
    public private(set) var iterations = 0
    /// Whether the deviance settled.
    public private(set) var hasConverged = false

    /// The coefficients of the last solution, and the information it was solved with.
    private(set) var coefficients: [Double]
    private(set) var information: [[Double]] = []
    /// The last step, at these coefficients.
    private(set) var last: GeneralizedLinearStep?
    private var before: [Double]?
    private var predicted = Double.infinity
    private var halvings = 0

    /// Starts at R's starting means, or at given coefficients.
    public init(names: [String], initial: [Double]? = nil, control: NewtonControl = .glm) {
        self.names = names
        self.control = control
        coefficients = initial ?? [Double](repeating: 0, count: names.count)
        next = initial.map { .coefficients($0) } ?? .startingMeans
    }

    /// Takes the step at `next`.
    public mutating func take(_ step: GeneralizedLinearStep) throws(ModelError) {
        guard next != nil else { throw .malformed("a step after the end of the fit") }
        guard step.score.count == names.count, step.information.count == names.count,
            step.information.allSatisfy({ $0.count == names.count })
        else { throw .malformed("score or information") }
        guard let old = last else {
            guard step.isFinite else { throw .notFinite }
            return solve(step)
        }
        guard step.isFinite else { return try halve() }
        halvings = 0
        let size = abs(step.deviance) + 0.1
        if control.hasSettled(from: old.deviance, to: step.deviance, predicted: predicted, size: size) {
            last = step
            (hasConverged, next) = (true, nil)
        } else if iterations >= control.maximumSteps {
            last = step
            next = nil
        } else {
            solve(step)
        }
    }

    /// Weighted least squares at a step; aliased columns keep 0.
    private mutating func solve(_ step: GeneralizedLinearStep) {
        let factor = SymmetricFactor(step.information, tolerance: singularity)
        predicted = factor.quadraticForm(step.score)
        before = last == nil ? nil : coefficients
        (last, information) = (step, step.information)
        coefficients = zip(coefficients, factor.solve(step.score)).map(+)
        iterations += 1
        next = .coefficients(coefficients)
    }

    /// How little of a column may be left before it counts as a combination of those before it.
    var singularity: Double { control.noise > 0 ? control.singularity : 1e-12 }

    /// Half way back where the deviance is not finite.
    private mutating func halve() throws(ModelError) {
        guard let before, halvings < control.maximumSteps else { throw .notFinite }
        halvings += 1
        coefficients = zip(coefficients, before).map { ($0 + $1) / 2 }
        next = .coefficients(coefficients)
    }
}

extension GeneralizedLinearFit {
    /// The fit in terms of columns that are not centred.
    ///
    /// - Parameter centers: what was subtracted from each column but the intercept, which is the first.
    public func uncentered(by centers: [Double]) -> GeneralizedLinearFit {
        guard centers.count + 1 == names.count, last != nil else { return self }
        var fit = self
        fit.coefficients[0] -= zip(centers, coefficients.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        // x = (x - c) + c 1, so X'WX = T (X - c)'W(X - c) T' with c in the first column of T.
        let shifts = [0] + centers
        func moved(_ rows: [[Double]]) -> [[Double]] {
            rows.enumerated().map { row, values in
                row == 0 ? values : zip(values, rows[0]).map { $0 + shifts[row] * $1 }
            }
        }
        let half = moved(information)
        let transposed = half.indices.map { column in half.map { $0[column] } }
        fit.information = moved(transposed)
        return fit
    }
}

extension GeneralizedLinearStep {
    /// Whether all numbers are finite.
    var isFinite: Bool {
        deviance.isFinite && score.allSatisfy(\.isFinite) && information.allSatisfy { $0.allSatisfy(\.isFinite) }
    }
}
