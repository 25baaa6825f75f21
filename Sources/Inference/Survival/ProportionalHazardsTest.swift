/// A score test of proportional hazards for each term and for all: R's `cox.zph` (survival 3.0 and later).
///
/// Source: Grambsch and Therneau (1994); the score test that adds x g(t) to the model. Releases:
/// `ProportionalHazardsStep`.
public struct ProportionalHazardsTest: Sendable, Equatable {
    /// The terms in order, then `GLOBAL`.
    public let terms: [String]
    /// The statistic of each.
    public let chisq: [Double]
    /// Its degrees of freedom: the columns of the term that are not aliased.
    public let df: [Int]
    /// Its upper tail of chi-squared.
    public let pValues: [Double]
    /// The function of time.
    public let transform: TimeTransform

    /// Tests terms, each a label with the indices of its columns.
    public init(
        _ step: ProportionalHazardsStep, terms: [(label: String, columns: [Int])], transform: TimeTransform = .km,
        noise: Double = 1e-8
    ) throws(ModelError) {
        let size = step.score.count
        let matrices = [step.information, step.timeInformation, step.squareInformation]
        guard step.timeScore.count == size,
            matrices.allSatisfy({ $0.count == size && $0.allSatisfy { $0.count == size } }),
            terms.allSatisfy({ $0.columns.allSatisfy { $0 >= 0 && $0 < size } })
        else { throw .malformed("sums of the test of proportional hazards") }
        let tolerance = max(1.8e-12, 10 * noise)
        let aliased = SymmetricFactor(step.information, tolerance: tolerance).isAliased
        let kept = (0..<size).filter { !aliased[$0] }
        let parts = terms.map { ($0.label, $0.columns.filter { !aliased[$0] }) }.filter { !$0.1.isEmpty }
        let all = parts + [("GLOBAL", kept)]
        self.terms = all.map(\.0)
        self.transform = transform
        df = all.map(\.1.count)
        chisq = all.map { Self.statistic(step, base: kept, added: $0.1) }
        pValues = zip(chisq, df).map { $1 > 0 ? Distribution.pchisq($0, df: Double($1), lowerTail: false) : .nan }
    }

    /// u' J^-1 u for the model with some x g(t) added.
    private static func statistic(_ step: ProportionalHazardsStep, base: [Int], added: [Int]) -> Double {
        let top = base.map { row in
            base.map { step.information[row][$0] } + added.map { step.timeInformation[row][$0] }
        }
        let bottom = added.map { row in
            base.map { step.timeInformation[row][$0] } + added.map { step.squareInformation[row][$0] }
        }
        let score = base.map { step.score[$0] } + added.map { step.timeScore[$0] }
        return SymmetricFactor(top + bottom, tolerance: 1e-12).quadraticForm(score)
    }

    /// The list with component `table`, of kind `cox.zph`.
    public func object(call: String = "") -> RObject {
        let rows: [[Double?]] = terms.indices.map { [chisq[$0], Double(df[$0]), pValues[$0]] }
        var components: [(String, RObject)] = [
            ("table", .matrix(rows, rowNames: terms, columnNames: ["chisq", "df", "p"])),
            ("transform", .text(transform.rawValue)),
        ]
        if !call.isEmpty { components.append(("call", .text(call))) }
        return .list(components, kind: "cox.zph")
    }

    /// A test as R prints a `cox.zph`.
    public static func text(_ object: RObject, digits: Int = 3) throws(ModelError) -> String {
        guard object.kind == "cox.zph", let table = object["table"], let names = table.dimensionNames?[0] else {
            throw .wrongObject("cox.zph")
        }
        let rows = table.rows
        let columns = [
            MatrixText.Column.numbers("chisq", rows.map { $0[0] }, digits: digits),
            .numbers("df", rows.map { $0[1] }, digits: digits),
            MatrixText.Column(title: "p", cells: PValueText.texts(rows.map { $0[2] }, digits: 2)),
        ]
        return MatrixText(rowNames: names, columns: columns).text
    }
}
