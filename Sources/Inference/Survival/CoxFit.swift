/// Fits a proportional hazards model by Newton's method, step by step.
///
/// Whoever drives it evaluates the partial likelihood at `next` and gives the step to `take`, until `next` is nil. Starts,
/// halving and the criterion are `coxph`'s (`coxfit6` of R's survival), so that iterates are R's.
public struct CoxFit: Sendable, Equatable {
    /// The names of the coefficients.
    public let names: [String]
    /// When the fit ends.
    public let control: NewtonControl
    /// The coefficients at which the next step is wanted; nil when the fit has ended.
    public private(set) var next: [Double]?
    /// The number of Newton steps made.
    public private(set) var iterations = 0
    /// Whether the log likelihood settled.
    public private(set) var hasConverged = false

    /// The starting values.
    let initial: [Double]
    /// The step at the starting values.
    private(set) var first: LikelihoodStep?
    /// The best coefficients so far with their step.
    private(set) var best: (coefficients: [Double], step: LikelihoodStep)?
    private var halvings = 0
    private var predicted = Double.infinity

    /// Starts at zeros, or at given coefficients.
    public init(names: [String], initial: [Double]? = nil, control: NewtonControl = .coxph) {
        self.names = names
        self.control = control
        self.initial = initial ?? [Double](repeating: 0, count: names.count)
        next = self.initial
    }

    /// Equal where the fits would go on alike.
    public static func == (left: CoxFit, right: CoxFit) -> Bool {
        left.names == right.names && left.control == right.control && left.next == right.next
            && left.iterations == right.iterations && left.best?.step == right.best?.step
    }

    /// Takes the step at `next`.
    public mutating func take(_ step: LikelihoodStep) throws(ModelError) {
        guard let at = next else { throw .malformed("a step after the end of the fit") }
        guard step.score.count == names.count, step.information.count == names.count,
            step.information.allSatisfy({ $0.count == names.count })
        else { throw .malformed("score or information") }
        guard let before = best else {
            guard step.isFinite else { throw .notFinite }
            first = step
            return advance(from: at, step)
        }
        iterations += 1
        let (old, new) = (before.step.logLikelihood, step.logLikelihood)
        if step.isFinite, halvings == 0,
            control.hasSettled(from: old, to: new, predicted: predicted, size: abs(new))
        {
            best = (at, step)
            (hasConverged, next) = (true, nil)
        } else if !step.isFinite || new < old - control.noise * abs(old) {
            halve(from: at, to: before.coefficients)
        } else {
            advance(from: at, step)
        }
        if iterations >= control.maximumSteps, next != nil {
            if step.isFinite, new >= old { best = (at, step) }
            next = nil
        }
    }

    /// A full Newton step from new coefficients.
    private mutating func advance(from at: [Double], _ step: LikelihoodStep) {
        best = (at, step)
        halvings = 0
        let factor = SymmetricFactor(step.information, tolerance: control.singularity)
        predicted = factor.quadraticForm(step.score) / 2
        guard control.maximumSteps > 0, factor.rank > 0 else {
            hasConverged = true
            next = nil
            return
        }
        next = zip(at, factor.solve(step.score)).map(+)
    }

    /// Back towards the best coefficients.
    private mutating func halve(from at: [Double], to best: [Double]) {
        halvings += 1
        let weight = Double(halvings)
        next = zip(at, best).map { ($0 + weight * $1) / (weight + 1) }
    }
}

extension LikelihoodStep {
    /// Whether all numbers are finite.
    var isFinite: Bool {
        logLikelihood.isFinite && score.allSatisfy(\.isFinite)
            && information.allSatisfy { $0.allSatisfy(\.isFinite) }
    }
}
