import Primitives
import Testing
import Wire

private struct Sample: WireMessage, Equatable {
    static let tag = "test.sample"
    static let format: UInt16 = 2
    var numbers: [Int64]
    var word: String
    var flag: Bool?

    init(numbers: [Int64], word: String, flag: Bool?) {
        self.numbers = numbers
        self.word = word
        self.flag = flag
    }

    func encode(into encoder: inout WireEncoder) {
        encoder.append(list: numbers) { $0.append($1) }
        encoder.append(word)
        encoder.append(optional: flag) { $0.append($1) }
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        numbers = try decoder.list(limit: 10) { (d) throws(Problem) in try d.int64() }
        word = try decoder.string(limit: 20)
        flag = decoder.format == 1 ? nil : try decoder.optional { (d) throws(Problem) in try d.bool() }
    }
}

private func code(_ body: () throws(Problem) -> Void) -> String? {
    do {
        try body()
        return nil
    } catch {
        return error.code
    }
}

@Suite struct CodecTests {
    private let sample = Sample(numbers: [1, -2, .min], word: "Grüße", flag: true)

    @Test func numbersAreLittleEndian() throws {
        var encoder = WireEncoder()
        encoder.append(UInt8(1))
        encoder.append(UInt16(0x0203))
        encoder.append(UInt32(0x0405_0607))
        encoder.append(UInt64(0x0809_0a0b_0c0d_0e0f))
        encoder.append(Int64(-2))
        #expect(
            Hex.encode(encoder.bytes) == "01" + "0302" + "07060504" + "0f0e0d0c0b0a0908" + "feffffffffffffff")
        var decoder = WireDecoder(encoder.bytes)
        #expect(try decoder.uint8() == 1)
        #expect(try decoder.uint16() == 0x0203)
        #expect(try decoder.uint32() == 0x0405_0607)
        #expect(try decoder.uint64() == 0x0809_0a0b_0c0d_0e0f)
        #expect(try decoder.int64() == -2)
        try decoder.finish()
    }

    @Test func messagesAreReadBack() throws {
        #expect(try Sample(wireBytes: sample.wireBytes) == sample)
        let other = Sample(numbers: [], word: "", flag: nil)
        #expect(try Sample(wireBytes: other.wireBytes) == other)
        #expect(sample.digest == Digest(of: sample.wireBytes))
        #expect(sample.digest != other.digest)
    }

    @Test func everyShorterFormIsAnError() {
        let bytes = sample.wireBytes
        for count in 0..<bytes.count {
            #expect(code { () throws(Problem) in _ = try Sample(wireBytes: Array(bytes.prefix(count))) } != nil)
        }
    }

    @Test func bytesLeftOverAreAnError() {
        let bytes = sample.wireBytes + [0]
        #expect(code { () throws(Problem) in _ = try Sample(wireBytes: bytes) } == "malformed-message")
    }

    @Test func anotherKindIsAnError() {
        let bytes = Problem("x", "y").wireBytes
        #expect(code { () throws(Problem) in _ = try Sample(wireBytes: bytes) } == "malformed-message")
    }

    @Test func newerFormatIsNamedWithBothNumbers() throws {
        var bytes = sample.wireBytes
        bytes[4 + Sample.tag.utf8.count] = 7
        do {
            _ = try Sample(wireBytes: bytes)
            Issue.record("a newer format was read")
        } catch {
            #expect(error.code == "newer-format")
            #expect(error.what.contains("format 7") && error.what.contains("format 2"))
        }
    }

    @Test func olderFormatIsReadByItsNumber() throws {
        var encoder = WireEncoder()
        encoder.append(Sample.tag)
        encoder.append(UInt16(1))
        encoder.append(list: [Int64(5)]) { $0.append($1) }
        encoder.append("old")
        #expect(try Sample(wireBytes: encoder.bytes) == Sample(numbers: [5], word: "old", flag: nil))
    }

    @Test func lengthsAreNotBelieved() {
        var encoder = WireEncoder()
        encoder.append(UInt32.max)
        var decoder = WireDecoder(encoder.bytes)
        #expect(code { () throws(Problem) in _ = try decoder.bytes(limit: .max) } == "malformed-message")
        var counting = WireDecoder(encoder.bytes)
        #expect(code { () throws(Problem) in _ = try counting.count(limit: .max) } == "malformed-message")
        var limited = WireDecoder(encoder.bytes)
        #expect(code { () throws(Problem) in _ = try limited.string(limit: 3) } == "malformed-message")
    }

    @Test func oddTruthValuesAndTextsAreErrors() {
        var truth = WireDecoder([2])
        #expect(code { () throws(Problem) in _ = try truth.bool() } == "malformed-message")
        var text = WireDecoder([1, 0, 0, 0, 0xff])
        #expect(code { () throws(Problem) in _ = try text.string() } == "malformed-message")
    }

    @Test func nestedMessagesAreReadBack() throws {
        var encoder = WireEncoder()
        encoder.append(sample)
        encoder.append(Digest(of: "d"))
        var decoder = WireDecoder(encoder.bytes)
        #expect(try decoder.message(Sample.self) == sample)
        #expect(try decoder.digest() == Digest(of: "d"))
        try decoder.finish()
    }
}
