import Study
import Testing
import Wire

@Suite("Columns and how they lie in shares")
struct LayoutTests {
    @Test("A factor is an indicator a level")
    func factor() {
        let column = Column(name: "gender", kind: .factor(levels: ["male", "female"]), missing: true)
        #expect(column.layout.map(\.label) == ["gender/indicator/0", "gender/indicator/1"])
        #expect(column.layout.allSatisfy { $0.kind == .field })
    }

    @Test("A number is its value, its planes, and its validity where values may be missing")
    func number() {
        let scale = NumberScale(decimals: 1, minimum: -3, maximum: 4)
        var column = Column(name: "x", kind: .number(scale))
        #expect(column.layout.map(\.label) == ["x/value", "x/plane/0", "x/plane/1", "x/plane/2"])
        column.missing = true
        #expect(column.layout.last?.part == .validity)
        #expect(column.layout.map(\.kind) == [.field, .bits, .bits, .bits, .field])
    }

    @Test("Bits of the widest and the narrowest scale")
    func bits() {
        let range = NumberScale.valueRange
        #expect(NumberScale(decimals: 0, minimum: range.lowerBound, maximum: range.upperBound).bits == 60)
        #expect(NumberScale(decimals: 0, minimum: 7, maximum: 7).bits == 1)
        #expect(NumberScale(decimals: 0, minimum: 0, maximum: 1).bits == 1)
        #expect(NumberScale(decimals: 0, minimum: 0, maximum: 255).bits == 8)
        #expect(NumberScale(decimals: 0, minimum: 0, maximum: 256).bits == 9)
    }

    @Test(
        "Plain decimals become scaled integers",
        arguments: [
            ("63", 630), ("63.0", 630), ("-0.5", -5), (".5", 5), ("5.", 50), ("1e1", 100), ("12E-1", 12), ("0.10", 1),
            ("+7", 70),
            ("-0", 0), ("000", 0), ("0e9", 0),
        ])
    func scaled(text: String, value: Int64) throws {
        #expect(try NumberScale(decimals: 1, minimum: -1000, maximum: 1000).scaled(text) == value)
    }

    @Test("What is no number of the scale says why")
    func unscaled() {
        let scale = NumberScale(decimals: 1, minimum: 0, maximum: 1300)
        for text in ["", "-", ".", "1,5", "1e", "0x10", "6 3", "NaN", "1e+-3", "e5", "1.2.3", "١"] {
            #expect(throws: NumberScale.TextError.notANumber) { try scale.scaled(text) }
        }
        #expect(throws: NumberScale.TextError.tooManyDecimals) { try scale.scaled("6.25") }
        #expect(throws: NumberScale.TextError.outOfBounds) { try scale.scaled("130.1") }
        #expect(throws: NumberScale.TextError.outOfBounds) { try scale.scaled("1e99") }
        #expect(throws: NumberScale.TextError.outOfBounds) { try scale.scaled("99999999999999999999") }
    }

    @Test("Codebooks that cannot be are refused")
    func codebooks() {
        let scale = NumberScale(decimals: 0, minimum: 0, maximum: 1)
        #expect(throws: Problem.self) { try Codebook(columns: []) }
        for name in ["", "a b", "a/b", "1a", "a$b", String(repeating: "a", count: 65), ".a"] {
            #expect(throws: Problem.self) { try Codebook(columns: [Column(name: name, kind: .number(scale))]) }
        }
        for levels in [[], [""], ["a", "a"], [" a"], ["a\nb"]] {
            #expect(throws: Problem.self) { try Codebook(columns: [Column(name: "a", kind: .factor(levels: levels))]) }
        }
        for bad in [
            NumberScale(decimals: 10, minimum: 0, maximum: 1), NumberScale(decimals: -1, minimum: 0, maximum: 1),
            NumberScale(decimals: 0, minimum: 1, maximum: 0), NumberScale(decimals: 0, minimum: .min, maximum: .max),
        ] {
            #expect(throws: Problem.self) { try Codebook(columns: [Column(name: "a", kind: .number(bad))]) }
        }
    }
}
