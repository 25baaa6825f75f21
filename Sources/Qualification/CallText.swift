import Language

/// The text of an expression of R, and places in it.
struct CallText {
    let text: String
    private let scalars: [Unicode.Scalar]
    private let expressions: [Expression]

    /// A text that the language cannot read has no places.
    ///
    /// Truth files hold what R writes for an expression with its lines joined by spaces. Where the text cannot be read as it
    /// stands, the lines are cut again before their indentation. The language has no packages, so their names fall away.
    init(_ text: String) {
        var text = text.replacing(/[A-Za-z.]+:::?(?=[A-Za-z.])/, with: "")
        var expressions = try? Parser.parse(text)
        if expressions == nil {
            text = text.replacing(/[ ]{5,}/, with: "\n")
            expressions = try? Parser.parse(text)
        }
        self.text = text
        scalars = Array(text.unicodeScalars)
        self.expressions = expressions ?? []
    }

    /// The text with other names for the functions that it calls.
    func renamed(_ names: [String: String]) -> String {
        var heads: [(SourceRange, String)] = []
        for expression in all {
            if case .call(let callee, _) = expression.form, case .name(let name) = callee.form, let new = names[name] {
                heads.append((callee.range, new))
            }
        }
        var result = scalars
        for (range, name) in heads.sorted(by: { $0.0.lower > $1.0.lower }) {
            result.replaceSubrange(range.lower..<range.upper, with: Array(name.unicodeScalars))
        }
        return Self.string(result[...])
    }

    /// The text of an argument of the first call of a function: the one with this name, or the one at this place, from 0.
    func argument(_ name: String?, at place: Int? = nil, of function: String) -> String? {
        for expression in all {
            guard case .call(let callee, let arguments) = expression.form, case .name(function) = callee.form else {
                continue
            }
            let unnamed = arguments.filter { $0.name == nil }
            let named = arguments.first { name != nil && $0.name == name }
            guard let value = (named ?? place.flatMap { unnamed.indices.contains($0) ? unnamed[$0] : nil })?.value
            else {
                return nil
            }
            return Self.string(scalars[value.range.lower..<value.range.upper])
        }
        return nil
    }

    /// The names of the arguments of the first call of a function that are calls `calling(text)` themselves, with that text.
    func namedArguments(of function: String, calling inner: String) -> [(name: String, text: String)]? {
        for expression in all {
            guard case .call(let callee, let arguments) = expression.form, case .name(function) = callee.form else {
                continue
            }
            return arguments.compactMap { argument in
                guard let name = argument.name, case .call(let head, let list)? = argument.value?.form,
                    case .name(inner) = head.form, let value = list.first?.value
                else { return nil }
                return (name, Self.string(scalars[value.range.lower..<value.range.upper]))
            }
        }
        return nil
    }

    private var all: [Expression] {
        var (found, open) = ([Expression](), expressions)
        while !open.isEmpty {
            let next = open.removeFirst()
            found.append(next)
            open.insert(contentsOf: next.children, at: 0)
        }
        return found
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
