import Inference

/// A JSON value; members of objects keep their order, numbers their digits.
public indirect enum JSONValue: Sendable, Equatable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A number, as written.
    case number(String)
    /// A text.
    case text(String)
    /// An array.
    case list([JSONValue])
    /// An object.
    case object([Member])

    /// A member of an object.
    public struct Member: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// Its value.
        public let value: JSONValue

        /// A member.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }
}

extension JSONValue {
    /// An object of these members in order.
    public static func members(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { Member($0.0, $0.1) })
    }

    /// A number as truth files write it: whole numbers without a point; `"NaN"`, `"Inf"`, `"-Inf"` as texts, nil as `"NA"`.
    public static func double(_ value: Double?) -> JSONValue {
        guard let value else { return .text("NA") }
        if value.isNaN { return .text("NaN") }
        if value.isInfinite { return .text(value < 0 ? "-Inf" : "Inf") }
        if value.rounded() == value, abs(value) < 1e15 { return .number(String(Int64(value))) }
        return .number("\(value)")
    }

    /// The member of an object; nil where there is none.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text of a text.
    public var string: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    /// The elements of an array.
    public var elements: [JSONValue]? {
        if case .list(let elements) = self { return elements }
        return nil
    }

    /// The value of a number.
    public var number: Double? {
        if case .number(let text) = self { return Double(text) }
        return nil
    }

    /// The truth value of `true` and `false`.
    public var truth: Bool? {
        if case .bool(let truth) = self { return truth }
        return nil
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as JSON on one line.
    public var description: String {
        switch self {
        case .null: "null"
        case .bool(let truth): truth ? "true" : "false"
        case .number(let text): text
        case .text(let text): jsonText(text)
        case .list(let elements): "[\(elements.map(\.description).joined(separator: ","))]"
        case .object(let members):
            "{\(members.map { "\(jsonText($0.name)):\($0.value)" }.joined(separator: ","))}"
        }
    }
}
