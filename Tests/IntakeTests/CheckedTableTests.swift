import Foundation
import Study
import Testing
import Wire

@testable import Intake

@Suite("Tables that are accepted")
struct CheckedTableTests {
    @Test("Values, levels and missing cells are read column by column")
    func values() throws {
        let table = try checked("gender,age,change\nmale,63.5,-1.25\n,0,\nfemale,130.0,5\n")
        #expect(table.rows == 3)
        #expect(table.columns[0].values == [0, 0, 1])
        #expect(table.columns[0].isPresent == [true, false, true])
        #expect(table.columns[1].values == [635, 0, 1300])
        #expect(table.columns[2].values == [-125, 0, 500])
        #expect(table.columns[2].isPresent == [true, false, true])
    }

    @Test("The order of columns is that of the codebook, and others are left out and named")
    func otherColumns() throws {
        let table = try checked("remark,change,age,name,gender\nx,1,2,y,male\n")
        #expect(table.ignoredColumns == ["remark", "name"])
        #expect(table.columns.map(\.values) == [[0], [20], [100]])
    }

    @Test("The same table in other writings")
    func writings() throws {
        let plain = "gender,age,change\nmale,63.5,-1.25\nfemale,1,2\n"
        let expected = try checked(plain).columns.map(\.values)
        let variants = [
            "\u{FEFF}" + plain,
            plain.replacingOccurrences(of: "\n", with: "\r\n"),
            plain.replacingOccurrences(of: ",", with: ";"),
            String(plain.dropLast()),
            plain + "\n\n",
            plain + ",,\n",
            " gender , age\t,change\n male , 63.5,-1.25 \nfemale,1,2\n",
            "\"gender\",\"age\",\"change\"\n\"male\",\"63.5\",\"-1.25\"\n\"female\",\"1\",\"2\"\n",
        ]
        for text in variants { #expect(try checked(text).columns.map(\.values) == expected) }
        let comma = "gender;age;change\nmale;63,5;-1,25\nfemale;1;2\n"
        #expect(try checked(comma, format: CSVFormat(decimalMark: .comma)).columns.map(\.values) == expected)
    }

    @Test("Quoted cells with delimiters and line ends")
    func quotedCells() throws {
        let table = try checked("gender,age,change,note\n\"not, said\",1,2,\"two\nlines \"\"here\"\"\"\nmale,3,4,\n")
        #expect(table.columns[0].values == [2, 0])
        #expect(table.rows == 2)
    }

    @Test("One row, and a table of one column")
    func small() throws {
        #expect(try checked("age,change,gender\n1,2,male").rows == 1)
        let codebook = try Codebook(columns: [
            Column(name: "x", kind: .number(NumberScale(decimals: 0, minimum: 0, maximum: 9)), missing: true)
        ])
        let table = try checked("x\n1\n\"\"\n3\n\n", codebook: codebook)
        #expect(table.rows == 3)
        #expect(table.columns[0].isPresent == [true, false, true])
    }

    @Test("The pilot tables of both hospitals", arguments: ["munich", "rome"])
    func pilot(name: String) throws {
        let path = projectFile("Examples/pilot/\(name).csv")
        let header = try #require(String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").first)
        let factors: [String: [String]] = [
            "gender": ["male", "female"], "ecog_status": ["0", "1", "2"],
            "laterality": ["left", "right", "bilateral"], "event_death": ["0", "1"],
        ]
        let columns = header.split(separator: ",").map(String.init).compactMap { column -> Column? in
            if let levels = factors[column] { return Column(name: column, kind: .factor(levels: levels)) }
            guard ["age", "height_cm", "bmi", "follow_up", "dose_per_fraction_gy"].contains(column) else { return nil }
            let scale = NumberScale(decimals: 2, minimum: 0, maximum: 100_000)
            return Column(name: column, kind: .number(scale), missing: true)
        }
        #expect(columns.count == 9)
        let table = try CheckedTable(csvFile: path, codebook: Codebook(columns: columns))
        #expect(table.rows == 24)
        #expect(table.ignoredColumns.count == 35)
        #expect(table.columns.first?.column.name == "gender")
        let males = table.columns[0].values.count { $0 == 0 }
        #expect(males == (name == "munich" ? 16 : 13))
    }
}
