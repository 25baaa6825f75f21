import Primitives
import Testing

@Suite struct KeyStreamTests {
    private let key = Array(UInt8(0)..<16)

    private func draw(_ stream: KeyStream, _ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0xaa, count: count)
        bytes.withUnsafeMutableBytes { stream.fill($0) }
        return bytes
    }

    /// The first block is AES-128 of the zero block: FIPS 197 gives the cipher; this value was computed apart from it.
    @Test func firstBlocksAreTheCipherOfTheCounter() {
        let zeroKey = KeyStream(key: [UInt8](repeating: 0, count: 16))
        #expect(
            Hex.encode(draw(zeroKey, 32)) == "66e94bd4ef8a2c3b884cfa59ca342b2e58e2fccefa7e3061367f1d57a4e7455a")
    }

    @Test func cutsDoNotChangeTheStream() {
        let whole = draw(KeyStream(key: key), 400_000)
        let stream = KeyStream(key: key)
        var pieces: [UInt8] = []
        var count = 1
        while pieces.count + count <= whole.count {
            pieces += draw(stream, count)
            count = count * 7 % 100_003 + (count % 3)
        }
        #expect(pieces.count > 100_000)
        #expect(pieces[...] == whole.prefix(pieces.count))
    }

    @Test func wordsAreLittleEndianBytesOfTheStream() {
        let bytes = draw(KeyStream(key: key), 8 * 1000 + 3)
        let stream = KeyStream(key: key)
        _ = draw(stream, 3)
        for i in 0..<1000 {
            var expected: UInt64 = 0
            for j in 0..<8 { expected |= UInt64(bytes[3 + 8 * i + j]) << (8 * UInt64(j)) }
            #expect(stream.next() == expected)
        }
    }

    @Test func keysGiveDifferentStreams() {
        #expect(draw(KeyStream(key: key), 16) != draw(KeyStream(key: key.reversed()), 16))
    }
}
