import Language
import Study
import Testing
import Wire

@Suite("Types and bounds of derived vectors")
struct DerivedTypeTests {
    let study: Study
    let table: TableExpression
    let other: TableExpression

    init() throws {
        study = try #require(Fixture.study)
        table = try TableExpression.load(table: "munich_production", ofStudy: nil, in: study)
        other = try TableExpression.load(table: "rome_production", ofStudy: nil, in: study)
    }

    private func column(_ name: String, of source: TableExpression? = nil) throws -> VectorExpression {
        try (source ?? table).column(named: name, in: study.codebook)
    }

    private func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch let problem as Problem { return problem.code } catch { return nil }
        return nil
    }

    private func above(_ name: String, _ number: Int) throws -> LogicalExpression {
        try column(name).comparing(.greater, .number(ExactDecimal(number)))
    }

    private func choice(
        _ condition: LogicalExpression, _ first: VectorExpression, _ second: VectorExpression
    ) throws -> VectorType { try VectorExpression.choice(condition, first, second).verified().type() }

    @Test("ifelse takes the wider bounds and the larger scale, and all labels in byte order")
    func choices() throws {
        let old = try above("age", 65)
        let numbers = try choice(old, column("age"), column("dose"))
        #expect(
            numbers
                == VectorType(.decimal(DecimalType(decimals: 2, minimum: -500, maximum: 13_000)), mayBeMissing: false))
        let constants = try choice(
            old, .constant(ExactDecimal(significand: -25, decimals: 1)), .constant(ExactDecimal(7)))
        #expect(constants.number == DecimalType(decimals: 1, minimum: -25, maximum: 70))
        #expect(try choice(old, .label("old"), .label("Young")).levels == ["Young", "old"])
        #expect(try choice(old, column("gender"), .label("male")).levels == ["female", "male"])
        #expect(try choice(old, column("gender"), column("gender")).levels == ["male", "female"])
        #expect(try choice(old, .logical(old), .logical(old.negated())).kind == .logical)
        #expect(
            try choice(old, .logical(old), .constant(ExactDecimal(3))).number
                == DecimalType(decimals: 0, minimum: 0, maximum: 3))
    }

    @Test("ifelse is missing where the condition or either side may be")
    func missingChoices() throws {
        let (old, heavy) = (try above("age", 65), try above("weight", 80))
        #expect(try choice(heavy, .label("a"), .label("b")).mayBeMissing)
        #expect(try choice(old, column("weight"), column("age")).mayBeMissing)
        #expect(try choice(old, column("age"), column("smoking").isMissing().vector).mayBeMissing == false)
        #expect(code { _ = try choice(old, column("age"), column("gender")) } == "mixed-types")
        #expect(code { _ = try choice(old, .constant(ExactDecimal(1)), .label("b")) } == "mixed-types")
        #expect(code { _ = try choice(old, .logical(old), .label("b")) } == "mixed-types")
        #expect(code { _ = try choice(old, column("age", of: other), column("age")) } == "different-rows")
        #expect(code { _ = try choice(old, column("age"), .constant(ExactDecimal(1 << 60))) } == "out-of-range")
    }

    private func cut(
        _ name: String, _ breaks: [String?], right: Bool = true, lowest: Bool = false
    ) throws -> VectorType {
        let points = try breaks.map { text in try text.map { try #require(ExactDecimal($0)) } }
        let labels = breaks.indices.dropLast().map { "i\($0)" }
        let intervals = try #require(
            Intervals(breaks: points, labels: labels, closedRight: right, includesLowest: lowest))
        return try VectorExpression.cut(try column(name), intervals).verified().type()
    }

    @Test("cut is missing unless the intervals cover the bounds, ends included")
    func cuts() throws {
        #expect(try cut("age", [nil, "65", nil]) == VectorType(.factor(levels: ["i0", "i1"]), mayBeMissing: false))
        #expect(try !cut("age", [nil, "65", nil], right: false).mayBeMissing)
        #expect(try cut("age", ["0", "130"]).mayBeMissing)
        #expect(try !cut("age", ["0", "130"], lowest: true).mayBeMissing)
        #expect(try cut("age", ["0", "130"], right: false).mayBeMissing)
        #expect(try !cut("age", ["0", "130"], right: false, lowest: true).mayBeMissing)
        #expect(try !cut("age", ["-0.01", "130"]).mayBeMissing)
        #expect(try cut("age", ["-1", "129.99"]).mayBeMissing)
        #expect(try cut("dose", [nil, "99.995"]).mayBeMissing)
        #expect(try cut("weight", [nil, nil]).mayBeMissing)
        #expect(code { _ = try cut("gender", [nil, nil]) } == "not-a-number")
    }

    @Test("Intervals are ascending, of different labels, open at the ends only")
    func intervals() {
        func made(_ breaks: [ExactDecimal?], _ labels: [String]) -> Bool {
            Intervals(breaks: breaks, labels: labels, closedRight: true, includesLowest: false) != nil
        }
        let (one, two) = (ExactDecimal(1), ExactDecimal(2))
        #expect(made([one, two], ["a"]))
        #expect(made([nil, one, nil], ["a", "b"]))
        #expect(!made([two, one], ["a"]))
        #expect(!made([one, ExactDecimal(significand: 10, decimals: 1)], ["a"]))
        #expect(!made([one], []))
        #expect(!made([one, nil, two], ["a", "b"]))
        #expect(!made([nil, one, two], ["a", "a"]))
        #expect(!made([one, two], ["a", "b"]))
        let many = (0...1_001).map { ExactDecimal($0) as ExactDecimal? }
        #expect(!made(many, (0...1_000).map { "l\($0)" }))
        #expect(made(many.dropLast(), (0..<1_000).map { "l\($0)" }))
    }

    private func factor(_ vector: VectorExpression, _ levels: [FactorLevel]) throws -> VectorType {
        try VectorExpression.factor(vector, levels).verified().type()
    }

    private func numbers(_ range: some Sequence<Int>) -> [FactorLevel] {
        range.map { FactorLevel(.number(ExactDecimal($0))) }
    }

    @Test("factor is missing unless all values are levels; levels of one name are one")
    func factors() throws {
        #expect(try factor(column("next"), numbers(0...9)).mayBeMissing == false)
        #expect(try factor(column("next"), numbers(0...8)).mayBeMissing)
        #expect(try factor(column("next"), numbers(stride(from: 20, through: -20, by: -1))).levels?.first == "20")
        #expect(try factor(column("age"), numbers(0...900)).mayBeMissing)
        let smoking = ["never", "a \"b\" \\c", "früher"].map {
            FactorLevel(.label($0), label: $0 == "never" ? "no" : "yes")
        }
        #expect(
            try factor(column("smoking"), smoking) == VectorType(.factor(levels: ["no", "yes"]), mayBeMissing: true))
        let gender = [FactorLevel(.label("male")), FactorLevel(.label("female"))]
        #expect(try !factor(column("gender"), gender).mayBeMissing)
        #expect(try factor(column("gender"), Array(gender.prefix(1))).mayBeMissing)
        let truth = VectorExpression.logical(try above("age", 65))
        #expect(try factor(truth, numbers(0...1)) == VectorType(.factor(levels: ["0", "1"]), mayBeMissing: false))
        #expect(try factor(truth, numbers([1])).mayBeMissing)
    }

    @Test("Levels that do not fit a vector are refused")
    func badLevels() throws {
        #expect(code { _ = try factor(column("gender"), numbers([1])) } == "bad-levels")
        #expect(code { _ = try factor(column("age"), [FactorLevel(.label("63"))]) } == "bad-levels")
        #expect(code { _ = try factor(column("age"), []) } == "bad-levels")
        #expect(code { _ = try factor(column("age"), numbers([3, 3])) } == "bad-levels")
        #expect(code { _ = try factor(column("age"), numbers(0...1_000)) } == "bad-levels")
        #expect(code { _ = try factor(.constant(ExactDecimal(1)), numbers([1])) } == "public-with-private")
    }

    @Test("interaction has a level for each pair, the first fastest")
    func interactions() throws {
        func crossed(_ left: VectorExpression, _ right: VectorExpression) throws -> VectorType {
            try VectorExpression.interaction(left, right).verified().type()
        }
        let pairs = try crossed(column("gender"), column("event_death"))
        #expect(
            pairs == VectorType(.factor(levels: ["male.0", "female.0", "male.1", "female.1"]), mayBeMissing: false))
        #expect(try crossed(column("smoking"), column("gender")).mayBeMissing)
        #expect(code { _ = try crossed(column("gender"), column("age")) } == "not-a-factor")
        #expect(code { _ = try crossed(column("gender"), column("gender", of: other)) } == "different-rows")
        let wide = VectorExpression.factor(try column("größe"), numbers(0...250))
        #expect(code { _ = try crossed(wide, wide) } == "not-a-factor")
        // Pairs whose names are the same cannot be told apart.
        let dotted = VectorExpression.factor(
            try column("next"), ["a", "a.b"].enumerated().map { FactorLevel(.number(ExactDecimal($0)), label: $1) })
        let others = VectorExpression.factor(
            try column("next"), ["b.c", "c"].enumerated().map { FactorLevel(.number(ExactDecimal($0)), label: $1) })
        #expect(code { _ = try crossed(dotted, others) } == "not-a-factor")
    }

    @Test("abs and floor keep what they know of the bounds")
    func rounding() throws {
        func bounds(_ vector: VectorExpression) throws -> DecimalType? { try vector.verified().type().number }
        let dose = try column("dose")
        #expect(try bounds(.absolute(dose)) == DecimalType(decimals: 2, minimum: 0, maximum: 10_000))
        #expect(try bounds(.floor(dose)) == DecimalType(decimals: 0, minimum: -5, maximum: 100))
        let below = try VectorExpression.operation(.subtract, .constant(ExactDecimal(-1)), column("age"))
        #expect(try bounds(.absolute(below)) == DecimalType(decimals: 1, minimum: 10, maximum: 1_310))
        #expect(try bounds(.floor(.logical(try above("age", 3)))) == DecimalType(decimals: 0, minimum: 0, maximum: 1))
        #expect(try VectorExpression.floor(try column("weight")).type().mayBeMissing)
        #expect(code { _ = try bounds(.floor(column("wide"))) } == "too-many-values")
        #expect(code { _ = try bounds(.absolute(column("gender"))) } == "not-a-number")
        #expect(code { _ = try bounds(.floor(.constant(ExactDecimal(1)))) } == "not-a-number")
    }

    @Test("rbind needs labels of their own; site and origin are factors that are never missing")
    func pooled() throws {
        let parts = [TablePart(label: "M", table: table), TablePart(label: "R", table: other)]
        let pooled = try TableExpression.pooling(parts)
        let old = try pooled.selecting(
            try pooled.column(named: "weight", in: study.codebook).comparing(.greater, .number(ExactDecimal(80))))
        for source in [pooled, old] {
            let site = try source.column(named: "site", in: study.codebook)
            #expect(try site.type() == VectorType(.factor(levels: ["M", "R"]), mayBeMissing: false))
        }
        #expect(code { _ = try column("site") } == "unknown-column")
        #expect(code { _ = try TableExpression.pooling([parts[0]]) } == "bad-rbind")
        #expect(
            code { _ = try TableExpression.pooling([parts[0], TablePart(label: "M", table: other)]) } == "bad-rbind")
        #expect(
            code { _ = try TableExpression.pooling([parts[0], TablePart(label: "", table: other)]) } == "bad-rbind")
        let origin = VectorExpression.origin([try column("age"), try column("weight", of: other)])
        #expect(try origin.verified().type() == VectorType(.factor(levels: ["1", "2"]), mayBeMissing: false))
        #expect(code { _ = try VectorExpression.origin([column("age")]).verified() } == "public-with-private")
        #expect(
            code { _ = try VectorExpression.origin([column("age"), .constant(ExactDecimal(1))]).verified() }
                == "public-with-private")
    }
}

extension LogicalExpression {
    /// As a vector.
    fileprivate var vector: VectorExpression { .logical(self) }
}
