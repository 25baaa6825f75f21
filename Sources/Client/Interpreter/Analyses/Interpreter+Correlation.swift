import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// The columns that a correlation is about: two vectors, or the columns of a table.
    private func correlated(
        _ arguments: Arguments
    ) throws(Problem) -> (vectors: [VectorExpression], names: [String], isPair: Bool) {
        let first = try arguments.need("x")
        switch first.value {
        case .table(let table):
            var (vectors, names): ([VectorExpression], [String]) = ([], [])
            for name in table.names(in: study.codebook) {
                let vector = try table.column(named: name, in: study.codebook)
                guard try vector.type().number != nil else {
                    throw Problem(
                        "not-a-number", "the column \(name) is no number", at: first.place.range.place,
                        mend: "pick the numbers, as in tm[, c(\"age\", \"bmi\")]")
                }
                vectors.append(vector)
                names.append(name)
            }
            return (vectors, names, false)
        case .vector(let x):
            let second = try arguments.need("y")
            guard case .vector(let y) = second.value else { throw arguments.unfit(second, "a private number") }
            return ([x, y], [first.place.deparsed, second.place.deparsed], true)
        case .formula(let formula):
            let terms = try ModelTerms(formula.right).terms
            let frame = try frame(of: formula, arguments)
            guard terms.count == 2 else { throw arguments.unfit(first, "a formula ~ x + y") }
            return (
                [try privateVector(terms[0][0], frame), try privateVector(terms[1][0], frame)],
                terms.map { ModelTerms.label($0) }, true
            )
        default: throw arguments.unfit(first, "private numbers")
        }
    }

    private func method(_ arguments: Arguments) throws(Problem) -> String {
        let method = try arguments.text("method", default: "pearson")
        guard ["pearson", "spearman", "kendall"].contains(method) else {
            throw Problem(
                "bad-argument", "there is no method \(method.quotedForPeople)", at: arguments.call.range.place,
                mend: "use \"pearson\", \"spearman\" or \"kendall\"")
        }
        return method
    }

    func correlation(_ arguments: Arguments, covariance: Bool) throws(Problem) -> Value {
        let (vectors, names, isPair) = try correlated(arguments)
        let method = try method(arguments)
        let use = try arguments.text("use", default: "everything")
        if use == "everything", study.policy.naAsInR {
            for vector in vectors where try missingCount(of: vector, at: arguments.call) > 0 {
                note("values are missing; use = \"complete.obs\" leaves the rows out")
                if isPair { return Value(.number(nil)) }
            }
        }
        if method == "kendall" {
            guard isPair else {
                throw Problem("unsupported-argument", "kendall takes two vectors", at: arguments.call.range.place)
            }
            let pairs = try concordance(vectors[0], vectors[1], at: arguments.call)
            return Value(.number(pairs.tau))
        }
        let matrix =
            method == "pearson"
            ? try products(of: vectors, names: names, at: arguments.call)
            : try rankProducts(of: vectors, names: names, at: arguments.call)
        let result = covariance ? Correlation.covariances(matrix) : Correlation.correlations(matrix)
        guard isPair else { return .object(result) }
        return Value(RObject(.numbers([result.asOptionalDoubles[1]])))
    }

    func correlationTest(_ arguments: Arguments) throws(Problem) -> Value {
        let (vectors, names, isPair) = try correlated(arguments)
        guard isPair else { throw arguments.unfit(try arguments.need("x"), "two private numbers") }
        let (alternative, exact) = (try arguments.alternative(), try arguments.optionalFlag("exact"))
        let conf = try arguments.confidence()
        let continuity = try arguments.flag("continuity", default: false)
        let name = names.joined(separator: " and ")
        switch try method(arguments) {
        case "pearson":
            let matrix = try products(of: vectors, names: names, at: arguments.call)
            return try arguments.finish {
                try PearsonTest.test(matrix, conf: conf, alternative: alternative, dataName: name)
            }
        case "spearman":
            let matrix = try rankProducts(of: vectors, names: names, at: arguments.call)
            return try arguments.finish {
                try SpearmanTest.test(matrix, alternative: alternative, exact: exact, dataName: name)
            }
        default:
            let pairs = try concordance(vectors[0], vectors[1], at: arguments.call)
            return try arguments.finish {
                try KendallTest.test(
                    count: pairs.count, score: pairs.score, x: pairs.x, y: pairs.y, alternative: alternative,
                    exact: exact, continuity: continuity, dataName: name)
            }
        }
    }
}
