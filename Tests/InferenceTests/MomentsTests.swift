import Inference
import Testing

@Suite("Sums, means, variances")
struct MomentsTests {
    @Test("mean, var and sd of c(2, 4, 4, 4, 5, 5, 7, 9), as in R")
    func known() {
        let values: [Int128] = [2, 4, 4, 4, 5, 5, 7, 9]
        let (sum, squares) = (values.reduce(0, +), values.map { $0 * $0 }.reduce(0, +))
        #expect(Moments.mean(sum: sum, count: 8, decimals: 0).text == "5.0")
        #expect(Moments.variance(sum: sum, squares: squares, count: 8, decimals: 0).double == 4.571428571428571)
        #expect(
            Moments.standardDeviation(sum: sum, squares: squares, count: 8, decimals: 0).double == 2.138089935299395)
    }

    @Test("Decimal places, and any centre, give the same variance")
    func centre() {
        let values: [Int128] = [-499_990, -500_011, -499_998]
        for centre: Int128 in [0, -500_000, 77] {
            let moved = values.map { $0 - centre }
            let result = Moments.variance(
                sum: moved.reduce(0, +), squares: moved.map { $0 * $0 }.reduce(0, +), count: 3, decimals: 4)
            #expect(abs((result.double ?? 0) - 1.123333333333333e-06) < 1e-18)
        }
    }

    @Test("Too few values are not available")
    func tooFew() {
        #expect(Moments.mean(sum: 0, count: 0, decimals: 1) == .notAvailable(.tooFewValues))
        #expect(Moments.variance(sum: 3, squares: 9, count: 1, decimals: 1).text == "NA")
        #expect(Moments.standardDeviation(sum: 3, squares: 9, count: 1, decimals: 1).text == "NA")
    }

    @Test("Sums too large for exact squares still give the variance in double precision")
    func large() throws {
        // 10^12 rows of 10^9 +- 1 at 9 places: the squares of the sum leave 128 bits.
        let (n, c): (Int128, Int128) = (1_000_000_000_000, 1_000_000_000)
        let result = Moments.variance(sum: n * c, squares: n * (c * c + 1), count: Int(n), decimals: 0)
        #expect(abs(try #require(result.double) - 1.000000000001) < 1e-12)
    }

    @Test("A standard deviation that is rational stays exact")
    func exactRoot() {
        #expect(Moments.standardDeviation(sum: 4, squares: 10, count: 2, decimals: 0).text == "1.4142135623730951")
        #expect(Moments.standardDeviation(sum: 0, squares: 18, count: 3, decimals: 0).text == "3.0")
        #expect(Moments.standardDeviation(sum: 10, squares: 50, count: 2, decimals: 1).text == "0.0")
    }
}
