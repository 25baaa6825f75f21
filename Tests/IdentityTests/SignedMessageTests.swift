import Identity
import Primitives
import Testing
import Wire

@Suite struct SignedMessageTests {
    @Test func signaturesHoldForThisPayloadNameAndKeyOnly() throws {
        let keys = try PartyKeys.create(name: "lmu", now: testDay)
        let others = try PartyKeys.create(name: "lmu", now: testDay)
        let message = SignedMessage.sign(payload: [1, 2, 3], by: keys)
        #expect(message.signer == "lmu")
        #expect(message.isValid(key: keys.card.signingKey))
        #expect(!message.isValid(key: others.card.signingKey))
        #expect(try SignedMessage(wireBytes: message.wireBytes) == message)
        for i in stride(from: 0, to: message.wireBytes.count, by: 1) {
            var changed = message.wireBytes
            changed[i] ^= 1
            let read = try? SignedMessage(wireBytes: changed)
            #expect(read?.isValid(key: keys.card.signingKey) != true, "byte \(i)")
        }
    }

    @Test func contentsAreOpenedForTheRightSignerOnly() throws {
        let keys = try PartyKeys.create(name: "lmu", now: testDay)
        let others = try PartyKeys.create(name: "rome", now: testDay)
        let message = SignedMessage.sign(Problem("a", "b"), by: keys)
        #expect(try message.open(Problem.self, by: keys.card) == Problem("a", "b"))
        #expect(code { () throws(Problem) in _ = try message.open(Problem.self, by: others.card) } == "bad-signature")
    }
}
