/// A piece of the syntax tree, with its place in the text.
public struct Expression: Sendable, Equatable {
    /// The forms of the language.
    public indirect enum Form: Sendable, Equatable {
        /// A number, as typed.
        case number(String)
        /// A text.
        case string(String)
        /// `TRUE` or `FALSE`.
        case logical(Bool)
        /// `NA`.
        case notAvailable
        /// `NULL`.
        case null
        /// A name.
        case name(String)
        /// `f(a, b = 2)`.
        case call(Expression, [Argument])
        /// `x[i]`, `x[i, j]`; an argument may be empty.
        case index(Expression, [Argument])
        /// `x[[i]]`.
        case element(Expression, [Argument])
        /// `x$name`.
        case member(Expression, String)
        /// `-x`, `+x`, `!x`, `~x`, `?x`.
        case unary(String, Expression)
        /// An operator between two; `~` too.
        case binary(String, Expression, Expression)
        /// `x <- value`, and the other ways to write it.
        case assign(Expression, Expression)
        /// `(x)`; printed where `x` alone would not be.
        case group(Expression)
        /// `{ a; b }`.
        case block([Expression])
        /// `if (condition) then else otherwise`.
        case conditional(Expression, then: Expression, otherwise: Expression?)
        /// `for (name in values) body`.
        case forEach(String, in: Expression, body: Expression)
        /// `while (condition) body`; `repeat body` has the condition TRUE.
        case loop(Expression, body: Expression)
        /// `function(a, b = 2) body`.
        case function([Parameter], body: Expression)
        /// `break`.
        case leave
        /// `next`.
        case proceed
    }

    /// An argument of a call or an index.
    public struct Argument: Sendable, Equatable {
        /// Its name, where one is given.
        public let name: String?
        /// Its value; nil where left empty, as in `x[rows, ]`.
        public let value: Expression?
        /// Its place.
        public let range: SourceRange
    }

    /// A parameter of a function.
    public struct Parameter: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// Its default, or nil.
        public let standard: Expression?
    }

    /// The form.
    public let form: Form
    /// Where it stands.
    public let range: SourceRange
    /// How many forms lie in each other here, at least 1; at most `Parser.depthLimit`.
    public let depth: Int
}
