import Primitives
import Testing

@Suite struct DerivationTests {
    /// RFC 4231, test case 2.
    @Test func hmacKnownAnswer() {
        let tag = HMAC.sha256(key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8))
        #expect(Hex.encode(tag) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func emptyKeyIsNotTheKeyOfTheLastCall() {
        let before = HMAC.sha256(key: [], message: [1])
        _ = HMAC.sha256(key: [9, 9], message: [1])
        #expect(HMAC.sha256(key: [], message: [1]) == before)
    }

    /// RFC 5869, test cases 1 and 3.
    @Test func hkdfKnownAnswers() throws {
        let secret = [UInt8](repeating: 0x0b, count: 22)
        let first = HKDF.derive(
            secret: secret, salt: Array(0...12), info: Array(0xf0...0xf9), count: 42)
        #expect(
            Hex.encode(first)
                == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
        let third = HKDF.derive(secret: secret, salt: [], info: [], count: 42)
        #expect(
            Hex.encode(third)
                == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    }

    /// RFC 7914, section 12, second vector.
    @Test func scryptKnownAnswer() throws {
        let key = try Scrypt.derive(
            passphrase: Array("password".utf8), salt: Array("NaCl".utf8), logN: 10, r: 8, p: 16, count: 64)
        #expect(
            Hex.encode(key)
                == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622"
                + "eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640")
    }

    @Test func scryptRefusesCostsFromABadFile() {
        #expect(throws: PrimitiveError.self) {
            try Scrypt.derive(passphrase: [1], salt: [1], logN: 40, r: 8, p: 1, count: 32)
        }
        #expect(throws: PrimitiveError.self) {
            try Scrypt.derive(passphrase: [1], salt: [1], logN: 20, r: 32, p: 1, count: 32)
        }
        #expect(throws: PrimitiveError.self) {
            try Scrypt.derive(passphrase: [1], salt: [1], logN: 10, r: 0, p: 1, count: 32)
        }
    }

    @Test func randomBytesDiffer() {
        #expect(SecureRandom.bytes(0).isEmpty)
        #expect(SecureRandom.bytes(32) != SecureRandom.bytes(32))
    }
}
