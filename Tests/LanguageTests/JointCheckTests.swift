import Language
import Study
import Testing
import Wire

private let data = "data = load(\"DS1\", \"rome_production\"))"
private let death = "event_death == \"1\""

@Suite("What joint statistics take")
struct JointCheckTests {
    let study: Study

    init() throws { study = try #require(Fixture.study) }

    @Test(
        "Accepted",
        arguments: [
            "moments(age, order = 1, \(data)", "moments(age > 60, by = list(gender, weight > 80), order = 4, \(data)",
            "table(by = list(gender), \(data)", "ranks(age, by = list(smoking), \(data)", "sums(wide, \(data)",
            "products(age, dose, age > 3, \(data)", "rank.products(age, dose, \(data)",
            "distance(age, by = list(gender), \(data)", "concordance(age, dose, \(data)",
            "lifetimes(age, \(death), by = list(gender, smoking), \(data)", "values(age, \(data)",
            "merged.lifetimes(age, \(death), by = list(gender, smoking), \(data)",
            "logrank(age, \(death), by = list(gender), \(data)",
            "logrank(age, \(death), by = list(gender, smoking), strata = 1, rho = 0.5, \(data)",
            "logrank(age, \(death), by = list(gender), weights = \"tarone\", \(data)",
            "order.statistics(age, ranks = c(1, 2147483647), \(data)",
            "cox.step(age, \(death), dose, beta = c(0), center = c(1), ties = \"breslow\", \(data)",
            "cox.concordance(age, \(death), dose, beta = c(0), \(data)",
            "glm.step(age, beta = c(0), family = \"poisson\", link = \"log\", \(data)",
            "glm.step(age, dose, `next`, beta = c(0, 1), center = c(1), family = \"f\", link = \"l\", offset = 1, \(data)",
        ])
    func accepted(text: String) throws { #expect(try Plan.parse(text, study: study).canonicalText == text) }

    @Test(
        "Refused with a code",
        arguments: [
            // numbers of vectors and factors
            ("moments(order = 2, \(data)", "bad-plan"), ("moments(age, dose, order = 2, \(data)", "bad-plan"),
            ("table(age, by = list(gender), \(data)", "bad-plan"), ("table(\(data)", "bad-plan"),
            ("ranks(age, \(data)", "bad-plan"), ("ranks(age, by = list(gender, smoking), \(data)", "bad-plan"),
            ("products(\(data)", "bad-plan"), ("products(age, by = list(gender), \(data)", "bad-plan"),
            ("rank.products(age, \(data)", "bad-plan"), ("concordance(age, \(data)", "bad-plan"),
            ("lifetimes(age, \(data)", "bad-plan"), ("merged.lifetimes(age, dose, \(data)", "bad-plan"),
            ("logrank(age, \(death), \(data)", "bad-plan"),
            ("logrank(age, dose, by = list(gender), \(data)", "bad-plan"),
            ("logrank(age, \(death), by = list(gender), strata = 1, \(data)", "bad-plan"),
            ("logrank(age, \(death), by = list(gender, smoking), strata = -1, \(data)", "bad-plan"),
            ("logrank(age, \(death), by = list(gender), rho = 0.3, \(data)", "bad-plan"),
            ("logrank(age, \(death), by = list(gender), rho = -1, \(data)", "bad-plan"),
            ("logrank(age, \(death), by = list(gender), rho = 1, weights = \"gehan\", \(data)", "bad-plan"),
            ("logrank(age, \(death), by = list(gender), weights = \"peto\", \(data)", "bad-plan"),
            ("values(age, dose, \(data)", "bad-plan"),
            ("cox.step(age, \(death), beta = c(0), center = c(0), ties = \"efron\", \(data)", "bad-plan"),
            // settings: missing, foreign, twice, or of a wrong value
            ("moments(age, \(data)", "bad-plan"), ("moments(age, order = 3, \(data)", "bad-plan"),
            ("moments(age, order = 0, \(data)", "bad-plan"), ("moments(age, order = 1.5, \(data)", "bad-plan"),
            ("moments(age, order = \"2\", \(data)", "bad-plan"),
            ("moments(age, order = 2, order = 2, \(data)", "bad-plan"),
            ("values(age, order = 2, \(data)", "bad-plan"), ("values(age, depth = 2, \(data)", "bad-plan"),
            ("order.statistics(age, \(data)", "bad-plan"), ("order.statistics(age, ranks = c(0), \(data)", "bad-plan"),
            ("order.statistics(age, ranks = c(1.5), \(data)", "bad-plan"),
            ("order.statistics(age, ranks = c(2147483648), \(data)", "bad-plan"),
            ("cox.step(age, \(death), dose, beta = c(0), center = c(1), ties = \"exact\", \(data)", "bad-plan"),
            ("cox.step(age, \(death), dose, beta = c(0, 1), center = c(1), ties = \"efron\", \(data)", "bad-plan"),
            ("cox.step(age, \(death), dose, beta = c(0), center = c(1, 1), ties = \"efron\", \(data)", "bad-plan"),
            ("cox.concordance(age, \(death), dose, beta = c(0, 1), \(data)", "bad-plan"),
            (
                "glm.step(age, dose, beta = c(0), center = c(1), family = \"poisson\", link = \"log\", \(data)",
                "bad-plan"
            ),
            ("glm.step(age, dose, beta = c(0, 0), family = \"poisson\", link = \"log\", \(data)", "bad-plan"),
            ("glm.step(age, beta = c(0), link = \"log\", \(data)", "bad-plan"),
            ("glm.step(age, beta = c(0), family = 1, link = \"log\", \(data)", "bad-plan"),
            // events, groups and types
            ("lifetimes(age, `next`, \(data)", "bad-plan"), ("lifetimes(age, dose, \(data)", "bad-plan"),
            ("cox.step(age, dose, dose, beta = c(0), center = c(1), ties = \"efron\", \(data)", "bad-plan"),
            ("distance(age, by = list(smoking), \(data)", "bad-plan"),
            ("moments(gender, order = 2, \(data)", "not-a-number"), ("sums(age, smoking, \(data)", "not-a-number"),
            ("table(by = list(age), \(data)", "not-a-factor"),
            ("moments(age, by = list(dose), order = 2, \(data)", "not-a-factor"),
            ("values(3)", "not-private"),
            (
                "concordance(load(\"DS1\", \"munich_production\")$age, load(\"DS1\", \"rome_production\")$age)",
                "different-rows"
            ),
            (
                "moments(load(\"DS1\", \"munich_production\")$age, by = list(load(\"DS1\", \"rome_production\")$gender), order = 2)",
                "different-rows"
            ),
            ("moments(height, order = 2, \(data)", "unknown-column"),
        ])
    func refused(text: String, code: String) {
        do {
            _ = try Plan.parse(text, study: study)
            Issue.record("\(text) was accepted")
        } catch { #expect(error.code == code, "\(text): \(error.text)") }
    }

    @Test("Too many vectors, factors or cells")
    func limits() throws {
        let table = try TableExpression.load(table: "rome_production", ofStudy: nil, in: study)
        func column(_ name: String) throws -> VectorExpression { try table.column(named: name, in: study.codebook) }
        func code(_ statistic: JointStatistic) -> String? {
            do { _ = try Plan(.joint(statistic), study: study) } catch { return error.code }
            return nil
        }
        let (age, gender) = (try column("age"), try column("gender"))
        let many = JointStatistic.vectorLimit
        #expect(code(JointStatistic(.sums, Array(repeating: age, count: many))) == nil)
        #expect(code(JointStatistic(.sums, Array(repeating: age, count: many + 1))) == "bad-plan")
        #expect(code(JointStatistic(.table, [], by: Array(repeating: gender, count: 8))) == nil)
        #expect(code(JointStatistic(.table, [], by: Array(repeating: gender, count: 9))) == "bad-plan")
        let levels = (0...140).map { FactorLevel(.number(ExactDecimal($0))) }
        let wide = VectorExpression.factor(try column("größe"), levels)
        #expect(code(JointStatistic(.table, [], by: [wide, wide])) == nil)
        #expect(code(JointStatistic(.table, [], by: [wide, wide, gender])) == "too-many-cells")
    }
}
