import Fields
import Inference
import Language
import MPC
import SecretSharing
import Statistics

/// The shares that a joint statistic starts from.
struct JointInputs {
    /// The number of physical rows.
    let rows: Int
    /// The numbers that enter.
    let vectors: [PrivateVector]
    /// For each factor an indicator a level, 0 where it is missing.
    let factors: [[Shared<Mersenne61>]]
    /// 1 where the row is selected; nil where all are.
    let selected: Shared<Mersenne61>?
    /// 1 where the row is selected and complete; nil where all are.
    let mask: Shared<Mersenne61>?
    private let role: Role

    init(_ statistic: JointStatistic, _ evaluator: inout Evaluator) throws {
        role = evaluator.role
        var vectors: [PrivateVector] = []
        for vector in statistic.vectors { vectors.append(try evaluator.vector(vector)) }
        var (factors, factorVectors): ([[Shared<Mersenne61>]], [PrivateVector]) = ([], [])
        for factor in statistic.factors {
            let vector = try evaluator.vector(factor)
            factorVectors.append(vector)
            switch vector.values {
            case .factor(let indicators, _): factors.append(indicators)
            case .logical(let isTrue):
                factors.append([(vector.valid ?? .ones(vector.rows, role: evaluator.role)) - isTrue, isTrue])
            case .number: throw Evaluator.mixed
            }
        }
        guard let first = (vectors + factorVectors).first else { throw Evaluator.mixed }
        rows = first.rows
        selected = (vectors + factorVectors).lazy.compactMap(\.selected).first
        var mask = selected
        for vector in vectors + factorVectors { mask = try evaluator.both(mask, vector.valid) }
        self.vectors = vectors
        self.factors = factors
        self.mask = mask
    }

    /// The mask as a vector also where all rows count.
    var maskOrAll: Shared<Mersenne61> { mask ?? .ones(rows, role: role) }

    /// 1 where a row counts in a cell of the product of the factors, the first factor fastest. One hop a factor.
    func cells(in session: Session) throws -> [Shared<Mersenne61>] { try cells(in: session, of: factors[...]) }

    /// The same of some of the factors.
    func cells(
        in session: Session, of factors: ArraySlice<[Shared<Mersenne61>]>
    ) throws -> [Shared<Mersenne61>] {
        var cells = mask.map { [$0] } ?? []
        for (index, levels) in factors.enumerated() {
            guard !cells.isEmpty else {
                cells = levels
                continue
            }
            cells = try session[index].multiply(levels.flatMap { level in cells.map { ($0, level) } })
        }
        return cells.isEmpty ? [maskOrAll] : cells
    }

    /// Each number cut into limbs.
    func limbs(_ power: LimbPlan.Power, _ evaluator: inout Evaluator) throws -> [Limbs] {
        var columns: [Limbs] = []
        for vector in vectors {
            let (value, _, bounds) = try evaluator.number(vector.values)
            guard let limits = bounds.limits,
                let plan = LimbPlan(minimum: limits.lowerBound, maximum: limits.upperBound, power: power)
            else { throw Evaluator.mixed }
            let planes =
                plan.needsPlanes ? try evaluator.planes(of: vector) : SharedPlanes(planes: [], count: vector.rows)
            columns.append(try Limbs(value: value, planes: planes, plan: plan, in: evaluator.next("limbs")))
        }
        return columns
    }
}
