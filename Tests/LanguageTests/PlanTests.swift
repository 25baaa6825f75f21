import Cleartext
import Language
import Primitives
import Study
import Testing
import Wire

@Suite("Plans")
struct PlanTests {
    let study: Study

    init() throws { study = try #require(Fixture.study) }

    @Test("Canonical text reads back as the same plan, for random analyses")
    func roundTrip() throws {
        var generator = ExpressionGenerator(study: study, seed: 42)
        var kinds: Set<String> = []
        var spellings: Set<String> = []
        for _ in 0..<1_000 {
            let analysis = generator.analysis()
            kinds.insert(analysis.function)
            let plan = try Plan(analysis, study: study)
            let read = try Plan.parse(plan.canonicalText, study: study)
            #expect(read == plan)
            #expect(read.analysis == analysis)
            #expect(read.digest == plan.digest)
            #expect(read.canonicalText == plan.canonicalText)
            #expect(!plan.tables.isEmpty)
            for word in Self.words where plan.canonicalText.contains(word) { spellings.insert(word) }
        }
        #expect(generator.unreadable.isEmpty)
        #expect(kinds.count == 11 + JointStatistic.Kind.allCases.count)
        #expect(Set(Self.words).subtracting(spellings).isEmpty)
    }

    /// What the random analyses must have come upon.
    private static let words =
        [
            "ifelse(", "cut(", "-Inf", ", Inf)", "right = FALSE", "include.lowest = TRUE", "factor(", "labels = c(",
            "interaction(", "abs(", "floor(", "rbind(", "$site", "origin(", "by = list(", "data = load(",
            "data = rbind(",
            "data = subset(", "is.na(", "\\\"",
        ] + JointStatistic.Option.Name.allCases.map { "\($0.rawValue) = " }

    @Test("The text and digest of known plans do not change")
    func stable() throws {
        let text =
            "quantile(c(load(\"DS1\", \"munich_production\")$age, load(\"DS1\", \"rome_production\")$age), "
            + "probs = c(0, 0.25, 0.5, 0.75, 1))"
        let plan = try Plan.parse(text, study: study)
        #expect(plan.canonicalText == text)
        #expect(plan.tables == ["munich_production", "rome_production"])
        #expect(plan.digest.description == "42198f7fb23db10ef678eede78363b243e072eb656fd1faf03dab48168d56091")
    }

    @Test(
        "Plans of every new form keep their digest on every machine",
        arguments: [
            (
                "freq(ifelse(load(\"DS1\", \"munich_production\")$age > 65, \"old\", \"young\"))",
                "38402a725f3ab777b24474426efa90593304a8a931f6cf79d5b88d551b295ae2"
            ),
            (
                "freq(cut(load(\"DS1\", \"munich_production\")$age, breaks = c(-Inf, 50, 62.5, Inf), labels = c(\"a\", \"b\", \"c\"), right = FALSE))",
                "0cf61a214643c01b41698a232a402691f7c50a26648ea288eecf7c63b98fd9c2"
            ),
            (
                "freq(interaction(load(\"DS1\", \"rome_production\")$gender, factor(load(\"DS1\", \"rome_production\")$`next`, levels = c(0, 1), labels = c(\"none\", \"one\"))))",
                "376881d850cd6392eda7be55061d2c52215d1bb8dabe85fd8e5f8f8837fbb8a1"
            ),
            (
                "mean(abs(floor(rbind(\"Munich\" = load(\"DS1\", \"munich_production\"), \"Rome\" = load(\"DS1\", \"rome_production\"))$dose)))",
                "782e4a764059617f444efbf6fcba5df18f516f11c2c8d59d83b1d4f5f7c4f134"
            ),
            (
                "table(by = list(site, event_death), data = rbind(\"Munich\" = load(\"DS1\", \"munich_production\"), \"Rome\" = load(\"DS1\", \"rome_production\")))",
                "d6cd503514e12dbf11e073737e40af5e6fdc533b0ab7e4f80dbc3f42cdab0014"
            ),
            (
                "moments(c(load(\"DS1\", \"munich_production\")$age, load(\"DS1\", \"rome_production\")$age), by = list(origin(load(\"DS1\", \"munich_production\")$age, load(\"DS1\", \"rome_production\")$age)), order = 2)",
                "d7faebffd7719f86459875326dd7203ea876c87a548d831ee793f330c747fd00"
            ),
            (
                "cox.step(follow_up, event_death == \"1\", age, by = list(gender), beta = c(0.0125), center = c(65.5), ties = \"efron\", also = \"weights\", weights = c(-1.5, 0.5, 1), data = subset(load(\"DS1\", \"rome_production\"), age > 40))",
                "86d4508544d36e6ceae69aedd19c2f4f10ba3f15d29dc0d93f52d4c314186a6b"
            ),
            (
                "glm.step(`next`, age, weight, beta = c(0.5, -0.25), center = c(70), family = \"poisson\", link = \"log\", offset = 1, data = load(\"DS1\", \"munich_production\"))",
                "883d0ab2f94b2a3a9214245d8df83231be52cf237e6ad7efcafad9264e80a326"
            ),
        ])
    func stable(text: String, digest: String) throws {
        let plan = try Plan.parse(text, study: study)
        #expect(plan.canonicalText == text)
        #expect(plan.digest.description == digest)
    }

    @Test("Nested selections become one, and bare names refer to the loaded table")
    func flattened() throws {
        let table = try TableExpression.load(table: "munich_production", ofStudy: "DS1", in: study)
        let first = try table.selecting(
            try table.column(named: "event_death", in: study.codebook).comparing(.equal, .number(ExactDecimal(0))))
        let second = try first.selecting(
            try first.column(named: "age", in: study.codebook).comparing(.greater, .number(ExactDecimal(60))))
        #expect(second.text == "subset(load(\"DS1\", \"munich_production\"), event_death == \"0\" & age > 60)")
        let plan = try Plan(.rows(second), study: study)
        #expect(try Plan.parse(plan.canonicalText, study: study) == plan)
    }

    @Test(
        "Other spellings of a plan are refused",
        arguments: [
            "mean(load(\"DS1\",\"munich_production\")$age)",
            "mean(load(\"DS1\", \"munich_production\")$age, na.rm = FALSE)",
            "mean((load(\"DS1\", \"munich_production\")$age))",
            "mean(load('DS1', 'munich_production')$age)",
            "mean(load(\"DS1\", \"munich_production\")$age) # note",
            "freq(subset(load(\"DS1\", \"munich_production\"), event_death == 0)$age)",
            "mean(load(\"DS1\", \"munich_production\")$age * 1.0)",
            "nrow(subset(subset(load(\"DS1\", \"munich_production\"), age > 1), age > 2))",
            "freq(factor(load(\"DS1\", \"rome_production\")$`next`, levels = c(1, 2), labels = c(\"1\", \"2\")))",
            "freq(cut(load(\"DS1\", \"rome_production\")$`next`, breaks = c(1, 2), labels = c(\"a\"), right = TRUE))",
            "moments(load(\"DS1\", \"rome_production\")$age, order = 2)",
            "moments(age, data = load(\"DS1\", \"rome_production\"), order = 2)",
            "moments(age, by = list(), order = 2, data = load(\"DS1\", \"rome_production\"))",
            "glm.step(age, family = \"poisson\", link = \"log\", beta = c(0), data = load(\"DS1\", \"rome_production\"))",
        ])
    func notCanonical(text: String) {
        #expect(throws: Problem.self) { try Plan.parse(text, study: study) }
        do { _ = try Plan.parse(text, study: study) } catch {
            #expect(error.code == "plan-not-canonical", "\(error.text)")
        }
    }

    @Test(
        "What is no plan is refused with a code",
        arguments: [
            ("", "bad-plan"), ("1", "bad-plan"), ("mean(3)", "not-private"), ("x <- 3", "bad-plan"),
            ("mean(load(\"DS1\", \"munich_production\")$agee)", "unknown-column"),
            ("mean(load(\"DS1\", \"munich\")$age)", "unknown-table"),
            ("mean(load(\"DS2\", \"munich_production\")$age)", "unknown-study"),
            ("mean(tm$age)", "bad-plan"), ("system(\"ls\")", "bad-plan"),
            ("mean(load(\"DS1\", \"munich_production\"))", "bad-plan"),
            ("mean(load(\"DS1\", \"munich_production\")$gender)", "not-a-number"),
            ("mean(load(\"DS1\", \"munich_production\")$age", "incomplete-input"),
            ("mean(load(\"DS1\", \"munich_production\")$age); 1", "bad-plan"),
            ("quantile(load(\"DS1\", \"munich_production\")$age, probs = c(1.5))", "bad-probability"),
            ("quantile(load(\"DS1\", \"munich_production\")$age, probs = c())", "bad-probability"),
            (
                "nrow(subset(load(\"DS1\", \"munich_production\"), load(\"DS1\", \"rome_production\")$age > 3))",
                "different-rows"
            ),
            (
                "sum(load(\"DS1\", \"munich_production\")$wide * load(\"DS1\", \"munich_production\")$wide)",
                "out-of-range"
            ),
            ("quantile(load(\"DS1\", \"munich_production\")$wide, probs = c(0.123456789))", "out-of-range"),
            ("freq(load(\"DS1\", \"munich_production\")$wide)", "too-many-values"),
        ])
    func refused(text: String, code: String) {
        do {
            _ = try Plan.parse(text, study: study)
            Issue.record("\(text) was accepted")
        } catch {
            #expect(error.code == code, "\(error.text)")
        }
    }

    @Test("Too large and too deep texts are refused before they are read")
    func bounded() {
        let deep = String(repeating: "(", count: 20_000)
        let chain = "mean(" + String(repeating: "1 + ", count: 10_000) + "1)"
        let long = "mean(\"" + String(repeating: "x", count: Plan.textLimit) + "\")"
        for (text, code) in [(deep, "too-deep"), (chain, "too-deep"), (long, "plan-too-large")] {
            do { _ = try Plan.parse(text, study: study) } catch { #expect(error.code == code) }
        }
    }

    @Test("A plan as large as they may be is read")
    func large() throws {
        let table = try TableExpression.load(table: "munich_production", ofStudy: nil, in: study)
        var condition = try table.column(named: "age", in: study.codebook).comparing(.less, .number(ExactDecimal(90)))
        for age in 30..<75 {
            let next = try table.column(named: "age", in: study.codebook).comparing(
                .notEqual, .number(ExactDecimal(age)))
            condition = try .both(condition, next)
        }
        let chosen = try table.selecting(condition)
        let part = try chosen.column(named: "next", in: study.codebook)
        let parts = try VectorExpression.combining(Array(repeating: part, count: 10))
        let plan = try Plan(.mean(try .operation(.add, parts, parts), naRemove: false), study: study)
        #expect(plan.canonicalText.utf8.count > 10_000)
        #expect(try Plan.parse(plan.canonicalText, study: study) == plan)
    }

    @Test("An expression that doubles again and again is an error, not a trap")
    func doubling() throws {
        let table = try TableExpression.load(table: "munich_production", ofStudy: nil, in: study)
        var vector = try table.column(named: "next", in: study.codebook)
        #expect(throws: Problem.self) {
            for _ in 0..<100 { vector = try .combining([vector, vector]) }
        }
        var sum = try table.column(named: "next", in: study.codebook)
        #expect(throws: Problem.self) {
            for _ in 0..<100 { sum = try .operation(.add, sum, sum) }
        }
    }

    @Test("Notes: complete cases where a column may be missing, labels that are no level")
    func notes() throws {
        let weight = try Plan.parse("mean(load(\"DS1\", \"munich_production\")$weight)", study: study)
        #expect(weight.notes(under: .pilot) == ["complete cases only: rows in which weight is missing are left out"])
        #expect(weight.notes(under: .open).isEmpty)
        let age = try Plan.parse("mean(load(\"DS1\", \"munich_production\")$age)", study: study)
        #expect(age.notes(under: .pilot).isEmpty)
        let odd = try Plan.parse(
            "nrow(subset(load(\"DS1\", \"munich_production\"), gender == \"Male\"))", study: study)
        #expect(
            odd.notes(under: .pilot) == [
                "\"Male\" is no level of load(\"DS1\", \"munich_production\")$gender; did you mean male?"
            ])
    }
}
