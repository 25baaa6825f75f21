import Testing

@testable import Qualification

@Suite("Comparison with R")
struct ComparisonTests {
    private func differences(_ actual: String, _ expected: String, unordered: Set<String> = []) throws -> [String] {
        let read = { (text: String) in try JSONValue(parsing: Array(text.utf8), path: "t") }
        return Comparison(Tolerance(), unordered: unordered).differences(try read(actual), from: try read(expected))
    }

    @Test(
        "What is equal within the tolerance",
        arguments: [
            ("1.0000005", "1.0000000001"), ("[1,2]", "[1,2]"), ("[3]", "3"), ("3", "[3]"), ("[]", "[]"), ("null", "[]"),
            ("{}", "[]"), ("1e-13", "0"), ("\"NA\"", "\"NA\""), ("{\"b\":1,\"a\":[2]}", "{\"a\":2,\"b\":1}"),
            ("66", "66"), ("-1e-300", "-1.0000001e-300"),
        ])
    func equal(actual: String, expected: String) throws {
        #expect(try differences(actual, expected) == [])
    }

    @Test(
        "What is not",
        arguments: [
            ("1.00001", "1.000001"), ("47", "48"), ("100000001", "100000000"), ("[1,2]", "[2,1]"), ("[1]", "[1,2]"),
            ("\"NaN\"", "\"NA\""), ("0", "1e-9"), ("{\"a\":1}", "{\"a\":1,\"b\":2}"),
            ("{\"a\":1,\"b\":2}", "{\"a\":1}"),
            ("1", "\"1\""), ("true", "false"), ("null", "0"),
        ])
    func different(actual: String, expected: String) throws {
        #expect(try !differences(actual, expected).isEmpty)
    }

    @Test("A difference says where it is and both values")
    func words() throws {
        #expect(try differences(#"{"ci":[1,2.5]}"#, #"{"ci":[1,2]}"#) == ["ci[2]: 2.5, expected 2"])
        #expect(try differences(#"{}"#, #"{"p":0.5}"#) == ["p is missing, expected 0.5"])
    }

    @Test("Members without an order are compared as multisets")
    func multisets() throws {
        #expect(try differences(#"{"out":[3,1,1]}"#, #"{"out":[1,3,1]}"#, unordered: ["out"]) == [])
        #expect(try !differences(#"{"out":[3,1,3]}"#, #"{"out":[1,3,1]}"#, unordered: ["out"]).isEmpty)
    }

    @Test("What is found by iteration may be less near")
    func iteration() {
        let tolerance = Tolerance().forIteration(true)
        let comparison = Comparison(tolerance)
        #expect(comparison.differences(.number("1.000005"), from: .number("1.0")).isEmpty)
        #expect(comparison.differences(.number("0.999995"), from: .number("1")).isEmpty)
        #expect(!comparison.differences(.number("49"), from: .number("48")).isEmpty)
    }
}
