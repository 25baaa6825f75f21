import Inference
import Testing

@Suite("Least squares as R's lm")
struct LinearModelTests {
    /// y by x = 10001 ... 10010 and a factor of three, four and three rows.
    private let products = ProductMatrix(
        names: ["y", "x", "gb", "gc"], count: 10, means: [6.64, 10005.5, 0.4, 0.3],
        products: [
            [51.484, 63.3, 0.14, 7.48], [63.3, 82.5, 0, 10.5], [0.14, 0, 2.4, -1.2], [7.48, 10.5, -1.2, 2.1],
        ])

    private let terms = [ModelTerm(label: "x", columns: [0]), ModelTerm(label: "g", columns: [1, 2])]

    @Test("Coefficients, errors, p-values and limits although x lies far from 0")
    func model() throws {
        let model = try LinearModel(products, terms: terms)
        let expected = [-11609.3333333321, 1.16111111111099, -1.48888888888878, -3.0944444444439]
        #expect(agree(model.coefficients, expected, tolerance: 1e-10))
        let summary = numbers(try LinearModel.summary(model.object)["coefficients"])
        let errors = [1575.91353378189, 0.157559839047454, 0.659120095590793, 1.16849503997082]
        #expect(agree(Array(summary[4..<8]), errors, tolerance: 1e-10))
        let p = [0.000320588269212398, 0.000319968943492666, 0.0646454210362294, 0.0381186425516549]
        #expect(agree(Array(summary[12..<16]), p, tolerance: 1e-9))
        #expect(agree([model.rSquared, model.adjustedRSquared], [0.973961705470518, 0.960942558205776]))
        #expect(agree([model.fStatistic?.value], [74.8099461251373], tolerance: 1e-10))
        #expect(agree([model.aic, model.logLikelihood], [18.2837609515631, -4.14188047578155], tolerance: 1e-10))
        let limits = numbers(try LinearModel.confidenceIntervals(model.object))
        #expect(agree([limits[1], limits[5]], [0.775576073681278, 1.5466461485407], tolerance: 1e-9))
        #expect(agree([model.confidenceIntervals()[1]?.upper], [1.5466461485407], tolerance: 1e-9))
    }

    @Test("Sequential sums of squares by term, printed as anova and as summary of aov")
    func variance() throws {
        let table = try LinearModel(products, terms: terms).varianceTable
        let squares = [48.5683636363637, 1.57508080808038, 1.34055555555587]
        #expect(agree(table.rows.map(\.squares), squares, tolerance: 1e-10))
        #expect(table.rows.map(\.df) == [1, 2, 6])
        #expect(agree(table.rows.map(\.pValue), [6.11777709277222e-06, 0.097197339197441, nil], tolerance: 1e-9))
        #expect(
            try VarianceText.text(table.object) == """
                Analysis of Variance Table

                Response: y
                          Df Sum Sq Mean Sq  F value    Pr(>F)    
                x          1 48.568  48.568 217.3802 6.118e-06 ***
                g          2  1.575   0.788   3.5248    0.0972 .  
                Residuals  6  1.341   0.223                       
                ---
                Signif. codes:  0 ‘***’ 0.001 ‘**’ 0.01 ‘*’ 0.05 ‘.’ 0.1 ‘ ’ 1

                """)
        #expect(
            table.text() == """
                            Df Sum Sq Mean Sq F value   Pr(>F)    
                x            1  48.57   48.57 217.380 6.12e-06 ***
                g            2   1.58    0.79   3.525   0.0972 .  
                Residuals    6   1.34    0.22                     
                ---
                Signif. codes:  0 ‘***’ 0.001 ‘**’ 0.01 ‘*’ 0.05 ‘.’ 0.1 ‘ ’ 1

                """)
    }

    @Test("Nested models compared")
    func comparison() throws {
        var smaller = products
        smaller.names.removeLast(2)
        smaller.means.removeLast(2)
        smaller.products = smaller.products.prefix(2).map { Array($0.prefix(2)) }
        let fits = [try LinearModel(smaller).object, try LinearModel(products).object]
        let comparison = try LinearModel.comparison(fits, formulas: ["y ~ x", "y ~ x + g"])
        #expect(
            try VarianceText.text(comparison) == """
                Analysis of Variance Table

                Model 1: y ~ x
                Model 2: y ~ x + g
                  Res.Df    RSS Df Sum of Sq      F Pr(>F)  
                1      8 2.9156                             
                2      6 1.3406  2    1.5751 3.5248 0.0972 .
                ---
                Signif. codes:  0 ‘***’ 0.001 ‘**’ 0.01 ‘*’ 0.05 ‘.’ 0.1 ‘ ’ 1

                """)
        #expect(throws: ModelError.self) { try LinearModel.comparison([.null], formulas: ["y ~ x"]) }
    }

    @Test("A column that depends on others is NA, and so is one whose offset hides its variance")
    func aliased() throws {
        let twice = ProductMatrix(
            names: ["y", "a", "b", "c"], count: 4, means: [1, 2, 7, 1e9],
            products: [[10, 2, 4, 1], [2, 4, 8, 1], [4, 8, 16, 2], [1, 1, 2, 3]])
        let model = try LinearModel(twice)
        #expect(model.coefficients[1] == 0.5)
        #expect(model.coefficients[2] == nil)
        #expect(model.coefficients[3] == nil)
        #expect(model.rank == 2)
        #expect(model.terms.map(\.label) == ["a"])
        let text = try LinearModel.text(summary: LinearModel.summary(model.object))
        #expect(text.contains("Coefficients: (2 not defined because of singularities)"))
    }

    @Test("The intercept alone, no degrees of freedom, no rows")
    func degenerate() throws {
        let alone = try LinearModel(ProductMatrix(names: ["y"], count: 3, means: [2], products: [[6]]))
        #expect(alone.coefficients == [2])
        #expect(alone.fStatistic == nil)
        #expect(alone.rSquared == 0)
        let single = try LinearModel(ProductMatrix(names: ["y"], count: 1, means: [2], products: [[0]]))
        #expect(single.sigma.isNaN)
        #expect(throws: ModelError.noObservations) {
            try LinearModel(ProductMatrix(names: ["y"], count: 0, means: [.nan], products: [[0]]))
        }
        #expect(throws: ModelError.self) {
            try LinearModel(ProductMatrix(names: ["y", "x"], count: 2, means: [1], products: [[0]]))
        }
    }

    @Test("Predictions for new rows with limits")
    func prediction() throws {
        let fit = try LinearModel(products).object
        let rows: [[Double]] = [[1, 10003.5, 1, 0], [1, 10020, 0, 1]]
        let prediction = try Prediction(linear: fit, rows: rows, interval: .prediction)
        #expect(agree(prediction.fit, [4.35277777778019, 21.9055555555561], tolerance: 1e-9))
        #expect(agree(prediction.standardError, [0.393899597618466, 1.754512113723531], tolerance: 1e-8))
        #expect(agree([prediction.limits?[0].lower], [2.84721532721235], tolerance: 1e-8))
        #expect(throws: ModelError.self) { try Prediction(linear: fit, rows: [[1]]) }
    }

    @Test("Printed as in R")
    func text() throws {
        let model = try LinearModel(products, terms: terms)
        #expect(
            try LinearModel.text(model: model.object) == """

                Coefficients:
                (Intercept)            x           gb           gc  
                 -11609.333        1.161       -1.489       -3.094  


                """)
        #expect(
            try LinearModel.text(summary: LinearModel.summary(model.object)) == """

                Coefficients:
                              Estimate Std. Error t value Pr(>|t|)    
                (Intercept) -1.161e+04  1.576e+03  -7.367 0.000321 ***
                x            1.161e+00  1.576e-01   7.369 0.000320 ***
                gb          -1.489e+00  6.591e-01  -2.259 0.064645 .  
                gc          -3.094e+00  1.169e+00  -2.648 0.038119 *  
                ---
                Signif. codes:  0 ‘***’ 0.001 ‘**’ 0.01 ‘*’ 0.05 ‘.’ 0.1 ‘ ’ 1

                Residual standard error: 0.4727 on 6 degrees of freedom
                Multiple R-squared:  0.974,	Adjusted R-squared:  0.9609 
                F-statistic: 74.81 on 3 and 6 DF,  p-value: 3.824e-05


                """)
    }
}
