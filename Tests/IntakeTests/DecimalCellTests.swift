import Study
import Testing

@testable import Intake

@Suite("Cells of a number column")
struct DecimalCellTests {
    private let scale = NumberScale(decimals: 2, minimum: -1000, maximum: 99999)

    private func read(_ text: String, mark: CSVFormat.DecimalMark = .point) -> DecimalCell {
        DecimalCell.read(Array(text.utf8)[...], scale: scale, mark: mark)
    }

    @Test(
        "Numbers are read exactly at the column's scale",
        arguments: [
            ("0", 0), ("63", 6300), ("63.5", 6350), ("63.25", 6325), ("-2.50", -250), ("+1", 100), ("007", 700),
            (".5", 50),
            ("5.", 500), ("1.2300000000000000000000000", 123), ("-0", 0), ("000000000000000000000000000001.50", 150),
        ])
    func numbers(text: String, value: Int64) {
        #expect(read(text) == .value(value))
    }

    @Test(
        "Anything else is told by its kind",
        arguments: [
            ("abc", DecimalCell.Fault.text), ("-", .text), (".", .text), ("12kg", .text), ("٣", .text),
            ("NA", .word("NA")), ("nan", .word("NAN")), ("05.06.2020", .date), ("2020-06-05", .date), ("5/6", .date),
            ("1e3", .exponent), ("63,5", .otherMark), ("1,000.5", .manyMarks), ("1 000", .manyMarks),
            ("\u{2212}5", .typographicSign), ("#DIV/0!", .errorValue), ("1.234", .tooManyDecimals(3)),
            ("1.2340", .tooManyDecimals(3)), ("1000", .outOfBounds), ("-10.01", .outOfBounds),
            ("99999999999999999999999999", .outOfBounds), ("9223372036854775808", .outOfBounds),
        ])
    func faults(text: String, fault: DecimalCell.Fault) {
        #expect(read(text) == .bad(fault))
    }

    @Test("A decimal comma is read where it was stated")
    func decimalComma() {
        #expect(read("63,5", mark: .comma) == .value(6350))
        #expect(read("63.5", mark: .comma) == .bad(.otherMark))
    }

    @Test("The widest bounds are reached and not passed")
    func wideBounds() {
        let wide = NumberScale(
            decimals: 9, minimum: NumberScale.valueRange.lowerBound, maximum: NumberScale.valueRange.upperBound)
        let read = { (text: String) in DecimalCell.read(Array(text.utf8)[...], scale: wide, mark: .point) }
        #expect(read("576460752.303423487") == .value((1 << 59) - 1))
        #expect(read("576460752.303423488") == .bad(.outOfBounds))
        #expect(read("-576460752.303423488") == .value(-(1 << 59)))
        #expect(read("18446744073") == .bad(.outOfBounds))
        #expect(wide.text(wide.minimum, mark: .comma) == "-576460752,303423488")
    }
}
