import Inference
import Testing

/// The right-hand sides are what R 4.2 prints.
@Suite("Values as R prints them")
struct PrintedTests {

    @Test("Vectors with the index of the first element of each line")
    func vectors() {
        #expect(RObject.null.printed() == "NULL")
        #expect(RObject.numbers([]).printed() == "numeric(0)")
        #expect(RObject.integers([]).printed() == "integer(0)")
        #expect(RObject.texts([]).printed() == "character(0)")
        #expect(RObject(.logicals([])).printed() == "logical(0)")
        #expect(RObject.numbers([], names: []).printed() == "named numeric(0)")
        #expect(RObject.numbers([1, 2.5, 10]).printed() == "[1]  1.0  2.5 10.0")
        #expect(RObject.numbers([100_000, 1]).printed() == "[1] 1e+05 1e+00")
        #expect(RObject.integers([100_000]).printed() == "[1] 100000")
        #expect(RObject(.numbers([nil, .nan, .infinity, -.infinity, 0.5])).printed() == "[1]   NA  NaN  Inf -Inf  0.5")
        #expect(RObject(.logicals([true, nil, false])).printed() == "[1]  TRUE    NA FALSE")
        #expect(RObject.number(1.0 / 3).printed() == "[1] 0.3333333")
        #expect(RObject.number(.pi * 1e-20).printed() == "[1] 3.141593e-20")
        #expect(
            RObject.integers(Array(1...30)).printed()
                == #"""
                 [1]  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25
                [26] 26 27 28 29 30
                """#)
        #expect(
            RObject.numbers((1...12).map { Double($0) / 7 }).printed()
                == #"""
                 [1] 0.1428571 0.2857143 0.4285714 0.5714286 0.7142857 0.8571429 1.0000000
                 [8] 1.1428571 1.2857143 1.4285714 1.5714286 1.7142857
                """#)
        #expect(
            RObject.numbers((1...12).map { Double($0) / 7 }).printed(digits: 3)
                == #"""
                 [1] 0.143 0.286 0.429 0.571 0.714 0.857 1.000 1.143 1.286 1.429 1.571 1.714
                """#)
    }

    @Test("Texts in quotation marks, aligned to the left")
    func texts() {
        #expect(
            RObject(.texts(["a", "bbb", nil, "c"])).printed()
                == #"""
                [1] "a"   "bbb" NA    "c" \#u{20}
                """#)
        #expect(
            RObject.texts(["a\"b\\", "line\nend\t"]).printed()
                == #"""
                [1] "a\"b\\"      "line\nend\t"
                """#)
        #expect(
            RObject.texts(["\u{e4}", "\u{4e2d}\u{6587}", "x"]).printed()
                == #"""
                [1] "ä"    "中文" "x"  \#u{20}
                """#)
    }

    @Test("Names above elements")
    func named() {
        #expect(
            RObject.numbers([1, 2], names: ["a", "b"]).printed()
                == #"""
                a b\#u{20}
                1 2\#u{20}
                """#)
        #expect(
            RObject(.numbers([0.05, nil]), names: ["p.value", ""]).printed()
                == #"""
                p.value        \#u{20}
                   0.05      NA\#u{20}
                """#)
        #expect(
            RObject(.texts(["x", nil]), names: ["a", "bb"]).printed()
                == #"""
                  a  bb\#u{20}
                "x"  NA\#u{20}
                """#)
        #expect(
            RObject.integers(Array(1...26), names: (1...26).map { "v\($0)" }).printed()
                == #"""
                 v1  v2  v3  v4  v5  v6  v7  v8  v9 v10 v11 v12 v13 v14 v15 v16 v17 v18 v19 v20\#u{20}
                  1   2   3   4   5   6   7   8   9  10  11  12  13  14  15  16  17  18  19  20\#u{20}
                v21 v22 v23 v24 v25 v26\#u{20}
                 21  22  23  24  25  26\#u{20}
                """#)
    }

    @Test("Lists with the way to each component")
    func lists() {
        #expect(RObject(.list([])).printed() == "list()")
        #expect(
            RObject(.list([.number(1), .text("a")])).printed()
                == #"""
                [[1]]
                [1] 1

                [[2]]
                [1] "a"

                """#)
        #expect(
            RObject.list([
                ("a", .number(1)), ("a b", RObject(.list([.null, RObject(.list([.number(2)]))]), names: ["x", ""])),
            ]).printed()
                == #"""
                $a
                [1] 1

                $`a b`
                $`a b`$x
                NULL

                $`a b`[[2]]
                $`a b`[[2]][[1]]
                [1] 2



                """#)
        #expect(
            RObject.list([("breaks", .numbers([0, 1]))], kind: "histogram").printed()
                == #"""
                $breaks
                [1] 0 1

                attr(,"class")
                [1] "histogram"
                """#)
        #expect(
            RObject.list([("if", .number(1)), (".a", .number(2)), (".1", .number(3)), ("_", .number(4))]).printed()
                == #"""
                $`if`
                [1] 1

                $.a
                [1] 2

                $`.1`
                [1] 3

                $`_`
                [1] 4

                """#)
    }

    @Test("Data frames with one format a column")
    func dataFrames() {
        #expect(
            RObject.list(
                [
                    ("x", RObject(.texts(["a", "bbb", nil]))), ("y", RObject(.numbers([1.5, nil, 10]))),
                    ("z", RObject(.logicals([true, nil, false]))),
                ], kind: "data.frame"
            ).printed()
                == #"""
                     x    y     z
                1    a  1.5  TRUE
                2  bbb   NA    NA
                3 <NA> 10.0 FALSE
                """#)
        #expect(
            RObject.list(
                [("Df", integers([1, nil])), (".row.names", .texts(["g", "Residuals"]))], kind: "data.frame"
            ).printed()
                == #"""
                          Df
                g          1
                Residuals NA
                """#)
        #expect(
            RObject.list([("x", .numbers([])), ("y", .numbers([]))], kind: "data.frame").printed()
                == #"""
                [1] x y
                <0 rows> (or 0-length row.names)
                """#)
        #expect(RObject.list([], kind: "data.frame").printed() == "data frame with 0 columns and 0 rows")
        #expect(
            RObject.list(
                (1...15).map { ("column\($0)", .numbers([Double($0) * 2000 - 1000, Double($0) * 2000])) },
                kind: "data.frame"
            ).printed()
                == #"""
                  column1 column2 column3 column4 column5 column6 column7 column8 column9
                1    1000    3000    5000    7000    9000   11000   13000   15000   17000
                2    2000    4000    6000    8000   10000   12000   14000   16000   18000
                  column10 column11 column12 column13 column14 column15
                1    19000    21000    23000    25000    27000    29000
                2    20000    22000    24000    26000    28000    30000
                """#)
    }

    private func integers(_ values: [Double?]) -> RObject {
        var object = RObject(.numbers(values))
        object.isInteger = true
        return object
    }
}
