import Fields
import Foundation
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Steps of generalized linear models against the cleartext twin, in units of the bounds.
@Suite struct GeneralizedLinearTests {
    private static func rows(
        _ family: LikelihoodFamily, _ count: Int, masked: Bool, seed: UInt64
    ) -> GeneralizedLinearCase {
        var dealer = Dealer(seed: seed)
        let range = [.binomial: 0...1, .poisson: 0...30, .gammaLog: 1...4000, .gammaInverse: 1...4000][family] ?? 0...1
        return GeneralizedLinearCase(
            family: family, response: dealer.random(count, in: range), responseBound: Int64(range.upperBound),
            responseDecimals: family.isGamma ? 2 : 0, mask: masked ? dealer.randomBits(count) : nil,
            covariates: [dealer.random(count, in: 0...1), dealer.random(count, in: -50...50)], bounds: [1, 50])
    }

    private static func expect(
        _ step: GeneralizedLinearSums, _ twin: GeneralizedLinearSums, _ rows: GeneralizedLinearCase, scale: Double,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = Double(max(1, twin.count)) * 0x1p-25 * scale
        let units = [1.0] + rows.bounds.map { Double($0) * 2 }
        #expect(step.count == twin.count, sourceLocation: sourceLocation)
        #expect(abs(step.kernel - twin.kernel) < error, sourceLocation: sourceLocation)
        for k in units.indices {
            #expect(abs(step.score[k] - twin.score[k]) < error * units[k], sourceLocation: sourceLocation)
            for l in units.indices {
                #expect(
                    abs(step.information[k][l] - twin.information[k][l]) < error * units[k] * units[l],
                    sourceLocation: sourceLocation)
            }
        }
        #expect(abs(step.pearson - twin.pearson) < error * max(1, twin.pearson), sourceLocation: sourceLocation)
    }

    @Test(arguments: [0, 1, 2, 48]) func inverseLink(count: Int) throws {
        for (masked, texts) in [(false, ["0.05", "0", "0"]), (true, ["0.1", "0.03", "-0.0007"])] {
            let rows = Self.rows(.gammaInverse, count, masked: masked, seed: UInt64(count))
            let coefficients = texts.compactMap(CoxStepTests.decimal)
            let step = try rows.step(at: coefficients, mode: masked ? .active : .passive).sums
            let twin = Statistics.GeneralizedLinearStep.plain(
                rows.plain, family: .gammaInverse, at: coefficients.map(\.double))
            Self.expect(step, twin, rows, scale: 1000)
        }
    }

    @Test func inverseLinkNeedsAPositivePredictor() throws {
        let rows = Self.rows(.gammaInverse, 3, masked: false, seed: 1)
        let coefficients = ["0.05", "0.01", "-0.001"].compactMap(CoxStepTests.decimal)
        #expect(throws: LikelihoodProblem.linearPredictorNotPositive) { try rows.step(at: coefficients) }
    }

    @Test(arguments: [LikelihoodFamily.binomial, .poisson, .gammaLog], [0, 1, 2, 3, 48])
    func step(family: LikelihoodFamily, count: Int) throws {
        for (masked, texts) in [
            (false, ["0", "0", "0"]), (true, ["-0.3", "0.9", "0.021"]), (true, ["2", "-1", "0.03"]),
        ] {
            let rows = Self.rows(family, count, masked: masked, seed: UInt64(count))
            let coefficients = texts.compactMap(CoxStepTests.decimal)
            let step = try rows.step(at: coefficients, mode: masked ? .active : .passive).sums
            let twin = Statistics.GeneralizedLinearStep.plain(
                rows.plain, family: family, at: coefficients.map(\.double))
            Self.expect(step, twin, rows, scale: family == .binomial ? 1 : 100)
        }
    }

    @Test(arguments: [LikelihoodFamily.binomial, .poisson, .gammaLog, .gammaInverse], [0, 1, 2, 48])
    func response(family: LikelihoodFamily, count: Int) throws {
        for masked in [false, true] {
            let rows = Self.rows(family, count, masked: masked, seed: UInt64(count))
            let sums = try rows.responseSums(mode: .active)
            let twin = ResponseStatistics.plain(rows.plain.response, family: family)
            #expect(sums.count == twin.count)
            #expect(abs(sums.sum - twin.sum) < 1e-9)
            #expect(abs(sums.logarithms - twin.logarithms) < 1e-8 * Double(1 + count))
            #expect(abs(sums.factorials - twin.factorials) < 1e-8 * Double(1 + count))
        }
    }

    /// Means are exact to 1e-7 of themselves, also small ones, where the bounds are narrow.
    @Test func smallMeans() throws {
        let rows = GeneralizedLinearCase(
            family: .binomial, response: [0], responseBound: 1, covariates: [[3]], bounds: [4])
        for (intercept, slope) in [("-12.5", "0.7"), ("-1", "-1.9"), ("15", "0.1")] {
            let coefficients = [intercept, slope].compactMap(CoxStepTests.decimal)
            let mean = -(try rows.step(at: coefficients).sums.score[0])
            let twin = 1 / (1 + exp(-(coefficients[0].double + 3 * coefficients[1].double)))
            #expect(abs(mean - twin) < max(1e-7 * twin, 0x1p-28))
        }
    }
}
