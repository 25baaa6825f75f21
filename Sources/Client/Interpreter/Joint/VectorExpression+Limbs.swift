import Inference
import Language
import Wire

extension VectorExpression {
    /// How the nodes cut this number into limbs for sums up to a power, and its decimals.
    func limbs(_ power: LimbPlan.Power) throws(Problem) -> (plan: LimbPlan, decimals: Int) {
        guard let bounds = try type().number, let limits = bounds.limits,
            let plan = LimbPlan(minimum: limits.lowerBound, maximum: limits.upperBound, power: power)
        else { throw Interpreter.malformed }
        return (plan, bounds.decimals)
    }
}

extension [VectorExpression] {
    /// As ``VectorExpression/limbs(_:)``, for each.
    func limbs(_ power: LimbPlan.Power) throws(Problem) -> (plans: [LimbPlan], decimals: [Int]) {
        var (plans, decimals): ([LimbPlan], [Int]) = ([], [])
        for vector in self {
            let limbs = try vector.limbs(power)
            plans.append(limbs.plan)
            decimals.append(limbs.decimals)
        }
        return (plans, decimals)
    }
}
