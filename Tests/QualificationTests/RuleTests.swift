import Intake
import Language
import Study
import Testing
import Wire

@testable import Qualification

@Suite("Rules of derived columns")
struct RuleTests {
    private func value(_ rule: String, _ row: [String: String] = [:]) throws -> String {
        try DerivedRule(rule).value { name in row[name].map(RowValue.init(cell:)) }.cell()
    }

    @Test("V if COND else W")
    func condition() throws {
        #expect(try value("1 if ecog_status==2 else 0", ["ecog_status": "2"]) == "1")
        #expect(try value("1 if ecog_status==2 else 0", ["ecog_status": "1"]) == "0")
        #expect(try value("1 if bed>=80", ["bed": "79.9"]) == "0")
        #expect(try value("1 if bed>=80", ["bed": "80.0"]) == "1")
        #expect(try value("1 if bed>=80", ["bed": ""]) == "")
        #expect(try value("1 if gender==male", ["gender": "male"]) == "1")
        #expect(try value("1 if gender==\"male\" else 2", ["gender": "female"]) == "2")
        #expect(try value("high if a>1 & b!=3 else low", ["a": "2", "b": "4"]) == "high")
        #expect(try value("1 if a>1 | b==3 else 0", ["a": "", "b": "3"]) == "1")
    }

    @Test("1/0/NA from COLUMN")
    func answers() throws {
        for (cell, expected) in [("yes", "1"), ("no", "0"), ("", ""), ("unknown", "")] {
            #expect(try value("1/0/NA from complete_remission", ["complete_remission": cell]) == expected)
        }
        #expect(throws: Problem.self) { try value("1/0/NA from nothing") }
    }

    @Test("Expressions: exact where decimals allow, else to nine places")
    func expressions() throws {
        #expect(try value("ph_ecog", ["ph_ecog": "3"]) == "3")
        #expect(try value("floor(follow_up)", ["follow_up": "26.9"]) == "26")
        #expect(try value("floor(x)", ["x": "-0.5"]) == "-1")
        #expect(try value("n * dose * (1 + dose / 10)", ["n": "5", "dose": "8.5"]) == "78.625")
        #expect(try value("0.1 + 0.2") == "0.3")
        #expect(try value("1 / 3") == "0.333333333")
        #expect(try value("log(x)", ["x": "10"]) == "2.302585093")
        #expect(try value("log(x)", ["x": "0"]) == "")
        #expect(try value("sqrt(x) + exp(0)", ["x": "2.25"]) == "2.5")
        #expect(try value("2^10 - 24") == "1000")
        #expect(try value("x - 1", ["x": ""]) == "")
        #expect(try value("ifelse(is.na(x), 9, x)", ["x": ""]) == "9")
    }

    @Test("What is no rule is refused", arguments: ["", "1 if", "mean(x)", "for (i in x) 1", "\"a\" + 1", "1 2"])
    func refused(rule: String) {
        #expect(throws: Problem.self) { try value(rule) }
    }

    @Test("The functions that owners must compute are found in calls and arguments")
    func transcendental() throws {
        let truth = try TruthFile(Array(Sample.truth.utf8), path: "t.json")
        let found = TranscendentalCall.all(in: truth.cases, columns: ["age", "time"])
        #expect(found.map(\.name) == ["log(age)", "log(time)"])
        #expect(TranscendentalCall.all(in: truth.cases, columns: ["age"]).map(\.name) == ["log(age)"])
    }

    @Test("A prepared data set fits its codebook, with derived columns and missing values")
    func prepared() throws {
        let truth = try TruthFile(Array(Sample.truth.utf8), path: "t.json")
        let sites = try ["age,cr,time,g\n61.5,yes,10,b\n59,no,1e1,a\nNA,,3,a\n", "age,cr,time,g\n70,NA,2.5,07\n"]
            .enumerated().map { try RawTable(csv: Array($0.element.utf8), file: "site\($0.offset + 1).csv") }
        let set = try #require(truth.dataSet("two"))
        let data = try PreparedData(set, sites: sites, cases: truth.cases)
        #expect(data.codebook.names == ["age", "cr", "time", "g", "old", "log(age)", "log(time)"])
        #expect(data.tables[0].column("old") == ["1", "0", ""])
        #expect(data.tables[0].column("cr") == ["1", "0", ""])
        #expect(data.tables[0].column("time") == ["10", "10", "3"])
        #expect(data.tables[0].column("log(age)") == ["4.119037175", "4.077537444", ""])
        #expect(data.codebook.column(named: "g")?.levels == ["07", "a", "b"])
        #expect(data.values(of: "g") == ["\"07\"", "\"a\"", "\"b\""])
        #expect(data.values(of: "old") == ["0", "1"])
        #expect(data.values(of: "site") == ["1", "2"])
        for table in data.tables {
            _ = try CheckedTable(csv: table.csv, file: table.file, codebook: data.codebook)
        }
    }

    @Test("A data set of one site brings the column site, unless a file has it")
    func oneSite() throws {
        let set = TruthFile.DataSet(name: "one", files: ["one.csv"], derived: [])
        let table = try RawTable(csv: Array("g\na\nb\n".utf8), file: "one.csv")
        let data = try PreparedData(set, sites: [table], cases: [])
        #expect(data.tables[0].column("site") == ["1", "1"])
        #expect(data.values(of: "site") == ["1"])
        let own = try RawTable(csv: Array("g,site\na,4\nb,4\n".utf8), file: "one.csv")
        #expect(try PreparedData(set, sites: [own], cases: []).tables[0].column("site") == ["4", "4"])
        #expect(!(try PreparedData(set, sites: [table, table], cases: []).codebook.names.contains("site")))
    }
}
