/// When an iterative fit ends.
///
/// Source: `coxph.control` and `glm.control`. Steps computed on shares carry the error of fixed point, so that the log
/// likelihood cannot be told apart below `noise`, relative to its size.
public struct NewtonControl: Sendable, Equatable {
    /// The relative change of the log likelihood or deviance at which a fit has converged.
    public var epsilon: Double
    /// The number of steps after which a fit gives up.
    public var maximumSteps: Int
    /// The relative error of the numbers of a step.
    public var noise: Double

    /// Takes all parts.
    public init(epsilon: Double, maximumSteps: Int, noise: Double = 1e-8) {
        self.epsilon = epsilon
        self.maximumSteps = maximumSteps
        self.noise = noise
    }

    /// R's `coxph.control`.
    public static let coxph = NewtonControl(epsilon: 1e-9, maximumSteps: 20)
    /// R's `glm.control`.
    public static let glm = NewtonControl(epsilon: 1e-8, maximumSteps: 25)

    /// How little of a column may be left before it counts as a combination of those before it.
    var singularity: Double { max(1.8e-12, 10 * noise) }

    /// Whether an objective has settled at `new`.
    ///
    /// - Parameters:
    ///   - predicted: What the step before promised to change; decides where the change itself drowns in noise.
    ///   - size: What the change is relative to.
    func hasSettled(from old: Double, to new: Double, predicted: Double, size: Double) -> Bool {
        let change = abs(new - old)
        return change <= epsilon * size
            || (change <= noise * size && predicted <= max(epsilon, noise * noise) * size)
    }
}
