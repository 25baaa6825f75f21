import Fields
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Sums of powers and products by cell, against the twins and against exact sums.
@Suite struct SumTests {
    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func powersOfOneLimb(
        mode: SecurityMode, count: Int
    ) throws {
        let inputs = JointInputs(count, cells: 3, largest: 200, width: 8, minimum: -50)
        let plan = try #require(LimbPlan(minimum: -50, maximum: 150, power: .fourth))
        #expect(plan.limbs == 1 && plan.origin == 50)
        let outcome = try Joint.run(mode) { session in
            let role = session.role
            let limbs = try Limbs(
                value: inputs.value[role], planes: inputs.planes[role], plan: plan, in: session["limbs"])
            return try PowerSums.candidate(limbs, cells: inputs.cells(role), in: session["sums"])
        }
        let twin = PowerSums.plain(inputs.values, origin: 50, groups: inputs.groups, cells: 3, power: 4)
        #expect(try Joint.values(outcome) == twin.flatMap(\.self))
        #expect(try Joint.sizes(outcome) == twin.flatMap { sums in sums.map { _ in sums[0] } })
        #expect(
            outcome[.first].releases.prefix(5) == [.count, .sum, .sumOfSquares, .sumOfPowers(3), .sumOfPowers(4)])
    }

    /// Sums of powers of wide numbers come out exactly, whatever the number of limbs.
    @Test(arguments: [LimbPlan.Power.first, .second, .fourth], [9, 20, 40, 60]) func limbs(
        power: LimbPlan.Power, width: Int
    ) throws {
        let largest = (1 << width) - 1
        let random = JointInputs(40, cells: 2, largest: largest, width: width, minimum: -(1 << (width - 1)))
        let numbers = random.numbers.dropLast(2) + [UInt64(largest), UInt64(largest)]
        let groups = random.groups.dropLast(2) + [0, 0]
        let inputs = JointInputs(
            groups: Array(groups), numbers: Array(numbers), cells: 2, width: width, minimum: random.minimum)
        let minimum = Int64(inputs.minimum)
        let plan = try #require(LimbPlan(minimum: minimum, maximum: minimum + Int64(largest), power: power))
        let outcome = try Joint.run(.passive) { session in
            let role = session.role
            let limbs = try Limbs(
                value: inputs.value[role], planes: inputs.planes[role], plan: plan, in: session["limbs"])
            return try PowerSums.candidate(limbs, cells: inputs.cells(role), in: session["sums"])
        }
        let values = try Joint.values(outcome)
        let totals = try #require(plan.totals(values: values.map(Int64.init), decimals: 0))
        for cell in 0..<2 {
            let rows = inputs.rows(of: cell)
            #expect(totals[cell].count == rows.count)
            for k in 1...power.rawValue {
                let sum = rows.reduce(WideInteger(0)) { sum, row in
                    let d = WideInteger(inputs.values[row]) - WideInteger(plan.origin)
                    return sum + (0..<k).reduce(WideInteger(1)) { product, _ in product * d }
                }
                #expect(totals[cell].sums[k - 1] == sum)
            }
        }
    }

    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func products(mode: SecurityMode, count: Int) throws {
        let x = JointInputs(count, cells: 1, largest: 100, width: 7, minimum: -30)
        var dealer = Dealer(seed: 5)
        let y = dealer.random(count, in: -9...9)
        let shared = dealer.numbers(y)
        let plans = try [
            #require(LimbPlan(minimum: -30, maximum: 70, power: .second)),
            #require(LimbPlan(minimum: -10, maximum: 10, power: .second)),
        ]
        let outcome = try Joint.run(mode) { session in
            let role = session.role
            let none = SharedPlanes(planes: [], count: count)
            let columns = [
                try Limbs(value: x.value[role], planes: x.planes[role], plan: plans[0], in: session["x"]),
                try Limbs(value: shared[role], planes: none, plan: plans[1], in: session["y"]),
            ]
            return try Products.candidate(columns: columns, mask: x.cells[0][role], in: session["sums"])
        }
        let twin = Products.plain([x.values.map { $0 - 20 }, y], mask: x.groups.map { $0 != nil })
        #expect(try Joint.values(outcome) == twin)
        #expect(
            outcome[.first].releases
                == [.count, .sum, .sum, .sumOfSquares, .sumOfProducts, .sumOfSquares])
    }

    /// A wide and a narrow column: the matrix is that of the exact numbers.
    @Test func productsOfLimbs() throws {
        let x = JointInputs(50, cells: 1, largest: 1 << 40, width: 41, minimum: -77)
        var dealer = Dealer(seed: 6)
        let y = dealer.random(50, in: 0...999)
        let shared = dealer.numbers(y)
        let plans = try [
            #require(LimbPlan(minimum: -77, maximum: 1 << 40, power: .second)),
            #require(LimbPlan(minimum: 0, maximum: 1000, power: .second)),
        ]
        let outcome = try Joint.run(.active) { session in
            let role = session.role
            let none = SharedPlanes(planes: [], count: 50)
            let columns = [
                try Limbs(value: x.value[role], planes: x.planes[role], plan: plans[0], in: session["x"]),
                try Limbs(value: shared[role], planes: none, plan: plans[1], in: session["y"]),
            ]
            return try Products.candidate(columns: columns, mask: x.cells[0][role], in: session["sums"])
        }
        let plan = try #require(ProductPlan(columns: plans))
        let values = try Joint.values(outcome).map(Int64.init)
        let matrix = try #require(plan.matrix(values: values, names: ["x", "y"], decimals: [0, 0]))
        let rows = x.rows(of: 0)
        let n = Int128(rows.count)
        let (sx, sy) = rows.reduce((Int128(0), Int128(0))) { ($0.0 + Int128(x.values[$1]), $0.1 + Int128(y[$1])) }
        let sxy = rows.reduce(Int128(0)) { $0 + Int128(x.values[$1]) * Int128(y[$1]) }
        #expect(matrix.count == rows.count)
        #expect(matrix.means == [Double(sx) / Double(n), Double(sy) / Double(n)])
        #expect(matrix.products[0][1] == Double(n * sxy - sx * sy) / Double(n))
        #expect(matrix.products[1][0] == matrix.products[0][1])
    }

    @Test func costs() throws {
        let inputs = JointInputs(9, cells: 2, largest: 1 << 19, width: 20)
        func cost(_ power: LimbPlan.Power) throws -> [Int] {
            let plan = try #require(LimbPlan(minimum: 0, maximum: 1 << 19, power: power))
            return try Joint.cost { session in
                let role = session.role
                let limbs = try Limbs(
                    value: inputs.value[role], planes: inputs.planes[role], plan: plan, in: session["limbs"])
                _ = try PowerSums.candidate(limbs, cells: inputs.cells(role), in: session["sums"])
            }
        }
        #expect(try cost(.first) == [1, 8 * 2])
        // 20 bits make 2 limbs for the second power and 4 for the fourth.
        #expect(try cost(.second) == [2 + 1 + 1, 9 * (16 * 20 + 8 * 3) + 8 * 2 * (2 + 3)])
        let coefficients = 4 + 7 + 10 + 13
        #expect(try cost(.fourth) == [2 + 2 + 1, 9 * (16 * 20 + 8 * (7 + 23)) + 8 * 2 * coefficients])
        let narrow = try #require(LimbPlan(minimum: 0, maximum: 100, power: .second))
        let products = try Joint.cost { session in
            let role = session.role
            let x = try Limbs(
                value: inputs.value[role], planes: inputs.planes[role], plan: narrow, in: session["limbs"])
            _ = try Products.candidate(columns: [x, x, x], mask: inputs.cells[0][role], in: session["sums"])
        }
        #expect(products == [2, 9 * 8 * 3 + 8 * 9])
    }
}
