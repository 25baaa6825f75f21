/// Which function prints a value of which kind; what is not here prints by its shape.
///
/// A file with a printed form adds a line to `methods`; the functions take the value and the options and return lines
/// joined by newlines, without one at the end.
///
/// Source: R's method dispatch of `print`.
enum PrintMethods {
    /// A function that prints.
    typealias Method = @Sendable (RObject, PrintOptions) -> String

    /// The functions by kind.
    static let methods: [String: Method] = [
        "table": { PrintedTable.text($0, options: $1) },
        // R's summary of numbers has three digits fewer than other numbers.
        "summaryDefault": {
            PrintedShape.text($0, options: PrintOptions(digits: max(3, $1.digits - 3), width: $1.width))
        },
        "data.frame": { PrintedDataFrame.text($0, options: $1) },
        "noquote": { PrintedShape.text($0, options: $1.unquoted(alignsRight: false)) },
        "htest": { object, options in
            object.printedHTest(digits: options.digits) ?? PrintedShape.text(object, options: options)
        },
        "power.htest": { object, options in
            object.printedPower(digits: options.digits) ?? PrintedShape.text(object, options: options)
        },
        "pairwise.htest": { object, options in
            object.printedPairwiseTests() ?? PrintedShape.text(object, options: options)
        },
        "TukeyHSD": { object, options in
            object.printedTukeyHSD(fit: "") ?? PrintedShape.text(object, options: options)
        },
        "survfit": method { object in try SurvivalFit(object).text() },
        "summary.survfit": method { try SurvivalFit.text(summary: $0) },
        "survdiff": method { try SurvivalDifference.text($0) },
        "survfitms": method { try CumulativeIncidence.text($0) },
        "coxph": method { try CoxSummary.text(model: $0) },
        "summary.coxph": method { try CoxSummary.text(summary: $0) },
        "cox.zph": method { try ProportionalHazardsTest.text($0) },
        "lm": method { try LinearModel.text(model: $0) },
        "summary.lm": method { try LinearModel.text(summary: $0) },
        "glm": method { try GeneralizedLinearModel.text(model: $0) },
        "summary.glm": method { try GeneralizedLinearModel.text(summary: $0) },
        "anova": method { try VarianceText.text($0) },
        "aov": method { try VarianceText.text($0) },
        "boxplot.stats": { PrintedShape.text($0, options: $1) },
    ]

    /// A print method that falls back to the shape where the object lacks a part.
    private static func method(_ body: @escaping @Sendable (RObject) throws -> String) -> Method {
        { object, options in (try? body(object)) ?? PrintedShape.text(object, options: options) }
    }
}
