import Fields
import Foundation
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Whole fits of real data against figures of R 4.2.2: `glm` with `epsilon = 1e-14`.
@Suite struct GeneralizedLinearFitTests {
    private static func expect(
        _ rows: GeneralizedLinearCase, from start: [Double], _ coefficients: [Double], errors: [Double],
        deviance: Double, logLikelihood: Double? = nil, pearson: Double,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let fit = try rows.fit(from: start)
        for (k, expected) in coefficients.enumerated() {
            let own = fit.coefficients[k]
            #expect(abs(own - expected) <= 1e-6 * abs(expected), sourceLocation: sourceLocation)
            var unit = errors.map { _ in 0.0 }
            unit[k] = 1
            let error = NewtonFit.solve(fit.last.information, unit)[k].squareRoot()
            #expect(abs(error - errors[k]) <= 1e-6 * errors[k], sourceLocation: sourceLocation)
        }
        let response = try rows.responseSums()
        let own = response.deviance(fit.last, family: rows.family)
        #expect(abs(own - deviance) <= 1e-7 * deviance, sourceLocation: sourceLocation)
        #expect(abs(fit.last.pearson - pearson) <= 1e-6 * pearson, sourceLocation: sourceLocation)
        if let logLikelihood {
            let own = try #require(response.logLikelihood(fit.last, family: rows.family))
            #expect(abs(own - logLikelihood) <= 1e-7 * abs(logLikelihood), sourceLocation: sourceLocation)
        }
    }

    /// glm(low ~ I(age - 25) + I(lwt - 130) + smoke, binomial), with bounds as a codebook might give them.
    @Test func binomial() throws {
        let data = RegressionData.birthwt
        let rows = GeneralizedLinearCase(
            family: .binomial, response: data.low, responseBound: 1,
            covariates: [data.age.map { $0 - 25 }, data.weight.map { $0 - 130 }, data.smoke], bounds: [35, 200, 1])
        try Self.expect(
            rows, from: [0, 0, 0, 0], [-1.18464980413731, -0.0389945827434823, -0.0121385423389043, 0.670763740745131],
            errors: [0.230859456260656, 0.0327261130291601, 0.00613486392052516, 0.32587778228098],
            deviance: 222.879352975495, logLikelihood: -111.439676487747, pearson: 186.059539523966)
    }

    /// glm(y ~ trt + I(log(base) - 3) + I(log(age) - 3.3) + V4, poisson), logarithms to eight decimals.
    @Test func poisson() throws {
        let data = RegressionData.epil
        func logarithm(_ x: [Int], _ center: Double) -> [Int] {
            x.map { Int(((log(Double($0)) - center) * 1e8).rounded()) }
        }
        let rows = GeneralizedLinearCase(
            family: .poisson, response: data.seizures, responseBound: 200,
            covariates: [data.progabide, logarithm(data.base, 3), logarithm(data.age, 3.3), data.fourth],
            bounds: [1, 300_000_000, 100_000_000, 1])
        try Self.expect(
            rows, from: [2, 0, 0, 0, 0],
            [1.54606789775098, -0.0168539442678738, 1.22422201858675e-08, 5.7882430810306e-09, -0.159769600576675],
            errors: [
                0.0463340367700406, 0.0482041372341517, 3.25311165314332e-10, 1.09984965607339e-09, 0.0545837099874659,
            ], deviance: 945.94444163902, logLikelihood: -855.92455965417, pearson: 1088.1769707022)
    }

    /// glm(y ~ V4 + offset(log(base)), poisson), logarithms to eight decimals.
    @Test func offset() throws {
        let data = RegressionData.epil
        var rows = GeneralizedLinearCase(
            family: .poisson, response: data.seizures, responseBound: 200, covariates: [data.fourth], bounds: [1])
        let unit = try #require(ExactRational(1, decimals: 8))
        rows.offset = (data.base.map { Int((log(Double($0)) * 1e8).rounded()) }, 600_000_000, unit)
        try Self.expect(
            rows, from: [0, 0], [-1.29272952613483, -0.159769600576675],
            errors: [0.0256748082981547, 0.0545837099874695], deviance: 1011.64392559706,
            logLikelihood: -888.774301633191, pearson: 1114.16906419913)
    }

    /// glm(mpg ~ I(wt - 3), Gamma(link = "log")), weights in thousandths.
    @Test func gamma() throws {
        let data = RegressionData.mtcars
        let rows = GeneralizedLinearCase(
            family: .gammaLog, response: data.mpg, responseBound: 500, responseDecimals: 1,
            covariates: [data.weight.map { $0 - 3000 }], bounds: [3000])
        try Self.expect(
            rows, from: [3, 0], [3.02481217429965, -0.000269015099325009],
            errors: [0.181218877198948, 0.000183559646169165], deviance: 0.566672410180729, pearson: 0.590295543647035)
    }
}
