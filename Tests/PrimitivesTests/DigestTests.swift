import Primitives
import Testing

@Suite struct DigestTests {
    @Test func knownAnswers() {
        #expect(
            Digest(of: "abc").hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            Digest(of: [UInt8]()).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func piecesGiveTheSameDigestAndTheBuilderStartsAnew() {
        let builder = DigestBuilder()
        for _ in 0..<2 {
            builder.update([0x61])
            builder.update([])
            builder.update([0x62, 0x63])
            #expect(builder.finish() == Digest(of: "abc"))
        }
    }

    @Test func textFormIsReadBackAndBadOnesAreNot() {
        let digest = Digest(of: "x")
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(hex: digest.hex.uppercased()) == digest)
        #expect(Digest(hex: String(digest.hex.dropLast())) == nil)
        #expect(Digest(hex: String(digest.hex.dropLast(2))) == nil)
        #expect(Digest(hex: "g" + digest.hex.dropFirst()) == nil)
        #expect(Digest(bytes: [1, 2, 3]) == nil)
        #expect(digest.description == digest.hex)
    }

    @Test func orderIsThatOfTheBytes() throws {
        let low = try #require(Digest(bytes: [UInt8](repeating: 1, count: 32)))
        let high = try #require(Digest(bytes: [2] + [UInt8](repeating: 0, count: 31)))
        #expect(low < high)
        #expect(low != high)
    }

    @Test func comparisonOfBytes() {
        #expect(constantTimeEqual([], []))
        #expect(constantTimeEqual([1, 2], [1, 2]))
        #expect(!constantTimeEqual([1, 2], [1, 3]))
        #expect(!constantTimeEqual([1, 2], [1, 2, 3]))
    }
}
