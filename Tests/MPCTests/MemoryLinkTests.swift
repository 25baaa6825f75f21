import MPC
import SecretSharing
import Testing

@Suite struct MemoryLinkTests {
    private static func send(_ bytes: [UInt8], tag: UInt64, over link: MemoryLink, to neighbour: Neighbour) throws {
        try bytes.withUnsafeBytes { try link.send($0, tag: tag, to: neighbour) }
    }

    private static func receive(
        _ count: Int, tag: UInt64, over link: MemoryLink, from neighbour: Neighbour
    ) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try bytes.withUnsafeMutableBytes { try link.receive(into: $0, tag: tag, from: neighbour) }
        return bytes
    }

    @Test func messagesArriveInOrderOnBothSides() throws {
        let ring = MemoryLink.ring()
        try Self.send([1, 2], tag: 7, over: ring[0], to: .right)
        try Self.send([3], tag: 8, over: ring[0], to: .right)
        try Self.send([], tag: 9, over: ring[0], to: .left)
        #expect(try Self.receive(2, tag: 7, over: ring[1], from: .left) == [1, 2])
        #expect(try Self.receive(1, tag: 8, over: ring[1], from: .left) == [3])
        #expect(try Self.receive(0, tag: 9, over: ring[2], from: .right) == [])
    }

    @Test func anotherTagOrLengthIsAnError() throws {
        let ring = MemoryLink.ring()
        try Self.send([1], tag: 7, over: ring[0], to: .right)
        #expect(throws: LinkError.outOfStep(node: "first party", expected: 8, got: 7)) {
            try Self.receive(1, tag: 8, over: ring[1], from: .left)
        }
        try Self.send([1], tag: 7, over: ring[0], to: .right)
        #expect(throws: LinkError.wrongLength(node: "first party", expected: 2, got: 1)) {
            try Self.receive(2, tag: 7, over: ring[1], from: .left)
        }
    }

    @Test func whoeverWaitsForAPartyThatLeftGetsAnError() throws {
        let ring = MemoryLink.ring()
        try Self.send([5], tag: 1, over: ring[0], to: .right)
        ring[0].close()
        #expect(try Self.receive(1, tag: 1, over: ring[1], from: .left) == [5])
        #expect(throws: LinkError.lost(node: "first party")) {
            try Self.receive(1, tag: 2, over: ring[1], from: .left)
        }
    }
}
