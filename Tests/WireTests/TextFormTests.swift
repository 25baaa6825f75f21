import Testing
import Wire

@Suite struct TextFormTests {
    @Test(arguments: ["127.0.0.1:30000", "node1.example.org:1", "[::1]:30000", "[fe80::1%eth0]:80", "localhost:0"])
    func addressesAreReadAndWrittenBack(_ text: String) throws {
        #expect(try #require(HostPort(text)).description == text)
    }

    @Test(arguments: [
        "", ":", "host", "host:", ":80", "host:65536", "host:+1", "host:-1", "::1:80", "[::1]", "[]:80", "a b:80",
        "host:80 ", "[host]:80", "http://a:80", "ä:80",
    ])
    func otherTextsAreNot(_ text: String) {
        #expect(HostPort(text) == nil)
    }

    @Test func base64KnownAnswers() {
        #expect(Base64URL.encode([]) == "")
        #expect(Base64URL.encode(Array("f".utf8)) == "Zg")
        #expect(Base64URL.encode(Array("foobar".utf8)) == "Zm9vYmFy")
        #expect(Base64URL.encode([0xfb, 0xff]) == "-_8")
    }

    @Test func base64IsReadBackInOneFormOnly() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 89 &+ count) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        #expect(Base64URL.decode("Zh") == nil)
        #expect(Base64URL.decode("Z") == nil)
        #expect(Base64URL.decode("Zg==") == nil)
        #expect(Base64URL.decode("Zm+v") == nil)
    }
}
