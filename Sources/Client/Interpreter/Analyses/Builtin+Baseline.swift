import Inference
import Language
import Study
import Wire

extension Builtin {
    /// The baseline table of a study.
    static let baselineFunctions: [Builtin] = [
        Builtin(
            "describe", ["x", "by", "digits"],
            HelpTopic(
                "describe(table or columns, by = g, digits = 1)",
                """
                The baseline table ("Table 1"). Numbers: mean (SD) with Welch's t-test, of three and more groups Welch's F test; \
                median [Q1, Q3] with the rank sum test of Wilcoxon or of Kruskal and Wallis. Factors: counts (%) with the \
                chi-squared test, or Fisher's where a count below 5 is expected. x is a table, d[c("age", "gender")], or a \
                list of columns; by a factor, or the name of one in the table.
                """,
                releases:
                    "for each column and group count, sum, sum of squares, quartiles, rank sums and ties, or each cell",
                example: "describe(tm[c(\"age\", \"gender\", \"bmi\")], by = tm$ecog_status)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.describe(arguments) }
    ]
}
