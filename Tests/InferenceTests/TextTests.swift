import Inference
import Testing

@Suite("Printed numbers")
struct TextTests {
    private func exact(_ top: Int128, _ bottom: Int128 = 1) -> Estimate {
        ExactRational(top, over: bottom).map(Estimate.exact) ?? .notAvailable(.tooFewValues)
    }

    @Test("Shortest exact decimals with at least one place")
    func shortest() {
        #expect(exact(38).text == "38.0")
        #expect(exact(-125, 2).text == "-62.5")
        #expect(exact(289, 4).text == "72.25")
        #expect(exact(1, 1000).text == "0.001")
        #expect(exact(0).text == "0.0")
        #expect(exact(397, 6).text == "66.16666666666667")
        #expect(exact(1_000_000_000_000_000_000_000).text == "1000000000000000000000.0")
        #expect(Estimate.approximate(1e-7).text == "1e-07")
        #expect(Estimate.approximate(1.5e300).text == "1.5e+300")
        #expect(Estimate.approximate(-0.0001).text == "-0.0001")
        #expect(Estimate.approximate(.infinity).text == "Inf")
        #expect(Estimate.approximate(.nan).text == "NaN")
        #expect(Estimate.notAvailable(.suppressed).text == "NA")
    }

    @Test("A text in double precision reads back as the same double")
    func readsBack() {
        var random = SplitMix(seed: 5)
        for _ in 0..<3_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            #expect(Double(NumberText.shortest(value)) == value)
        }
    }

    @Test("Answers in the form of the study")
    func answers() {
        #expect(Answer.count(48).text == "48")
        #expect(Answer.vector([exact(38), exact(125, 2), exact(66)]).text == "{38.0, 62.5, 66.0}")
        #expect(Frequency.table(levels: ["male", "female"], counts: [16, 8]).text == "[male = 16, female = 8]")
        #expect(Frequency.table(falseCount: 2, trueCount: nil).text == "[FALSE = 2, TRUE = NA]")
        #expect(Answer.frequency([]).text == "[]")
    }

    @Test("Counts of a number run from the smallest to the largest, or over all bounds")
    func integerParts() {
        let counts: [Int?] = [0, 2, 0, 1, 0]
        #expect(Frequency.table(lowest: -1, counts: counts, trimmed: true).text == "[0 = 2, 1 = 0, 2 = 1]")
        #expect(
            Frequency.table(lowest: -1, counts: counts, trimmed: false).text == "[-1 = 0, 0 = 2, 1 = 0, 2 = 1, 3 = 0]")
        #expect(Frequency.table(lowest: 0, counts: [0, 0], trimmed: true).text == "[]")
    }

    @Test("JSON: numbers, null for what is not available, escaped labels")
    func json() {
        #expect(Answer.vector([exact(1, 2), .notAvailable(.suppressed)]).json == "[0.5,null]")
        #expect(Answer.frequency([.init("a\"b", 3)]).json == "[{\"label\":\"a\\\"b\",\"count\":3}]")
        #expect(Answer.number(.approximate(.infinity)).json == "\"Inf\"")
    }
}

@Suite("R's number format")
struct RFormatTests {
    @Test("Seven digits, common places, the narrower notation; values as R 4.2 prints them")
    func known() {
        #expect(RFormat.texts([1]) == ["1"])
        #expect(RFormat.texts([1.0 / 3]) == ["0.3333333"])
        #expect(RFormat.texts([1, 2.5, 10]) == ["1.0", "2.5", "10.0"])
        #expect(RFormat.texts([123456.789]) == ["123456.8"])
        #expect(RFormat.texts([1e5]) == ["1e+05"])
        #expect(RFormat.texts([100000, 123456]) == ["100000", "123456"])
        #expect(RFormat.texts([1e-5]) == ["1e-05"])
        #expect(RFormat.texts([0.0001]) == ["1e-04"])
        #expect(RFormat.texts([0.00012]) == ["0.00012"])
        #expect(RFormat.texts([1234567.8]) == ["1234568"])
        #expect(RFormat.texts([123456789, 0.001]) == ["1.234568e+08", "1.000000e-03"])
        #expect(RFormat.texts([0, -1.5, nil]) == ["0.0", "-1.5", "NA"])
        #expect(RFormat.texts([9.9999999]) == ["10"])
        #expect(RFormat.texts([0.15], digits: 1) == ["0.1"])
        #expect(RFormat.texts([2.5], digits: 1) == ["2"])
        #expect(RFormat.texts([9.5], digits: 1) == ["10"])
        #expect(RFormat.texts([2.675], digits: 3) == ["2.67"])
        #expect(RFormat.texts([1.005], digits: 3) == ["1"])
        #expect(RFormat.text(0.0912814456349885) == "0.0912814456349885")
        #expect(RFormat.text(1.0 / 3) == "0.333333333333333")
        #expect(RFormat.text(66.5625) == "66.5625")
    }
}
