import Inference
import Testing

@Suite("Comparisons of survival as R's survdiff")
struct SurvivalDifferenceTests {
    @Test("Log-rank: observed, expected, variance, statistic")
    func logRank() throws {
        let difference = try SurvivalDifference(smallTable)
        #expect(difference.observed.flatMap(\.self) == [3, 2])
        #expect(agree(difference.expected.flatMap(\.self), [0.860714285714286, 4.13928571428571]))
        #expect(agree(difference.variance[0], [0.598456632653061, -0.598456632653061]))
        #expect(agree([difference.chisq, difference.pValue], [7.64724312112364, 0.00568591492503402]))
        #expect(
            try SurvivalDifference.text(difference.object()) == """
                    N Observed Expected (O-E)^2/E (O-E)^2/V
                g=1 3        3    0.861      5.32      7.65
                g=2 5        2    4.139      1.11      7.65

                 Chisq= 7.6  on 1 degrees of freedom, p= 0.006 

                """)
    }

    @Test("Strata with rho = 1")
    func strata() throws {
        let table = LifetimeTable(
            times: [1, 2, 3, 5, 7, 9],
            groups: [
                .init(label: "g=1", stratum: 0, events: [1, 0, 0, 0, 0, 0], censored: [0, 0, 0, 0, 0, 0]),
                .init(label: "g=1", stratum: 1, events: [0, 1, 1, 0, 0, 0], censored: [0, 0, 0, 0, 0, 0]),
                .init(label: "g=2", stratum: 0, events: [0, 0, 0, 0, 1, 0], censored: [0, 1, 0, 1, 0, 0]),
                .init(label: "g=2", stratum: 1, events: [0, 0, 0, 1, 0, 0], censored: [0, 0, 0, 0, 0, 1]),
            ])
        let difference = try SurvivalDifference(table, weight: .rho(1))
        #expect(agree(numbers(difference.object()["obs"]), [1, 0.75, 1.75, 0.5]))
        #expect(agree(numbers(difference.object()["exp"]), [0.25, 1.5, 0.75, 1.5]))
        #expect(agree([difference.chisq, difference.pValue], [5.44444444444444, 0.0196306572572907]))
        #expect(difference.strata == [4, 4])
    }

    @Test("Gehan-Breslow and Tarone-Ware weigh by the number at risk and its root")
    func weights() throws {
        // By hand: events at 1, 2, 3, 5, 7 with 8, 7, 5, 4, 2 at risk, of g=1 3, 2, 1, 0, 0.
        let first = 8.0 * (1 - 3.0 / 8) + 7 * (1 - 2.0 / 7) + 5 * (1 - 1.0 / 5)
        let gehan = try SurvivalDifference(smallTable, weight: .gehanBreslow)
        #expect(agree([gehan.observed[0][0] - gehan.expected[0][0]], [first]))
        let variance = 64 * 15.0 / 64 + 49 * 10.0 / 49 + 25 * 4.0 / 25
        #expect(agree([gehan.chisq], [first * first / variance]))
        let roots = [8.0, 7, 5].map { $0.squareRoot() }
        let second = roots[0] * 5 / 8 + roots[1] * 5 / 7 + roots[2] * 4 / 5
        let tarone = try SurvivalDifference(smallTable, weight: .taroneWare)
        #expect(agree([tarone.observed[0][0] - tarone.expected[0][0]], [second]))
    }

    @Test("No events: chi-squared 0 without a p-value; one group is refused")
    func degenerate() throws {
        let censored = LifetimeTable(
            times: [1, 2],
            groups: [
                .init(label: "a", events: [0, 0], censored: [1, 1]),
                .init(label: "b", events: [0, 0], censored: [1, 0]),
            ])
        let difference = try SurvivalDifference(censored)
        #expect(difference.chisq == 0)
        #expect(difference.pValue.isNaN)
        #expect(throws: ModelError.singularVariance) { try SurvivalDifference(censored, weight: .gehanBreslow) }
        #expect(throws: ModelError.oneGroup) { try SurvivalDifference(smallTable.pooled) }
    }
}
