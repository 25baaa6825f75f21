import Foundation
import Inference
import Testing

/// Steps of reweighted least squares on plain rows.
struct PlainRows {
    var family: GeneralizedLinearFamily
    var response: [Double]
    var columns: [[Double]]
    var offset: Double = 0

    func step(_ place: GeneralizedLinearFit.Place) -> GeneralizedLinearStep {
        let size = columns.count
        var step = GeneralizedLinearStep(
            score: [Double](repeating: 0, count: size),
            information: [[Double]](repeating: [Double](repeating: 0, count: size), count: size), deviance: 0,
            pearson: 0)
        for (row, y) in response.enumerated() {
            let (predictor, base): (Double, Double) =
                switch place {
                case .startingMeans: (family.predictor(family.startingMean(y)), offset)
                case .coefficients(let beta):
                    { ($0, $0) }(columns.indices.reduce(offset) { $0 + beta[$1] * columns[$1][row] })
                }
            let mean = family.mean(predictor)
            let (slope, variance) = (family.derivative(predictor), family.variance(mean))
            let weight = slope * slope / variance
            let residual = predictor - base + (y - mean) / slope
            step.deviance += family.deviance(y, mean: mean)
            step.pearson += (y - mean) * (y - mean) / variance
            for i in 0..<size {
                step.score[i] += columns[i][row] * weight * residual
                for j in 0..<size { step.information[i][j] += columns[i][row] * weight * columns[j][row] }
            }
        }
        return step
    }

    func fit(
        _ names: [String], constant: GeneralizedLinearModel.Constant, null: Double? = nil
    ) throws
        -> GeneralizedLinearModel
    {
        let control = NewtonControl(epsilon: 1e-14, maximumSteps: 100, noise: 0)
        var fit = GeneralizedLinearFit(names: names, control: control)
        while let place = fit.next { try fit.take(step(place)) }
        var deviance = null ?? 0
        if null == nil {
            var alone = self
            alone.columns = [response.map { _ in 1 }]
            deviance = try alone.fit(["(Intercept)"], constant: .unknown, null: 0).deviance
        }
        return try GeneralizedLinearModel(
            fit, family: family, count: response.count, nullDeviance: deviance, constant: constant)
    }
}

@Suite("Generalized linear models as R's glm")
struct GeneralizedLinearModelTests {
    private static let ones = [Double](repeating: 1, count: 10)
    private static let z: [Double] = [2, 1, 4, 3, 6, 5, 8, 7, 10, 9]
    private let binary = PlainRows(
        family: .init(.binomial), response: [0, 0, 1, 0, 1, 0, 1, 1, 0, 1], columns: [ones, z])
    private let counts: [Double] = [1, 0, 3, 2, 4, 1, 6, 3, 5, 9]

    private func errors(_ model: GeneralizedLinearModel) -> [Double] {
        model.covariance.indices.map { model.covariance[$0][$0].squareRoot() }
    }

    @Test("The null deviance from the sums over the response is the sum of the rows' deviances from their mean")
    func nullDeviance() throws {
        func rows(_ response: [Double], _ family: GeneralizedLinearFamily) -> Double {
            let mean = response.reduce(0, +) / Double(response.count)
            return response.reduce(0) { $0 + family.deviance($1, mean: mean) }
        }
        let successes: [Double] = [0, 1, 1, 0, 1, 1, 1, 0, 1, 1]
        let binomial = ResponseSums(count: 10, sum: 7)
        #expect(agree([binomial.nullDeviance(.binomial)], [rows(successes, .init(.binomial))]))
        let terms = counts.map { $0 > 0 ? $0 * log($0) : 0 }
        let poisson = ResponseSums(count: 10, sum: counts.reduce(0, +), logarithms: terms.reduce(0, +))
        #expect(agree([poisson.nullDeviance(.poisson)], [rows(counts, .init(.poisson))]))
        let gamma = ResponseSums(
            count: 10, sum: Self.z.reduce(0, +), logarithms: Self.z.reduce(0) { $0 + log($1) })
        for family in [LikelihoodFamily.gammaLog, .gammaInverse] {
            #expect(agree([gamma.nullDeviance(family)], [rows(Self.z, .init(.gamma))]))
        }
        // A response that is always the same.
        #expect(ResponseSums(count: 4, sum: 0).nullDeviance(.binomial) == 0)
        #expect(ResponseSums(count: 4, sum: 4).nullDeviance(.binomial) == 0)
        #expect(ResponseSums(count: 4, sum: 0).nullDeviance(.poisson) == 0)
    }

    @Test("Logistic regression: coefficients, errors, deviances, AIC and steps")
    func binomial() throws {
        let model = try binary.fit(["(Intercept)", "z"], constant: .saturated(0))
        #expect(agree(model.coefficients, [-1.99572223948143, 0.362858588996624], tolerance: 1e-9))
        #expect(agree(errors(model), [1.65847454377721, 0.272549402960155], tolerance: 1e-9))
        #expect(agree([model.deviance, model.nullDeviance], [11.6710417467184, 13.8629436111989], tolerance: 1e-10))
        #expect(agree([model.aic], [15.6710417467184], tolerance: 1e-10))
        #expect(model.iterations == 5)
        #expect(agree([GeneralizedLinearModel.binomialNullDeviance(successes: 5, count: 10)], [13.8629436111989]))
        let p = Array(numbers(try GeneralizedLinearModel.summary(model.object)["coefficients"])[6...])
        #expect(agree(p, [0.228841631575463, 0.183073944036509], tolerance: 1e-9))
    }

    @Test("Poisson with an offset, and quasi-Poisson")
    func poisson() throws {
        let rows = PlainRows(family: .init(.quasipoisson), response: counts, columns: [Self.ones, Self.z])
        let quasi = try rows.fit(["(Intercept)", "z"], constant: .unknown)
        #expect(agree(quasi.coefficients, [-0.337779509255148, 0.241984680062287], tolerance: 1e-8))
        #expect(agree(errors(quasi), [0.443991239804846, 0.0573601905795063], tolerance: 1e-8))
        #expect(quasi.aic == nil)
        #expect(agree([quasi.dispersion], [0.7025018], tolerance: 1e-6))
        // An offset that is the same in all rows only moves the intercept.
        var moved = rows
        (moved.family, moved.offset) = (.init(.poisson), 2)
        let poisson = try moved.fit(["(Intercept)", "z"], constant: .saturated(-3))
        #expect(agree([poisson.coefficients[0]], [-2.337779509255148], tolerance: 1e-8))
        #expect(agree([poisson.aic], [6 + poisson.deviance + 4], tolerance: 1e-12))
    }

    @Test("Gamma with the inverse link")
    func gamma() throws {
        let response = [3.1, 4.0, 5.2, 4.4, 6.9, 7.1, 8.3, 7.7, 9.6, 10.1]
        let rows = PlainRows(family: .init(.gamma), response: response, columns: [Self.ones, Self.z])
        let constant = GeneralizedLinearModel.Constant.sumOfLogarithms(response.reduce(0) { $0 + log($1) })
        let model = try rows.fit(["(Intercept)", "z"], constant: constant)
        #expect(agree(model.coefficients, [0.265392705987258, -0.0177961141199018], tolerance: 1e-8))
        #expect(agree(errors(model), [0.0211250594779266, 0.00270737095057792], tolerance: 1e-6))
        #expect(agree([model.deviance, model.aic], [0.211001760629157, 32.3718985606699], tolerance: 1e-8))
        #expect(agree([model.dispersion], [0.0246783020724064], tolerance: 1e-6))
    }

    @Test("Gaussian with the identity is least squares, in two steps")
    func gaussian() throws {
        let rows = PlainRows(family: .init(.gaussian), response: counts, columns: [Self.ones, Self.z])
        let model = try rows.fit(["(Intercept)", "z"], constant: .unknown)
        #expect(model.iterations == 2)
        // By hand: sum of (z - 5.5)(y - 3.4) = 54, of (z - 5.5)^2 = 82.5.
        let products = zip(Self.z, counts).reduce(0) { $0 + ($1.0 - 5.5) * ($1.1 - 3.4) }
        #expect(agree([model.coefficients[1]], [products / 82.5]))
    }

    @Test("Aliased columns are NA; separation is warned about")
    func aliased() throws {
        var more = binary
        more.columns.append(Self.z.map { 3 - 2 * $0 })
        let model = try more.fit(["(Intercept)", "z", "w"], constant: .saturated(0))
        #expect(model.coefficients[2] == nil)
        #expect(model.warnings.isEmpty)
        var apart = binary
        apart.response = Self.z.map { $0 > 5 ? 1 : 0 }
        var fit = GeneralizedLinearFit(names: ["(Intercept)", "z"])
        while let place = fit.next { try fit.take(apart.step(place)) }
        let separated = try GeneralizedLinearModel(fit, family: apart.family, count: 10, nullDeviance: 1)
        #expect(separated.warnings.count == 1)
    }

    @Test("Predictions on both scales")
    func prediction() throws {
        let fit = try binary.fit(["(Intercept)", "z"], constant: .saturated(0)).object
        let prediction = try Prediction(generalized: fit, rows: [[1, 3], [1, 8]], response: true)
        #expect(agree(prediction.fit, [0.287584111964233, 0.712415888035767], tolerance: 1e-9))
        #expect(agree(prediction.standardError, [0.20154785586666, 0.20154785586666], tolerance: 1e-8))
        let link = try Prediction(generalized: fit, rows: [[1, 3]], offsets: [1])
        #expect(agree(link.fit, [1 - 1.99572223948143 + 3 * 0.362858588996624], tolerance: 1e-9))
    }

    @Test("Steps of the wrong size or not finite are refused")
    func refused() throws {
        var fit = GeneralizedLinearFit(names: ["a"])
        let bad = GeneralizedLinearStep(score: [1, 2], information: [[1]], deviance: 1, pearson: 1)
        #expect(throws: ModelError.self) { try fit.take(bad) }
        let infinite = GeneralizedLinearStep(score: [1], information: [[1]], deviance: .infinity, pearson: 1)
        #expect(throws: ModelError.notFinite) { try fit.take(infinite) }
    }

    @Test("Printed as in R, and compared with the intercept alone")
    func text() throws {
        let model = try binary.fit(["(Intercept)", "z"], constant: .saturated(0))
        #expect(
            try GeneralizedLinearModel.text(model: model.object) == """

                Coefficients:
                (Intercept)            z  
                    -1.9957       0.3629  

                Degrees of Freedom: 9 Total (i.e. Null);  8 Residual
                Null Deviance:	    13.86 
                Residual Deviance: 11.67 	AIC: 15.67

                """)
        #expect(
            try GeneralizedLinearModel.text(summary: GeneralizedLinearModel.summary(model.object)) == """

                Coefficients:
                            Estimate Std. Error z value Pr(>|z|)
                (Intercept)  -1.9957     1.6585  -1.203    0.229
                z             0.3629     0.2725   1.331    0.183

                (Dispersion parameter for binomial family taken to be 1)

                    Null deviance: 13.863  on 9  degrees of freedom
                Residual deviance: 11.671  on 8  degrees of freedom
                AIC: 15.671

                Number of Fisher Scoring iterations: 5


                """)
        var alone = binary
        alone.columns = [Self.ones]
        let null = try alone.fit(["(Intercept)"], constant: .saturated(0))
        let comparison = try GeneralizedLinearModel.comparison(
            [null.object, model.object], formulas: ["b ~ 1", "b ~ z"])
        #expect(
            try VarianceText.text(comparison) == """
                Analysis of Deviance Table

                Model 1: b ~ 1
                Model 2: b ~ z
                  Resid. Df Resid. Dev Df Deviance Pr(>Chi)
                1         9     13.863                     
                2         8     11.671  1   2.1919   0.1387

                """)
    }
}
