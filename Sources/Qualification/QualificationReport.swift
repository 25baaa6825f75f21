/// What a qualification run found.
public struct QualificationReport: Sendable {
    /// The cases in the order in which they were asked.
    public let results: [CaseResult]

    /// A report.
    public init(_ results: [CaseResult]) { self.results = results }

    /// How many cases ended this way.
    public func count(_ status: CaseResult.Status) -> Int { results.count { $0.status == status } }

    /// Whether every case passed.
    public var isWhole: Bool { results.allSatisfy { $0.status == .passed } }

    /// Each case that did not pass, with both values, then a table of the categories.
    public var text: String {
        var lines: [String] = []
        for result in results where result.status != .passed {
            lines.append("\(result.id) \(result.status.rawValue): \(result.message)")
            if result.status == .failed {
                lines.append("  expected \(Comparison.short(result.expected))")
                lines.append("  found    \(Comparison.short(result.actual))")
            }
        }
        if !lines.isEmpty { lines.append("") }
        var categories: [String] = []
        for result in results where !categories.contains(result.category) { categories.append(result.category) }
        let width = max(8, categories.map(\.count).max() ?? 0)
        lines.append(Self.row("category", CaseResult.Status.allCases.map(\.rawValue), width))
        for category in categories {
            let own = results.filter { $0.category == category }
            lines.append(
                Self.row(
                    category, CaseResult.Status.allCases.map { status in "\(own.count { $0.status == status })" }, width
                ))
        }
        lines.append(Self.row("total", CaseResult.Status.allCases.map { "\(count($0))" }, width))
        return lines.joined(separator: "\n")
    }

    private static func row(_ name: String, _ cells: [String], _ width: Int) -> String {
        name + String(repeating: " ", count: max(0, width - name.count))
            + cells.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }.joined()
    }

    /// The report for programs.
    public var json: JSONValue {
        .members([
            ("total", .double(Double(results.count))), ("passed", .double(Double(count(.passed)))),
            ("failed", .double(Double(count(.failed)))), ("unsupported", .double(Double(count(.unsupported)))),
            (
                "cases",
                .list(
                    results.map { result in
                        .members([
                            ("id", .text(result.id)), ("category", .text(result.category)),
                            ("status", .text(result.status.rawValue)), ("message", .text(result.message)),
                            ("expected", result.expected), ("actual", result.actual),
                            ("hops", .double(Double(result.spending.hops))),
                            ("milliseconds", .double((result.spending.milliseconds * 100).rounded() / 100)),
                        ])
                    })
            ),
        ])
    }
}
