import Inference
import Testing

/// The right-hand sides are what R 4.2 prints.
@Suite("Matrices, arrays and tables as R prints them")
struct PrintedMatrixTests {

    @Test("Matrices with one format a column, wrapped by columns")
    func matrices() {
        #expect(
            RObject.matrix([[1, nil], [2.5, 1e5]]).printed()
                == #"""
                     [,1]  [,2]
                [1,]  1.0    NA
                [2,]  2.5 1e+05
                """#)
        #expect(
            RObject.matrix([[1, 0.001], [-2, 4]], rowNames: ["age", "sex"], columnNames: ["coef", "se(coef)"]).printed()
                == #"""
                    coef se(coef)
                age    1    0.001
                sex   -2    4.000
                """#)
        #expect(
            array(.texts(["a", nil, "ccc", "d"]), [2, 2]).printed()
                == #"""
                     [,1] [,2]\#u{20}
                [1,] "a"  "ccc"
                [2,] NA   "d" \#u{20}
                """#)
        #expect(
            array(.numbers([]), [2, 0]).printed()
                == #"""
                   \#u{20}
                [1,]
                [2,]
                """#)
        #expect(array(.numbers([]), [0, 2]).printed() == "     [,1] [,2]")
        #expect(array(.numbers([]), [0, 0]).printed() == "<0 x 0 matrix>")
        #expect(
            array(.numbers((1...40).map { Double($0) }), [2, 20]).printed()
                == #"""
                     [,1] [,2] [,3] [,4] [,5] [,6] [,7] [,8] [,9] [,10] [,11] [,12] [,13] [,14]
                [1,]    1    3    5    7    9   11   13   15   17    19    21    23    25    27
                [2,]    2    4    6    8   10   12   14   16   18    20    22    24    26    28
                     [,15] [,16] [,17] [,18] [,19] [,20]
                [1,]    29    31    33    35    37    39
                [2,]    30    32    34    36    38    40
                """#)
        #expect(
            array(.logicals([true, nil]), [1, 2]).printed()
                == #"""
                     [,1] [,2]
                [1,] TRUE   NA
                """#)
    }

    @Test("Arrays slice by slice")
    func arrays() {
        #expect(
            array(.numbers((1...8).map { Double($0) }), [2, 2, 2]).printed()
                == #"""
                , , 1

                     [,1] [,2]
                [1,]    1    3
                [2,]    2    4

                , , 2

                     [,1] [,2]
                [1,]    5    7
                [2,]    6    8

                """#)
        #expect(
            array(.numbers([1, 2, 3, 4]), [1, 2, 1, 2], names: [nil, ["a", "b"], ["z"], nil]).printed()
                == #"""
                , , z, 1

                     a b
                [1,] 1 2

                , , z, 2

                     a b
                [1,] 3 4

                """#)
        #expect(
            array(.numbers([1, 2]), [2], names: [["a", "b"]]).printed()
                == #"""
                a b\#u{20}
                1 2\#u{20}
                """#)
    }

    @Test("Tables with titles, nothing where a cell is not available")
    func tables() {
        #expect(
            array(.numbers([2, 1]), [2], names: [["1", "2"]], titles: [""], kind: "table").printed()
                == #"""

                1 2\#u{20}
                2 1\#u{20}
                """#)
        #expect(
            array(.numbers([1, 2]), [2], names: [["f", "m"]], titles: ["sex"], kind: "table").printed()
                == #"""
                sex
                f m\#u{20}
                1 2\#u{20}
                """#)
        #expect(array(.numbers([]), [0], names: [[]], titles: [""], kind: "table").printed() == "< table of extent 0 >")
        #expect(
            array(
                .numbers([1, 0, 0, 1]), [2, 2], names: [["1", "2"], ["x", "yy"]], titles: ["a", "b"], kind: "table"
            ).printed()
                == #"""
                   b
                a   x yy
                  1 1  0
                  2 0  1
                """#)
        #expect(
            array(
                .numbers([1, 0, 0, 1]), [2, 2], names: [["1", "2"], ["x", "yy"]], titles: ["", ""], kind: "table"
            ).printed()
                == #"""
                  \#u{20}
                    x yy
                  1 1  0
                  2 0  1
                """#)
        #expect(
            array(.numbers([1, nil, 3, 4]), [2, 2], names: [["A", "B"], ["A", "B"]], kind: "table").printed()
                == #"""
                   A  B
                A  1  3
                B     4
                """#)
        #expect(
            array(
                .numbers([1.0 / 3, 0, 0, 2.0 / 3]), [2, 2], names: [["1", "2"], ["x", "yy"]], titles: ["a", "b"],
                kind: "table"
            ).printed()
                == #"""
                   b
                a           x        yy
                  1 0.3333333 0.0000000
                  2 0.0000000 0.6666667
                """#)
        #expect(
            array(
                .numbers([1, 0, 0, 1]), [2, 1, 2], names: [["1", "2"], ["1"], ["k", "l"]], titles: ["a", "b", "c"],
                kind: "table"
            ).printed()
                == #"""
                , , c = k

                   b
                a   1
                  1 1
                  2 0

                , , c = l

                   b
                a   1
                  1 0
                  2 1

                """#)
    }

    private func array(
        _ content: RObject.Content, _ dimensions: [Int], names: [[String]?]? = nil, titles: [String]? = nil,
        kind: String? = nil
    ) -> RObject {
        var object = RObject(content, dimensions: dimensions, dimensionNames: names, kind: kind)
        object.dimensionTitles = titles
        return object
    }
}
