import Inference
import Wire

extension Operation {
    /// Counts.
    static let frequency: [String: Operation] = [
        "freq": Operation({ (question) throws(Problem) in "table(\(try question.vector()))" }, read: counts),
        "freq_na": Operation { (question) throws(Problem) in
            let vector = try question.vector()
            return "list(present = table(\(vector)), missing = sum(is.na(\(vector))))"
        } read: { (object, question) throws(Problem) in
            guard case .object(var members) = RResult.counts(try need(object, "present")) else { return .null }
            // Truth files name the count of missing values by its place.
            members.append(
                JSONValue.Member("\(members.count + 1)", RResult.single(try need(object, "missing"))))
            return .object(members)
        },
        "prop": Operation(
            { (question) throws(Problem) in "prop.table(table(\(try question.vector())))" }, read: counts),
        "crosstab": Operation(
            { (question) throws(Problem) in try crossTable(question) },
            read: { (object, _) throws(Problem) in RResult.crossTable(object) }),
        "freq_floor_months": Operation(),
    ]

    /// The table of the columns `x`, `y` and, where there is one, `strata`.
    static func crossTable(_ question: Question) throws(Problem) -> String {
        var columns = [try question.need("x"), try question.need("y")]
        if let strata = question.text("strata") { columns.append(strata) }
        return "table(\(columns.map { "d$\(Question.quoted($0))" }.joined(separator: ", ")))"
    }

    private static func counts(_ object: RObject, _: Question) throws(Problem) -> JSONValue { RResult.counts(object) }
}
