import Study
import Testing
import Wire

@testable import Intake

@Suite("Identifiers of rows")
struct IdentifierTests {
    private let codebook: Codebook

    init() throws { codebook = try Codebook(columns: [Column(name: "sex", kind: .factor(levels: ["m", "f"]))]) }

    private func read(_ text: String, _ column: String? = "id") throws -> CheckedTable {
        try CheckedTable(csv: Array(text.utf8), file: "t.csv", codebook: codebook, identifiers: column)
    }

    private func code(_ text: String, _ column: String = "id") -> String? {
        do {
            _ = try read(text, column)
            return nil
        } catch {
            return (error as? BadTable)?.problem.code ?? "\(error)"
        }
    }

    @Test("They are read beside the columns of the codebook, as text")
    func read() throws {
        #expect(try read("id,sex\n007,m\n\"a, b\",f\n").identifiers == ["007", "a, b"])
        #expect(try read("sex,id\nm,1\n", nil).identifiers == nil)
    }

    @Test("A row has one of its own; what is wrong is said without it")
    func faults() {
        #expect(code("id,sex\n1,m\n,f\n") == "missing-identifier")
        #expect(code("id,sex\n1,m\n1,f\n") == "repeated-identifier")
        #expect(code("id,sex\n\(String(repeating: "x", count: 48)),m\n") == "bad-identifier")
        #expect(code("id,sex\n\(String(repeating: "x", count: 47)),m\n") == nil)
        #expect(code("sex\nm\n") == "missing-column")
        #expect(code("id,id,sex\n1,2,m\n") == "missing-column")
        #expect(code("id,sex\n1,m\n", "sex") == "identifier-shared")
    }
}
