import Testing

@testable import Client

/// `round` against R.
@Suite struct RoundingTests {
    @Test(
        "Numbers with more places than exact decimals have, halves to even, negative digits",
        arguments: [
            ("round(-0.001199533978712345, 4)", "[1] -0.0012"), ("round(sqrt(2) / 1e7, 9)", "[1] 1.41e-07"),
            ("round(2.5)", "[1] 2"), ("round(-1.5)", "[1] -2"), ("round(1234.5, -2)", "[1] 1200"),
            ("round(exp(-9), 6)", "[1] 0.000123"),
        ])
    func round(_ text: String, _ printed: String) throws {
        #expect(try Fixture().session().evaluate(text) == printed)
    }
}
