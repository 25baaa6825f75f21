import Inference
import Testing

@Suite("Results as CSV files")
struct CSVTests {
    @Test("Vectors as write.csv writes them")
    func vectors() {
        #expect(RObject.numbers([1, 100_000, 0.1 + 0.2]).csv() == "\"\",\"x\"\n\"1\",1\n\"2\",1e+05\n\"3\",0.3\n")
        #expect(RObject(.numbers([1, nil]), names: ["a", "b"]).csv() == "\"\",\"x\"\n\"a\",1\n\"b\",NA\n")
        #expect(RObject(.logicals([true, nil])).csv() == "\"\",\"x\"\n\"1\",TRUE\n\"2\",NA\n")
        #expect(RObject(.texts(["a\"b,c", nil])).csv() == "\"\",\"x\"\n\"1\",\"a\"\"b,c\"\n\"2\",NA\n")
        #expect(RObject.numbers([]).csv() == "\"\",\"x\"\n")
        #expect(
            RObject.numbers([.nan, -.infinity, 123456.7891234567]).csv()
                == "\"\",\"x\"\n\"1\",NA\n\"2\",-Inf\n\"3\",123456.789123457\n")
    }

    @Test("Matrices, tables and data frames as write.csv writes them")
    func shapes() {
        #expect(RObject.matrix([[1, 3], [2, nil]]).csv() == "\"\",\"V1\",\"V2\"\n\"1\",1,3\n\"2\",2,NA\n")
        let named = RObject.matrix([[0.5, 1]], rowNames: ["age"], columnNames: ["coef", "exp(coef)"])
        #expect(named.csv() == "\"\",\"coef\",\"exp(coef)\"\n\"age\",0.5,1\n")
        #expect(
            table([2, 1], [["f", "m"]], titles: [""]).csv() == "\"\",\"Var1\",\"Freq\"\n\"1\",\"f\",2\n\"2\",\"m\",1\n")
        #expect(table([2], [["f"]], titles: ["my sex"]).csv() == "\"\",\"my.sex\",\"Freq\"\n\"1\",\"f\",2\n")
        #expect(
            table([1, 0, 0, 1], [["1", "2"], ["x", "y"]], titles: ["a", "b"]).csv()
                == "\"\",\"x\",\"y\"\n\"1\",1,0\n\"2\",0,1\n")
        #expect(
            table([1, 2], [["1"], ["x"], ["k", "l"]], titles: ["", "b", ""]).csv()
                == "\"\",\"Var1\",\"b\",\"Var3\",\"Freq\"\n\"1\",\"1\",\"x\",\"k\",1\n\"2\",\"1\",\"x\",\"l\",2\n")
        let frame = RObject.list(
            [
                ("Df", .integers([1, 30])), ("F", RObject(.numbers([2.5, nil]))),
                (".row.names", .texts(["g", "Residuals"])),
            ],
            kind: "data.frame")
        #expect(frame.csv() == "\"\",\"Df\",\"F\"\n\"g\",1,2.5\n\"Residuals\",30,NA\n")
    }

    @Test("A list has a row an element")
    func lists() {
        let test = RObject.list(
            [
                ("statistic", .number(1.5, name: "t")), ("p.value", .number(0.25)), ("conf.int", .numbers([-1, 2])),
                ("m", .matrix([[1, 2]], rowNames: ["r"], columnNames: ["a", "b"])), ("none", .null),
                ("method", .text("Welch \"t\"")), ("inner", .list([("x", .logical(true))])),
                ("other", RObject(.list([.number(7)]))),
            ], kind: "htest")
        #expect(
            test.csv()
                == """
                "component","name","value"
                "statistic","t",1.5
                "p.value","",0.25
                "conf.int","1",-1
                "conf.int","2",2
                "m","r,a",1
                "m","r,b",2
                "method","","Welch ""t\"""
                "inner$x","",TRUE
                "other[[1]]","",7

                """)
    }

    @Test("The stamp stands before the header; a line break in it makes no line")
    func stamped() {
        #expect(
            RObject.number(1).csv(stamp: .example)
                == """
                # study adrenal "pilot"
                # plan sha256:abc
                # plan sha256:def
                # table munich 3
                # table rome 4
                # policy open second line
                # software Trefoil 1.0
                # date 2024-12-01T00:00:00Z
                "","x"
                "1",1

                """)
    }

    private func table(_ counts: [Int], _ names: [[String]?], titles: [String]) -> RObject {
        var object = RObject.integers(counts)
        object.kind = "table"
        object.dimensions = names.map { $0?.count ?? 0 }
        object.dimensionNames = names
        object.dimensionTitles = titles
        return object
    }
}

extension ResultStamp {
    static let example = ResultStamp(
        planDigests: ["sha256:abc", "sha256:def"],
        tableVersions: [.init(name: "munich", version: "3"), .init(name: "rome", version: "4")],
        study: "adrenal \"pilot\"", policy: "open\nsecond line", software: "Trefoil 1.0", date: "2024-12-01T00:00:00Z")
}
