import Testing

@testable import Primitives

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

/// Streams of one key that begin at different places.
@Suite struct KeyStreamSourceTests {
    private let source = KeyStreamSource(key: Array(0..<16))

    private func draw(_ stream: KeyStream, _ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0xaa, count: count)
        bytes.withUnsafeMutableBytes { stream.fill($0) }
        return bytes
    }

    /// The place is the upper 96 bits of the counter, so the stream at place 0 is the stream of the key.
    @Test func thePlaceIsTheUpperPartOfTheCounter() {
        #expect(draw(source.stream(at: .init(high: 0, low: 0)), 100) == draw(KeyStream(key: Array(0..<16)), 100))
        let digest = Digest(of: "a step")
        #expect(draw(source.stream(at: .init(digest)), 100) == draw(source.stream(at: .init(digest)), 100))
        #expect(draw(source.stream(at: .init(digest)), 100) != draw(source.stream(at: .init(Digest(of: "b"))), 100))
    }

    @Test func streamsOfOneKeyDoNotDisturbEachOther() {
        let places = (0..<12).map { KeyStreamSource.Place(Digest(of: "step \($0)")) }
        let alone = places.map { draw(source.stream(at: $0), 64) }
        let streams = places.map { source.stream(at: $0) }
        var together = streams.map { draw($0, 24) }
        for (i, stream) in streams.enumerated().reversed() { together[i] += draw(stream, 40) }
        #expect(together == alone)
    }
}
