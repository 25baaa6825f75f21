import Foundation
import Inference
import Testing

@Suite("Results as JSON")
struct JSONTests {
    @Test("Plain values")
    func plain() {
        #expect(RObject.null.json() == "null")
        #expect(RObject.number(0.1).json() == "0.1")
        #expect(RObject.number(nil).json() == "null")
        #expect(RObject.numbers([1, 0.1 + 0.2, 1e300, -1e-300]).json() == "[1,0.30000000000000004,1e+300,-1e-300]")
        #expect(RObject.numbers([.nan, .infinity, -.infinity]).json() == "[\"NaN\",\"Inf\",\"-Inf\"]")
        #expect(RObject.numbers([]).json() == "[]")
        #expect(RObject(.logicals([true, nil])).json() == "[true,null]")
        #expect(RObject(.texts(["a\"\n", nil])).json() == "[\"a\\\"\\n\",null]")
        #expect(
            RObject(.numbers([1, nil]), names: ["a", "b"]).json() == "{\"names\":[\"a\",\"b\"],\"values\":[1,null]}")
    }

    @Test("Numbers read back as the same double")
    func readsBack() {
        var random = SplitMix(seed: 11)
        for _ in 0..<2_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            #expect(Double(RObject.number(value).json()) == value)
        }
    }

    @Test("Matrices, arrays, lists, data frames")
    func shapes() {
        #expect(
            RObject.matrix([[1, nil], [3, 4]], columnNames: ["x", "y"]).json()
                == #"{"rows":null,"columns":["x","y"],"values":[[1,null],[3,4]]}"#)
        var table = RObject.integers([2, 1])
        (table.kind, table.dimensions, table.dimensionNames) = ("table", [2], [["f", "m"]])
        table.dimensionTitles = ["sex"]
        #expect(
            table.json() == #"{"class":"table","titles":["sex"],"dimensions":[2],"names":[["f","m"]],"values":[2,1]}"#)
        let test = RObject.list([("statistic", .number(2, name: "t")), ("p.value", .number(0.5))], kind: "htest")
        #expect(test.json() == #"{"class":"htest","statistic":{"names":["t"],"values":[2]},"p.value":0.5}"#)
        let frame = RObject.list([("x", .numbers([1])), ("class", .texts(["k"]))], kind: "data.frame")
        #expect(frame.json() == #"{"x":[1],"class":["k"]}"#)
        #expect(RObject(.list([.number(1), .text("a")])).json() == #"[1,"a"]"#)
        #expect(
            RObject(.list([.number(1), .null]), names: ["a", ""]).json() == #"{"names":["a",""],"values":[1,null]}"#)
    }

    @Test("The stamp stands beside the result, and all of it is JSON")
    func stamped() throws {
        let text = RObject.number(1).json(stamp: .example)
        #expect(
            text
                == #"{"stamp":{"study":"adrenal \"pilot\"","plans":["sha256:abc","sha256:def"],"tables":[{"name":"munich","version":"3"},"#
                + #"{"name":"rome","version":"4"}],"policy":"open\nsecond line","software":"Trefoil 1.0","#
                + #""date":"2024-12-01T00:00:00Z"},"result":1}"#)
        let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(parsed?["result"] as? Int == 1)
    }
}
