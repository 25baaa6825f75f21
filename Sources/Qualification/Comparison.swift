/// Whether an answer is R's, part by part.
public struct Comparison: Sendable {
    /// How near numbers must be.
    public let tolerance: Tolerance
    /// Members whose elements have no order that could be compared.
    public let unordered: Set<String>

    /// Members that are not compared; they must be there.
    public let uncompared: Set<String>

    /// A comparison.
    public init(_ tolerance: Tolerance, unordered: Set<String> = [], uncompared: Set<String> = []) {
        self.tolerance = tolerance
        self.unordered = unordered
        self.uncompared = uncompared
    }

    /// What differs: for each difference the way to it and both values; empty where nothing does.
    public func differences(_ actual: JSONValue, from expected: JSONValue) -> [String] {
        differences(actual, expected, at: "")
    }

    private func differences(_ actual: JSONValue, _ expected: JSONValue, at path: String) -> [String] {
        switch (actual, expected) {
        case (.object(let found), .object(let wanted)):
            var result: [String] = []
            for member in wanted {
                let place = path.isEmpty ? member.name : "\(path).\(member.name)"
                guard let value = actual[member.name] else {
                    result.append("\(place) is missing, expected \(Self.short(member.value))")
                    continue
                }
                if uncompared.contains(member.name) { continue }
                let (left, right) =
                    unordered.contains(member.name) ? (sorted(value), sorted(member.value)) : (value, member.value)
                result += differences(left, right, at: place)
            }
            let surplus = found.filter { expected[$0.name] == nil }
            return result
                + surplus.map {
                    "\(path.isEmpty ? "" : path + ".")\($0.name) is \(Self.short($0.value)), expected nothing"
                }
        case (.list(let found), .list(let wanted)):
            guard found.count == wanted.count else {
                return [
                    text(
                        path, "\(found.count) values \(Self.short(actual))",
                        "\(wanted.count) values \(Self.short(expected))")
                ]
            }
            return zip(found, wanted).enumerated().flatMap {
                differences($0.element.0, $0.element.1, at: "\(path)[\($0.offset + 1)]")
            }
        // Truth files write a vector of one as the value alone, and an empty one as either.
        case (.list(let found), .null) where found.isEmpty: return []
        case (.null, .list(let wanted)) where wanted.isEmpty: return []
        case (.object(let found), .list(let wanted)) where found.isEmpty && wanted.isEmpty: return []
        case (.list(let found), .object(let wanted)) where found.isEmpty && wanted.isEmpty: return []
        case (.list(let found), _) where found.count == 1: return differences(found[0], expected, at: path)
        case (_, .list(let wanted)) where wanted.count == 1: return differences(actual, wanted[0], at: path)
        case (.number(let found), .number(let wanted)):
            return isNear(found, wanted) ? [] : [text(path, found, wanted)]
        default:
            return actual == expected ? [] : [text(path, Self.short(actual), Self.short(expected))]
        }
    }

    private func text(_ path: String, _ actual: String, _ expected: String) -> String {
        "\(path.isEmpty ? "" : path + ": ")\(actual), expected \(expected)"
    }

    private func isNear(_ actual: String, _ expected: String) -> Bool {
        guard let found = Double(actual), let wanted = Double(expected) else { return actual == expected }
        if wanted == 0 { return abs(found) <= tolerance.atZero }
        let isWhole = !expected.utf8.contains { [0x2E, 0x65, 0x45].contains($0) }
        return abs(found - wanted) <= (isWhole ? tolerance.whole : tolerance.relative) * abs(wanted)
    }

    private func sorted(_ value: JSONValue) -> JSONValue {
        guard case .list(let elements) = value else { return value }
        return .list(elements.sorted { ($0.number ?? .infinity) < ($1.number ?? .infinity) })
    }

    /// A value as JSON, cut where it is long.
    public static func short(_ value: JSONValue) -> String {
        let text = value.description
        return text.count > 160 ? text.prefix(157) + "..." : text
    }
}
