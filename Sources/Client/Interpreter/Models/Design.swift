import Inference
import Language
import Study
import Wire

/// The covariates of a model as private vectors: one for each number, one for each level of each factor, and products of
/// these for interactions.
struct Design {
    /// A column that may enter the model.
    struct Column {
        /// R's name of the coefficient.
        let name: String
        /// The values.
        let vector: VectorExpression
        /// Which term it belongs to.
        let term: Int
        /// For each factor in the term which of its levels the column is about.
        let levels: [(variable: Int, level: Int)]
        /// The variables that it is the product of; of a factor or condition whether it has a level.
        let pieces: [(variable: Expression, level: String?)]
    }

    /// A factor among the covariates.
    struct Factor {
        let label: String
        let levels: [String]
        let dropsEmpty: Bool
        /// The column of each level among `indicators`.
        let indicators: [VectorExpression]
    }

    /// R's names of the terms.
    private(set) var terms: [String] = []
    /// All columns, those of reference levels included.
    private(set) var columns: [Column] = []
    /// The factors.
    private(set) var factors: [Factor] = []

    private typealias Piece = (name: String, vector: VectorExpression, level: (Int, Int)?, label: String?)
    private var pieces: [String: [Piece]] = [:]

    init(_ model: ModelTerms, _ interpreter: Interpreter, _ frame: Frame) throws(Problem) {
        for (term, variables) in model.terms.enumerated() {
            terms.append(ModelTerms.label(variables))
            var joined: [Column] = []
            for (place, variable) in variables.enumerated() {
                let own = try columns(of: variable, interpreter, frame)
                if place == 0 {
                    joined = own.map {
                        Column(
                            name: $0.name, vector: $0.vector, term: term,
                            levels: $0.level.map { [(variable: $0.0, level: $0.1)] } ?? [],
                            pieces: [(variable, $0.label)])
                    }
                } else {
                    var next: [Column] = []
                    for piece in own {
                        for column in joined {
                            next.append(
                                Column(
                                    name: "\(column.name):\(piece.name)",
                                    vector: try .operation(.multiply, column.vector, piece.vector), term: term,
                                    levels: column.levels + (piece.level.map { [(variable: $0.0, level: $0.1)] } ?? []),
                                    pieces: column.pieces + [(variable, piece.label)]))
                        }
                    }
                    joined = next
                }
            }
            columns += joined
        }
    }

    private mutating func columns(
        of variable: Expression, _ interpreter: Interpreter, _ frame: Frame
    ) throws(Problem) -> [Piece] {
        let label = variable.deparsed
        if let known = pieces[label] { return known }
        let vector = try interpreter.privateVector(variable, frame)
        let type = try vector.type()
        let made: [Piece]
        switch type.kind {
        case .decimal: made = [(label, vector, nil, nil)]
        case .logical: made = [(label + "TRUE", vector, nil, "TRUE")]
        case .factor(let levels):
            var indicators: [VectorExpression] = []
            for level in levels { indicators.append(.logical(try vector.comparing(.equal, .label(level)))) }
            let index = factors.count
            factors.append(
                Factor(label: label, levels: levels, dropsEmpty: vector.findsLevels, indicators: indicators))
            made = levels.indices.map { (label + levels[$0], indicators[$0], (index, $0), levels[$0]) }
        }
        pieces[label] = made
        return made
    }

    /// An indicator for each level of each factor.
    var indicators: [VectorExpression] { factors.flatMap(\.indicators) }

    /// How many complete rows each level of each factor has.
    ///
    /// - Parameter means: those of the indicators over these rows, perhaps with others behind.
    func levelCounts(means: some Collection<Double>, rows: Int) -> [[Int]] {
        var rest = means.dropFirst(0)
        return factors.map { factor in
            defer { rest = rest.dropFirst(factor.levels.count) }
            return rest.prefix(factor.levels.count).map { $0.isNaN ? 0 : Int(($0 * Double(rows)).rounded()) }
        }
    }

    /// The columns that the model is fitted with, given how many complete rows each level of each factor has: those of
    /// the first level that occurs are left out, and those of levels that do not occur.
    func fitted(counts: [[Int]]) -> [Column] {
        let occurring = zip(factors, counts).map { factor, counts in
            factor.levels.indices.filter { !factor.dropsEmpty || counts[$0] > 0 }
        }
        return columns.filter { column in
            column.levels.allSatisfy { variable, level in occurring[variable].dropFirst().contains(level) }
        }
    }
}

extension Interpreter {
    /// A variable of a formula as a private vector.
    func privateVector(_ expression: Expression, _ frame: Frame) throws(Problem) -> VectorExpression {
        var inner = expression
        if case .call(let callee, let arguments) = expression.form, callee.form == .name("I"),
            let value = arguments.first?.value
        {
            inner = value
        }
        let value = try evaluate(inner, in: frame)
        guard case .vector(let vector) = value else {
            throw Problem(
                "not-private", "\(expression.deparsed) is no column of private data but a \(value.typeName)",
                at: expression.range.place, mend: "name columns of the table, and give the table as data = d")
        }
        return vector
    }
}
