import Inference
import Language

/// What a name can stand for in the analyst's session.
enum Value {
    /// `NULL`
    case null
    /// Public numbers.
    case numbers(Numbers)
    /// Public texts; nil is `NA`.
    case texts([String?])
    /// Public truth values; nil is `NA`.
    case logicals([Bool?])
    /// A released table of counts.
    case frequency([FrequencyEntry])
    /// A result or another public value with R's attributes: lists, matrices, tables.
    case object(RObject)
    /// The result of a fit, with what further analyses of it need.
    case model(FittedModel)
    /// A list that holds private values or functions.
    case list([ListItem])
    /// A formula with the names that it can see.
    case formula(Formula)
    /// A private table.
    case table(PrivateTable)
    /// A private vector.
    case vector(VectorExpression)
    /// A function of the analyst.
    case function(Closure)
    /// A function of the language.
    case builtin(Builtin)

    /// Whether values exist only as shares.
    var isPrivate: Bool {
        switch self {
        case .table, .vector: true
        case .list(let items): items.contains { $0.value.isPrivate }
        default: false
        }
    }

    /// What it is, for errors and `class`.
    var typeName: String {
        switch self {
        case .null: "NULL"
        case .numbers: "numeric"
        case .texts: "character"
        case .logicals: "logical"
        case .frequency: "table"
        case .object(let object): object.className
        case .list: "list"
        case .model(let model): model.object.className
        case .formula: "formula"
        case .table: "private-table"
        case .vector(let vector): (try? vector.type())?.name ?? "private-vector"
        case .function, .builtin: "function"
        }
    }

    /// The number of elements of a public value.
    var count: Int {
        switch self {
        case .null: 0
        case .numbers(let numbers): numbers.values.count
        case .texts(let texts): texts.count
        case .logicals(let logicals): logicals.count
        case .frequency(let entries): entries.count
        case .object(let object): object.count
        case .list(let items): items.count
        case .model(let model): model.object.count
        case .table, .vector, .function, .builtin, .formula: 1
        }
    }
}

/// Public numbers and how they print.
struct Numbers {
    /// How a vector prints.
    enum Form {
        /// Typed or computed from typed numbers: as R prints.
        case plain
        /// Counts of rows: as integers.
        case count
        /// Computed from private data: exact decimals.
        case released
    }

    var values: [Estimate]
    var form: Form = .plain
    /// R's names of the elements, shown where R's form is asked for.
    var names: [String]?

    init(_ values: [Estimate], form: Form = .plain, names: [String]? = nil) {
        self.values = values
        self.form = form
        self.names = names
    }

    init(_ value: Int, form: Form = .plain) { self.init([.exact(ExactRational(value))], form: form) }
}

/// One element of a list.
struct ListItem {
    let name: String?
    let value: Value
}

/// `left ~ right`, unevaluated; the left side may be missing.
struct Formula {
    let left: Expression?
    let right: Expression
    let environment: Environment
    /// All of it, for places and names.
    let expression: Expression
}

/// A function of the analyst with the names it can see.
final class Closure {
    let parameters: [Expression.Parameter]
    let body: Expression
    let environment: Environment

    init(parameters: [Expression.Parameter], body: Expression, environment: Environment) {
        self.parameters = parameters
        self.body = body
        self.environment = environment
    }
}

/// Names and their values; a function's names lie before those around it.
final class Environment {
    private(set) var values: [String: Value] = [:]
    /// The names set since they were last asked for.
    private var changed: Set<String> = []
    let parent: Environment?

    init(parent: Environment?) { self.parent = parent }

    func find(_ name: String) -> Value? {
        var environment: Environment? = self
        while let current = environment {
            if let value = current.values[name] { return value }
            environment = current.parent
        }
        return nil
    }

    func set(_ name: String, _ value: Value?) {
        values[name] = value
        changed.insert(name)
    }

    /// The environment in which a name is found.
    func holder(of name: String) -> Environment? { values[name] == nil ? parent?.holder(of: name) : self }

    /// The names set since this was last asked.
    func takeChanged() -> Set<String> {
        defer { changed = [] }
        return changed
    }

    var names: [String] { values.keys.sorted() }
}
