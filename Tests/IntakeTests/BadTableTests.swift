import Foundation
import Study
import Testing
import Wire

@testable import Intake

@Suite("Tables that are refused, in words")
struct BadTableTests {
    private let header = "gender,age,change\n"

    @Test(
        "Each kind of bad cell has a code, a place and a way to mend it, and its content is not repeated",
        arguments: [
            ("male,secret,1", "bad-number", "age", "expected a number from 0.0 to 130.0 with at most 1 decimal place"),
            ("male,NA,1", "bad-number", "age", "leave the cell empty for a missing value"),
            ("male,6e1,1", "bad-number", "age", "write it with all its digits"),
            ("male,\"63,5\",1", "bad-number", "age", "write it with a decimal point"),
            ("male,05.06.2020,1", "bad-number", "age", "expected a number"),
            ("male,63.55,1", "too-many-decimals", "age", "round the cell"),
            ("male,130.1,1", "out-of-bounds", "age", "from 0.0 to 130.0"),
            ("male,1,-5.01", "out-of-bounds", "change", "from -5.00 to 5.00"),
            ("secret,1,1", "unknown-level", "gender", "one of: male, female, not, said"),
            ("Male,1,1", "unknown-level", "gender", "written just so"),
            ("male,,1", "missing-value", "age", "expected a number from 0.0 to 130.0"),
        ])
    func cells(row: String, code: String, column: String, mend: String) throws {
        let found = problems(header + "male,1,1\n" + row + "\n")
        let problem = try #require(found.first)
        #expect(found.count == 1)
        #expect(problem.code == code)
        #expect(problem.place == "table.csv, row 3, column \(column)")
        #expect(problem.mend?.contains(mend) == true)
        #expect(!problem.text.contains("secret"))
        #expect(problem.text.split(separator: "\n").count <= 3)
    }

    @Test("All bad cells are reported in order, up to a limit, and the rest is counted")
    func many() throws {
        let rows = (0..<20).map { _ in "male,x,y\n" }.joined()
        do throws(BadTable) {
            _ = try checked(header + rows, limits: IntakeLimits(listedFaults: 7))
            Issue.record("the table was accepted")
        } catch {
            #expect(error.total == 40)
            #expect(error.problems.count == 7)
            #expect(
                error.problems.map(\.place).prefix(3) == [
                    "table.csv, row 2, column age", "table.csv, row 2, column change", "table.csv, row 3, column age",
                ])
            #expect(error.text.hasSuffix("... and 33 more"))
            #expect(error.problem.what.hasPrefix("40 faults in the table; the first: "))
        }
    }

    @Test(
        "Rows that do not have the header's cells, or none",
        arguments: [
            ("male,1\nmale,1,1\n", "short-row", "table.csv, row 2"),
            ("male,1,1\nmale,1,1,1\n", "long-row", "table.csv, row 3"),
            ("male,1,1\n\nmale,1,1\n", "blank-row", "table.csv, row 3"),
            ("male,1,1\n,,\nmale,1,1\n", "blank-row", "table.csv, row 3"),
            ("\"not,\n said\",1,1\n\"x\ny\",1,1\n", "unknown-level", "table.csv, row 3 (line 4), column gender"),
        ])
    func rows(text: String, code: String, place: String) {
        let found = problems(header + text)
        #expect(found.map(\.code).contains(code))
        #expect(found.map(\.place).contains(place))
    }

    @Test(
        "Files that are no such table",
        arguments: [
            ("", "empty-file"), ("\u{FEFF}", "empty-file"), ("gender,age,change\n", "no-rows"),
            ("gender,age,change", "no-rows"), ("gender,age,change\n\n\n", "no-rows"), ("\n", "no-header"),
            ("Patients of 2020,,\ngender,age,change\nmale,1,1\n", "no-header"),
            ("gender,age\nmale,1\n", "missing-column"),
            ("gender,age,age,change\nmale,1,1,1\n", "duplicate-column"),
            ("gender;x,age;change\nmale,1,1\n", "missing-column"),
            ("gender;age,change\nmale,1,1\n", "ambiguous-delimiter"),
            ("gender,age,change\nmale,\"1,1\n", "open-quote"), ("gender,age,change\nmale,1\"2,1\n", "stray-quote"),
            ("gender,age,change\nmale,\"1\"2,1\n", "stray-quote"), ("gender,age,change\rmale,1,1\r", "bad-line-end"),
            ("PK\u{3}\u{4}rest", "not-csv"), ("gender,age,change\nmale,1\0,1\n", "not-csv"),
        ])
    func files(text: String, code: String) {
        #expect(problems(text).first?.code == code)
    }

    @Test("The column that is probably meant is named")
    func nearColumn() throws {
        let problem = try #require(problems("Gender ,Age,changes\nmale,1,1\n").first)
        #expect(problem.code == "no-header")
        let near = problems("gender,Age,chnge,id\nmale,1,1,7\n")
        #expect(near.map(\.code) == ["missing-column", "missing-column"])
        #expect(near[0].mend?.contains("is it the one named \"Age\"?") == true)
        #expect(near[1].mend?.contains("is it the one named \"chnge\"?") == true)
    }

    @Test("Files in other encodings say what to do, and where")
    func encodings() throws {
        let latin = Array("gender,age,change\nmale,1,1\nm".utf8) + [0xE4] + Array("nnlich,1,1\n".utf8)
        let utf16: [UInt8] = [0xFF, 0xFE, 0x61, 0x00]
        for (bytes, place) in [(latin, "table.csv, line 3"), (utf16, "table.csv")] {
            do throws(BadTable) {
                _ = try CheckedTable(csv: bytes, file: "table.csv", codebook: sampleCodebook)
                Issue.record("the file was accepted")
            } catch {
                #expect(error.problem.code == "not-utf8")
                #expect(error.problem.place == place)
                #expect(error.problem.mend == "save it as \"CSV UTF-8\" and try again")
            }
        }
    }

    @Test("Limits are enforced in words")
    func limits() {
        let text = header + "male,1,1\nmale,1,1\n"
        #expect(problems(text, limits: IntakeLimits(bytes: 20)).first?.code == "table-too-large")
        #expect(problems(text, limits: IntakeLimits(rows: 1)).first?.code == "table-too-large")
        #expect(problems(text, limits: IntakeLimits(columns: 2)).first?.code == "table-too-large")
        let long = header + "\(String(repeating: "m", count: 50)),1,1\n"
        #expect(problems(long, limits: IntakeLimits(cellBytes: 40)).first?.code == "table-too-large")
    }

    @Test("A file that is not there")
    func noFile() {
        do throws(BadTable) {
            _ = try CheckedTable(csvFile: "/nonexistent/patients.csv", codebook: sampleCodebook)
            Issue.record("a file was read")
        } catch {
            #expect(error.problem.code == "no-file")
        }
    }
}
