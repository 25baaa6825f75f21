import Testing

@testable import Intake

@Suite("Records of a CSV file")
struct CSVScannerTests {
    /// All records of a text as strings.
    private func records(
        _ text: String, _ delimiter: CSVFormat.Delimiter = .comma
    ) throws(CSVScanner.Fault) -> [[String]] {
        let bytes = Array(text.utf8)
        var scanner = CSVScanner(bytes, start: 0, delimiter: delimiter, limits: IntakeLimits())
        var cells: [CSVScanner.Cell] = []
        var records: [[String]] = []
        while try scanner.next(into: &cells) {
            records.append(cells.map { String(decoding: bytes[$0.range], as: UTF8.self) })
        }
        return records
    }

    @Test("Cells end at the delimiter, records at a line end")
    func plain() throws {
        #expect(try records("a,b\n1,2\n") == [["a", "b"], ["1", "2"]])
        #expect(try records("a,b\r\n1,2") == [["a", "b"], ["1", "2"]])
        #expect(try records("a;b\n1;2,5\n", .semicolon) == [["a", "b"], ["1", "2,5"]])
        #expect(try records("a,\n,\n") == [["a", ""], ["", ""]])
        #expect(try records("a,") == [["a", ""]])
        #expect(try records("") == [])
        #expect(try records("\n\n") == [[""], [""]])
    }

    @Test("Quoted cells hold delimiters, line ends and quotes")
    func quoted() throws {
        #expect(try records("\"a,b\",c\n") == [["a,b", "c"]])
        #expect(try records("\"a\nb\r\nc\",d") == [["a\nb\r\nc", "d"]])
        #expect(try records("\"\",\"\"\"\"") == [["", "\"\""]])
    }

    @Test("What cannot be read is a fault with its line")
    func faults() {
        #expect(throws: CSVScanner.Fault.openQuote(line: 2)) { try records("a\n\"b\n\n") }
        #expect(throws: CSVScanner.Fault.strayQuote(line: 1)) { try records("a\"b\n") }
        #expect(throws: CSVScanner.Fault.textAfterQuote(line: 3)) { try records("a\n\"b\n\"c\n") }
        #expect(throws: CSVScanner.Fault.loneReturn(line: 1)) { try records("a\rb\n") }
    }
}
