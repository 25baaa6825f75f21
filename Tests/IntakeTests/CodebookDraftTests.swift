import Study
import Testing

@testable import Intake

@Suite("Codebooks drafted from files")
struct CodebookDraftTests {
    private func draft(_ texts: String...) throws -> CodebookDraft {
        var tables: [RawTable] = []
        for (index, text) in texts.enumerated() {
            tables.append(try RawTable(csv: Array(text.utf8), file: "site\(index + 1).csv"))
        }
        return CodebookDraft(tables)
    }

    private func entry(_ name: String, of draft: CodebookDraft) throws -> CodebookDraft.Entry {
        try #require(draft.entries.first { $0.column.name == name })
    }

    @Test("Types, levels, decimals and missing values")
    func types() throws {
        let draft = try draft("sex,age,dose\nmale,63.5,1.50\nfemale,70.0,\nb\u{00E9},38,2\n")
        #expect(try entry("sex", of: draft).column.levels == ["b\u{00E9}", "female", "male"])
        let age = try entry("age", of: draft).column
        #expect(age.scale == NumberScale(decimals: 1, minimum: 0, maximum: 1000))
        #expect(!age.missing)
        let dose = try entry("dose", of: draft).column
        #expect(dose.scale == NumberScale(decimals: 1, minimum: 0, maximum: 50))
        #expect(dose.missing)
    }

    @Test(
        "Bounds lie outside of what occurs, at round numbers",
        arguments: [
            (1, 2), (2, 5), (5, 10), (38, 50), (50, 100), (91, 100), (1022, 2000), (1 << 58, 500_000_000_000_000_000),
        ])
    func bounds(value: Int64, bound: Int64) {
        #expect(NumberEvidence.round(above: value) == bound)
    }

    @Test("Negative numbers, only negative numbers, zeros and indicators")
    func signs() throws {
        let draft = try draft("a,b,c,d,e\n-3,-0.5,0,0,-1\n40,-0.25,0,1,0\n")
        #expect(try entry("a", of: draft).column.scale == NumberScale(decimals: 0, minimum: -5, maximum: 50))
        #expect(try entry("b", of: draft).column.scale == NumberScale(decimals: 2, minimum: -100, maximum: 0))
        #expect(try entry("c", of: draft).column.scale == NumberScale(decimals: 0, minimum: 0, maximum: 1))
        #expect(try entry("d", of: draft).column.scale == NumberScale(decimals: 0, minimum: 0, maximum: 1))
        #expect(try entry("e", of: draft).column.scale == NumberScale(decimals: 0, minimum: -2, maximum: 0))
    }

    @Test("Columns without values, with one value, with few whole values, with words for missing")
    func oddColumns() throws {
        let draft = try draft("none,one,few,word,code\n,7.25,1,NA,12\n,7.25,2,3,40\n,7.25,1,,12\n")
        let none = try entry("none", of: draft)
        #expect(none.column.missing && none.reasons[0].contains("no value"))
        #expect(try entry("one", of: draft).reasons.contains { $0.contains("one value only") })
        #expect(try entry("few", of: draft).reasons.contains { $0.contains(#"factor, levels: ["1", "2"]"#) })
        let word = try entry("word", of: draft)
        #expect(word.column.missing && word.column.scale != nil)
        #expect(word.reasons.contains { $0.contains("NA taken for missing") })
        // Values other than one-digit codes are not shown.
        #expect(try entry("code", of: draft).reasons.contains { $0.hasSuffix("could be a factor") })
    }

    @Test("More places than a column offers, and numbers too large for any")
    func large() throws {
        let draft = try draft("fine,large,giant\n0.12345678901,123456789012.123456789,1\n1,2,99999999999999999999\n")
        #expect(try entry("fine", of: draft).column.scale?.decimals == 9)
        #expect(try entry("fine", of: draft).reasons.contains { $0.contains("round the cells") })
        #expect(try entry("large", of: draft).column.scale?.decimals == 6)
        #expect(try entry("giant", of: draft).isLeftOut)
    }

    @Test("The files of a study are taken together, and where they differ it says so")
    func union() throws {
        let draft = try draft("g,x,only\na,1,5\nb,2.25,6\n", "g,x\nb,y\nc,z\n", "g,x\na,3\nc,\nb,4\n")
        #expect(draft.entries.map(\.column.name) == ["g", "x", "only"])
        #expect(try entry("g", of: draft).column.levels == ["a", "b", "c"])
        #expect(try entry("g", of: draft).reasons.contains(#"not in "site1.csv": "c""#))
        let mixed = try entry("x", of: draft)
        #expect(mixed.column.levels == ["1", "2.25", "3", "4", "y", "z"])
        #expect(mixed.reasons.contains { $0.contains(#"numbers in "site1.csv", "site3.csv", text in "site2.csv""#) })
        let only = try entry("only", of: draft)
        #expect(
            only.column.missing && only.reasons.contains { $0.contains(#"no such column in "site2.csv", "site3.csv""#) }
        )
    }

    @Test("Identifiers and names that the language does not have are left out, and programs can have the former")
    func leftOut() throws {
        let rows = (0..<40).map { "P\($0)x,\($0 % 3)\n" }.joined()
        let draft = try draft("patient,dose (Gy)\n" + rows)
        #expect(draft.entries.map(\.isLeftOut) == [true, true])
        #expect(!draft.yaml.contains("P7x"))
        #expect(throws: (any Error).self) { try draft.codebook() }
        #expect(try draft.codebook(withAll: true).names == ["patient"])
    }

    @Test("What is written is read again as the same codebook")
    func roundTrip() throws {
        let draft = try draft(
            "sex,age,\"a: b\",note\nmale,63.5,1,\"yes, \"\"so\"\" # it is\"\nfemale,-7,2,no\n,,3,\\n\n")
        let yaml = draft.yaml
        #expect(try Codebook.read(yaml, path: "codebook.yaml") == draft.codebook())
        #expect(draft.yaml.contains("  # number: every value is a plain number\n"))
        #expect(try draft.codebook().names == ["sex", "age", "note"])
    }

    @Test("No extreme value of a number stands in the draft")
    func discreet() throws {
        let yaml = try draft("age\n38\n54\n91\n44\n61\n62\n63\n64\n65\n66\n67\n").yaml
        for value in ["38", "91"] { #expect(!yaml.contains(value)) }
    }

    @Test("The pilot's tables give a codebook that both of them fit")
    func pilot() throws {
        let paths = ["munich", "rome"].map { projectFile("Examples/pilot/\($0).csv") }
        let codebook = try CodebookDraft(try paths.map { try RawTable(csvFile: $0) }).codebook()
        #expect(codebook.columns.count == 44)
        #expect(codebook.column(named: "laterality")?.levels == ["bilateral", "left", "right"])
        #expect(codebook.column(named: "ecog_status")?.scale == NumberScale(decimals: 0, minimum: 0, maximum: 5))
        for path in paths { #expect(try CheckedTable(csvFile: path, codebook: codebook).rows == 24) }
    }

    @Test("Raw tables: delimiters, quotes, blank rows at the end, rows of another length")
    func raw() throws {
        let table = try RawTable(csv: Array("a;b\n1;\"x;y\"\n;2\n\n".utf8), file: "t.csv")
        #expect(table.names == ["a", "b"])
        #expect(table.columns == [["1", ""], ["x;y", "2"]])
        #expect(try RawTable(csv: table.csv, file: "t.csv").columns == table.columns)
        #expect(throws: (any Error).self) { try RawTable(csv: Array("a,b\n1\n".utf8), file: "t.csv") }
        #expect(throws: (any Error).self) { try RawTable(csv: Array("a,a\n1,2\n".utf8), file: "t.csv") }
        let single = RawTable(file: "t.csv", names: ["a"], columns: [["1", "", "3"]])
        #expect(try RawTable(csv: single.csv, file: "t.csv").columns == single.columns)
    }
}
