import Language
import Study
import Testing
import Wire

@Suite("Types and bounds of private expressions")
struct TypeTests {
    let study: Study
    let table: TableExpression

    init() throws {
        study = try #require(Fixture.study)
        table = try TableExpression.load(table: "munich_production", ofStudy: nil, in: study)
    }

    private func column(_ name: String) throws -> VectorExpression { try table.column(named: name, in: study.codebook) }

    private func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch let problem as Problem { return problem.code } catch { return nil }
        return nil
    }

    @Test("Scales and bounds of sums, differences and products")
    func arithmetic() throws {
        let (age, dose) = (try column("age"), try column("dose"))
        let sum = try VectorExpression.operation(.add, age, dose).type()
        #expect(sum.number == DecimalType(decimals: 2, minimum: -500, maximum: 23_000))
        let difference = try VectorExpression.operation(.subtract, age, dose).type()
        #expect(difference.number == DecimalType(decimals: 2, minimum: -10_000, maximum: 13_500))
        let product = try VectorExpression.operation(.multiply, age, dose).type()
        #expect(product.number == DecimalType(decimals: 3, minimum: -650_000, maximum: 13_000_000))
        let quarter = try age.divided(by: ExactDecimal(4)).type()
        #expect(quarter.number == DecimalType(decimals: 3, minimum: 0, maximum: 32_500))
        #expect(sum.name == "private-decimal-vector")
    }

    @Test("Missing values spread; is.na is never missing")
    func missing() throws {
        let (age, weight) = (try column("age"), try column("weight"))
        #expect(try VectorExpression.operation(.add, age, weight).type().mayBeMissing)
        #expect(try !age.type().mayBeMissing)
        let heavy = try weight.comparing(.greater, .number(ExactDecimal(80)))
        #expect(try heavy.checked())
        #expect(try !weight.isMissing().checked())
        #expect(try age.selecting(heavy).type().mayBeMissing)
        #expect(try !table.selecting(heavy).column(named: "age", in: study.codebook).type().mayBeMissing)
    }

    @Test("c() takes the larger scale and merges levels in order")
    func combining() throws {
        let numbers = try VectorExpression.combining([try column("age"), try column("dose")]).type()
        #expect(numbers.number == DecimalType(decimals: 2, minimum: -500, maximum: 13_000))
        let factors = try VectorExpression.combining([
            try column("event_death"), try column("gender"), try column("ecog_status"),
        ])
        #expect(try factors.type().levels == ["0", "1", "male", "female", "2"])
        #expect(code { _ = try VectorExpression.combining([column("age"), column("gender")]) } == "mixed-types")
        #expect(code { _ = try VectorExpression.combining([]) } == "mixed-types")
    }

    @Test("What does not fit is an error with a code")
    func refused() throws {
        let other = try TableExpression.load(table: "rome_production", ofStudy: nil, in: study)
        let foreign = try other.column(named: "age", in: study.codebook)
        #expect(code { _ = try VectorExpression.operation(.add, column("age"), foreign) } == "different-rows")
        #expect(code { _ = try VectorExpression.operation(.add, column("gender"), column("age")) } == "not-a-number")
        #expect(
            code { _ = try VectorExpression.operation(.multiply, column("wide"), column("wide")) } == "out-of-range")
        #expect(code { _ = try column("age").divided(by: ExactDecimal(3)) } == "inexact-division")
        #expect(code { _ = try column("age").divided(by: ExactDecimal(0)) } == "division-by-zero")
        #expect(code { _ = try column("gender").comparing(.less, .label("male")) } == "unordered-factor")
        #expect(code { _ = try column("age").comparing(.equal, .label("63")) } == "compare-types")
        #expect(code { _ = try column("age").condition() } == "not-a-condition")
        #expect(code { _ = try column("age").selecting(foreign.isMissing()) } == "different-rows")
        #expect(code { _ = try table.selecting(foreign.isMissing()) } == "different-rows")
        #expect(code { _ = try table.column(named: "agee", in: study.codebook) } == "unknown-column")
    }

    @Test("A factor compared with a number compares labels")
    func labels() throws {
        let condition = try column("ecog_status").comparing(.equal, .number(ExactDecimal(significand: 10, decimals: 1)))
        #expect(condition.text == "load(\"DS1\", \"munich_production\")$ecog_status == \"1\"")
    }

    @Test("Comparisons with a public number, as integers: the same for every value within the bounds")
    func integerComparison() {
        let type = DecimalType(decimals: 1, minimum: -12, maximum: 9)
        var random = SplitMix(seed: 9)
        for _ in 0..<500 {
            let constant = ExactDecimal(significand: Int128(random.below(400)) - 200, decimals: random.below(4))
            for operation in ComparisonOperator.allCases {
                let comparison = IntegerComparison(operation, constant, of: type)
                var agrees = true
                for value in type.minimum...type.maximum {
                    let left = ExactDecimal(significand: value, decimals: 1)
                    let expected =
                        switch operation {
                        case .equal: left == constant
                        case .notEqual: left != constant
                        case .less: left < constant
                        case .lessOrEqual: left <= constant
                        case .greater: left > constant
                        case .greaterOrEqual: left >= constant
                        }
                    let passes =
                        switch comparison.test {
                        case .never: false
                        case .less(let threshold): value < threshold
                        case .equal(let target): value == target
                        }
                    agrees = agrees && (passes != comparison.negated) == expected
                }
                if case .less(let threshold) = comparison.test {
                    agrees = agrees && threshold > type.minimum && threshold <= type.maximum
                }
                #expect(agrees, "\(operation.rawValue) \(constant)")
            }
        }
        let far = IntegerComparison(
            .less, ExactDecimal(significand: ExactDecimal.significandLimit - 1, decimals: 0), of: type)
        #expect(far.test == .never && far.negated)
    }

    @Test("Integer parts are floors, below zero too")
    func integerParts() {
        #expect(DecimalType(decimals: 1, minimum: -12, maximum: 19).integerParts == -2...1)
        #expect(DecimalType(decimals: 0, minimum: 3, maximum: 3).integerParts == 3...3)
    }
}

@Suite("Exact decimals and names")
struct ExactDecimalTests {
    @Test(
        "Texts of R's numbers",
        arguments: [
            ("63", "63"), ("0.50", "0.5"), (".5", "0.5"), ("5.", "5"), ("1e3", "1000"), ("1e-3", "0.001"),
            ("12.5e1", "125"),
            ("5L", "5"), ("-0.25", "-0.25"), ("0", "0"), ("-0", "0"), ("1e2L", "100"),
        ])
    func texts(text: String, expected: String) throws {
        #expect(try #require(ExactDecimal(text)).description == expected)
    }

    @Test(
        "No numbers, or numbers that do not fit",
        arguments: ["", "-", ".", "1e", "1e400", "1e-19", "0x1F", "1 2", "1e99999", "٣"])
    func refused(text: String) { #expect(ExactDecimal(text) == nil) }

    @Test("Reciprocals that end")
    func reciprocals() {
        #expect(ExactDecimal(8).reciprocal?.description == "0.125")
        #expect(ExactDecimal("0.25")?.reciprocal?.description == "4")
        #expect(ExactDecimal("-2.5")?.reciprocal?.description == "-0.4")
        #expect(ExactDecimal(3).reciprocal == nil)
        #expect(ExactDecimal(0).reciprocal == nil)
    }

    @Test("The nearest name")
    func nearest() {
        let names = ["age", "gender", "ecog_status", "event_death"]
        #expect(NearestName.nearest(to: "aeg", among: names) == "age")
        #expect(NearestName.nearest(to: "Gender", among: names) == "gender")
        #expect(NearestName.nearest(to: "ecogstatus", among: names) == "ecog_status")
        #expect(NearestName.nearest(to: "height", among: names) == nil)
        #expect(NearestName.mend(for: "height", among: []) == "there is none yet")
    }
}
