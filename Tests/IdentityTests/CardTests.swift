import Identity
import Primitives
import Testing
import Wire

@Suite struct CardTests {
    @Test func textIsReadBack() throws {
        let card = try PartyKeys.create(name: "munich", now: testDay).card
        #expect(card.name == "munich")
        #expect(card.created == 1_700_000_000)
        #expect(card.certificatePin == Digest(of: card.certificateDER))
        #expect(card.text.hasPrefix("trefoil-card:1:"))
        #expect(try PartyCard(text: " \(card.text)\n") == card)
    }

    @Test func fileIsReadBack() throws {
        let scratch = try Scratch()
        let card = try PartyKeys.create(name: "munich", now: testDay).card
        try card.save(to: scratch.file("munich.card"))
        try card.save(to: scratch.file("munich.card"))
        #expect(try PartyCard.load(from: scratch.file("munich.card")) == card)
        #expect(scratch.names == ["munich.card"])
        #expect(code { () throws(Problem) in _ = try PartyCard.load(from: scratch.file("no")) } == "file-missing")
    }

    @Test func anyChangedByteIsRefused() throws {
        let bytes = try PartyKeys.create(name: "munich", now: testDay).card.wireBytes
        for i in stride(from: 0, to: bytes.count, by: 3) {
            var changed = bytes
            changed[i] ^= 4
            #expect(code { () throws(Problem) in _ = try PartyCard(wireBytes: changed) } != nil, "byte \(i)")
        }
    }

    @Test func otherTextsAreRefused() {
        #expect(code { () throws(Problem) in _ = try PartyCard(text: "hello") } == "bad-card")
        #expect(code { () throws(Problem) in _ = try PartyCard(text: "trefoil-card:1:A") } == "bad-card")
        #expect(code { () throws(Problem) in _ = try PartyCard(text: "trefoil-card:2:AA") } == "newer-format")
    }

    @Test(arguments: ["", "Munich", "a b", ".", "..", "-x", "ü", String(repeating: "a", count: 65), "a/b"])
    func badNames(_ name: String) {
        #expect(code { () throws(Problem) in _ = try PartyKeys.create(name: name, now: testDay) } == "bad-name")
    }

    @Test func goodNames() throws {
        for name in ["a", "node-1.munich_lmu", String(repeating: "z", count: 64)] {
            #expect(try PartyKeys.create(name: name, now: testDay).name == name)
        }
    }
}
