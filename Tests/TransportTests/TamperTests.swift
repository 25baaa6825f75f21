import MPC
import Testing
import Wire

@testable import Transport

@Suite struct TamperTests {
    private static func attack(
        _ body: @escaping @Sendable (TLSChannel) throws -> Void
    ) throws -> [Result<(LinkError, Problem?)?, any Error>] {
        let trio = try Trio()
        let leased = (0..<3).map { _ in Gate() }
        return inParallel(3) { index in
            let link = try trio.lease(index)
            leased[index].open()
            for gate in leased { gate.wait() }
            if index == 1 { try body(link.left.channel) }
            do throws(LinkError) {
                _ = try link.receive(8, tag: 0x0102_0304, from: .right)
                return nil
            } catch {
                return (error, link.failure)
            }
        }
    }

    @Test(arguments: [0, 8, 31, 63]) func aFlippedTagIsOutOfStep(_ bit: UInt64) throws {
        let tag: UInt64 = 0x0102_0304
        let results = try Self.attack { try $0.send([UInt8](repeating: 0, count: 8), tag: tag ^ (1 << bit)) }
        #expect(try results[0].get()?.0 == .outOfStep(node: "rome", expected: tag, got: tag ^ (1 << bit)))
        for index in 0..<3 { #expect(try results[index].get()?.1?.code == "out-of-step") }
    }

    @Test(arguments: [7, 9, 1 << 31]) func aFlippedLengthIsAnErrorAtOnce(_ count: Int) throws {
        let results = try Self.attack { channel in
            var header = [UInt8](repeating: 0, count: 12)
            header.withUnsafeMutableBytes { bytes in
                if let start = bytes.baseAddress { Frame.Header(count: count, tag: 0x0102_0304).write(to: start) }
            }
            channel.outgoing += header
            _ = try channel.flush()
        }
        #expect(try results[0].get()?.0 == .wrongLength(node: "rome", expected: 8, got: count))
    }

    /// A relay between two nodes changes one byte of the ciphertext.
    @Test func aByteChangedOnTheWayEndsTheJob() throws {
        var relays: [Relay] = []
        let trio = try Trio(detour: { index, address in
            guard index == 1 else { return address }
            let relay = try Relay(to: address)
            relays.append(relay)
            return relay.address
        })
        let relay = try #require(relays.first)
        defer { relay.stop() }
        #expect(trio.greetsAll("before"))
        let leased = (0..<3).map { _ in Gate() }
        let errors = inParallel(3) { index -> (LinkError, Problem?)? in
            let link = try trio.lease(index)
            leased[index].open()
            for gate in leased { gate.wait() }
            if index == 0 { relay.corruptNextBytes() }
            do throws(LinkError) {
                try link.send([UInt8](repeating: 1, count: 1000), tag: 5, to: .right)
                _ = try link.receive(1000, tag: 5, from: .left)
                _ = try link.receive(1000, tag: 6, from: .left)
                return nil
            } catch {
                return (error, link.failure)
            }
        }
        // rome finds the bytes of munich changed; nobody computes with them.
        #expect(try errors[1].get()?.0 == .lost(node: "munich"))
        #expect(try errors[1].get()?.1?.what.contains("changed on the way") == true)
        for error in errors { #expect(try error.get() != nil) }
    }
}
