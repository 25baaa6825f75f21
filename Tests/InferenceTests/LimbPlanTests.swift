import Inference
import Testing

@Suite("Sums in limbs, finished exactly")
struct LimbPlanTests {
    /// What the nodes would release for numbers in one limb.
    private static func released(_ values: [Int64], _ plan: LimbPlan) -> [Int64] {
        let distances = values.map { $0 - plan.origin }
        return [Int64(values.count)]
            + (1...plan.power.rawValue).map { k in
                distances.reduce(0) { sum, d in sum + (0..<k).reduce(1) { product, _ in product * d } }
            }
    }

    @Test("mean, sums of squares, cubes and fourths about the mean, as in R")
    func known() throws {
        let plan = try #require(LimbPlan(minimum: 0, maximum: 300, power: .fourth))
        let values = Self.released([123, 45, 299, 0, 45, 78, 102], plan)
        let moments = try #require(plan.moments(values: values, decimals: 1))[0]
        // x <- c(12.3, 4.5, 29.9, 0, 4.5, 7.8, 10.2); mean(x); sum((x - mean(x))^2), ^3, ^4
        #expect(moments.count == 7)
        #expect(moments.mean == 9.885714285714286)
        #expect(abs(moments.squares / 566.5885714285714 - 1) < 1e-14)
        #expect(abs(moments.cubes / 6743.6453877550994 - 1) < 1e-13)
        #expect(abs(moments.fourths / 171743.86248279878 - 1) < 1e-13)
    }

    @Test("A large mean does not cancel")
    func largeMean() throws {
        let base: Int64 = 1 << 58
        let plan = try #require(LimbPlan(minimum: base, maximum: base + 4, power: .second))
        let values = Self.released([base, base + 2, base + 4], plan)
        let moments = try #require(plan.moments(values: values, decimals: 0))[0]
        #expect(moments.squares == 8)
        #expect(moments.mean == 0x1p58)
    }

    @Test("No values, one value, and values that are no release")
    func few() throws {
        let plan = try #require(LimbPlan(minimum: 0, maximum: 10, power: .second))
        let none = try #require(plan.moments(values: [0, 0, 0], decimals: 0))[0]
        #expect(none.mean.isNaN && none.squares == 0 && none.count == 0)
        let one = try #require(plan.moments(values: [1, 2, 4], decimals: 2))[0]
        #expect(one.mean == 0.07 && one.squares == 0)
        #expect(plan.moments(values: [1, 2], decimals: 0) == nil)
        #expect(plan.moments(values: [-1, 2, 4], decimals: 0) == nil)
    }

    @Test("The rule keeps sums over 2^24 rows within 59 bits", arguments: [LimbPlan.Power.first, .second, .fourth])
    func bounds(power: LimbPlan.Power) throws {
        for width in 1..<60 {
            let plan = try #require(LimbPlan(minimum: 0, maximum: (1 << width) - 1, power: power))
            #expect(plan.width == width)
            // The largest coefficient of (l + l X + ... + l X^(m-1))^p, with every limb as large as it can be.
            let largest = plan.limbs == 1 ? 0x1p0 * Double(1 << (width - 1)) : Double((1 << plan.limbBits) - 1)
            var coefficients = [1.0]
            for _ in 0..<power.rawValue {
                var next = [Double](repeating: 0, count: coefficients.count + plan.limbs - 1)
                for (i, c) in coefficients.enumerated() {
                    for a in 0..<plan.limbs { next[i + a] += c * largest }
                }
                coefficients = next
            }
            #expect((coefficients.max() ?? 0) * Double(LimbPlan.mostRows) < 0x1p59)
        }
        #expect(LimbPlan(minimum: 0, maximum: 1 << 60, power: power) == nil)
        #expect(LimbPlan(minimum: .min, maximum: .max, power: power) == nil)
        #expect(LimbPlan(minimum: 1, maximum: 0, power: power) == nil)
    }

    @Test("Covariances of columns with decimals, as in R")
    func products() throws {
        // x <- c(1.5, 2.5, 4), y <- c(10, 30, 20); c(mean(x), mean(y)); crossprod(scale(cbind(x, y), scale = FALSE))
        let plans = try [
            #require(LimbPlan(minimum: 0, maximum: 100, power: .second)),
            #require(LimbPlan(minimum: 0, maximum: 50, power: .second)),
        ]
        let plan = try #require(ProductPlan(columns: plans))
        let x = [15, 25, 40].map { $0 - plans[0].origin }
        let y = [10, 30, 20].map { $0 - plans[1].origin }
        func sum(_ a: [Int64], _ b: [Int64]) -> Int64 { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
        let values = [3, x.reduce(0, +), y.reduce(0, +), sum(x, x), sum(x, y), sum(y, y)]
        let matrix = try #require(plan.matrix(values: values, names: ["x", "y"], decimals: [1, 0]))
        #expect(matrix.means == [2.6666666666666665, 20])
        #expect(matrix.products[0][0] == 3.1666666666666665)
        #expect(matrix.products[0][1] == 10 && matrix.products[1][0] == 10)
        #expect(matrix.products[1][1] == 200)
        #expect(plan.matrix(values: [1], names: ["x", "y"], decimals: [1, 0]) == nil)
    }
}
