import MPC
import Primitives
import SecretSharing
import Testing
import Wire

@testable import Transport

@Suite struct JobTests {
    @Test func hopsGoRound() throws {
        let trio = try Trio()
        let sums = trio.run { index, link in
            var value = UInt8(index)
            for step in 0..<300 {
                try link.send([value, UInt8(step & 255)], tag: UInt64(step), to: .left)
                let got = try link.receive(2, tag: UInt64(step), from: .right)
                guard got[1] == UInt8(step & 255) else { throw Problem("test", "wrong message") }
                value = got[0]
            }
            return value
        }
        // 300 steps of a ring of three bring every value home.
        for (index, sum) in sums.enumerated() { #expect(try sum.get() == UInt8(index)) }
    }

    @Test func largeMessagesInAllDirectionsAtOnce() throws {
        let trio = try Trio()
        let size = 8 << 20
        let results = trio.run { index, link in
            func message(_ from: Int, _ salt: Int) -> [UInt8] {
                var bytes = [UInt8](repeating: UInt8(16 * salt + from), count: size)
                bytes[size - 1] = 99
                bytes[20000] = 98
                return bytes
            }
            for round in 0..<2 {
                try link.send(message(index, 1 + round), tag: 1, to: .left)
                try link.send(message(index, 3 + round), tag: 1, to: .right)
                guard try link.receive(size, tag: 1, from: .left) == message((index + 2) % 3, 3 + round),
                    try link.receive(size, tag: 1, from: .right) == message((index + 1) % 3, 1 + round)
                else { return false }
            }
            return true
        }
        for result in results { #expect(try result.get()) }
    }

    @Test func messagesOfManySizesKeepTheirOrder() throws {
        let trio = try Trio()
        let sizes = [0, 1, 3, 16371, 16372, 16373, 16384, 32756, 65536, 100_001, 0, 12]
        let results = trio.run { index, link in
            for (step, size) in sizes.enumerated() {
                try link.send([UInt8](repeating: UInt8(step * 3 + index), count: size), tag: UInt64(step), to: .right)
            }
            for (step, size) in sizes.enumerated() {
                let expected = [UInt8](repeating: UInt8(step * 3 + (index + 2) % 3), count: size)
                guard try link.receive(size, tag: UInt64(step), from: .left) == expected else { return false }
            }
            return true
        }
        for result in results { #expect(try result.get()) }
    }

    @Test func secretsArePairwiseAndFresh() throws {
        let trio = try Trio()
        var seen: Set<[UInt8]> = []
        for job in ["one", "two", "two"] {
            let secrets = try trio.run(job) { _, link in [link.pairSecrets.left, link.pairSecrets.right] }
                .map { try $0.get() }
            for index in 0..<3 {
                #expect(secrets[index][1] == secrets[(index + 1) % 3][0])
                #expect(secrets[index][0].count == 32)
                seen.insert(secrets[index][0])
            }
        }
        #expect(seen.count == 9)
    }

    @Test func connectionsAreUsedAgain() throws {
        let trio = try Trio()
        func identities(_ job: String) throws -> [Set<ObjectIdentifier>] {
            try trio.run(job) { _, link in
                Set([ObjectIdentifier(link.left.channel), ObjectIdentifier(link.right.channel)])
            }.map { try $0.get() }
        }
        // Channels that live on keep their identity; others are all alive at once, so no identity comes twice by chance.
        let first = try identities("first")
        for job in ["second", "third"] { #expect(try identities(job) == first) }
    }

    @Test func severalJobsAtOnceDoNotMix() throws {
        let trio = try Trio()
        let results = inParallel(24) { slot in
            let (index, job) = (slot % 3, slot / 3)
            let link = try trio.lease(index, trio.hello("job \(job)"))
            for step in 0..<50 {
                try link.send([UInt8(job), UInt8(index)], tag: UInt64(step), to: .left)
                guard try link.receive(2, tag: UInt64(step), from: .right) == [UInt8(job), UInt8((index + 1) % 3)]
                else { return false }
            }
            link.finish(reusable: true)
            return true
        }
        for result in results { #expect(try result.get()) }
    }

    @Test(arguments: [
        [true, true, true], [true, true, false], [true, false, true], [false, true, true],
    ])
    func whoHasNoAddressDials(_ listening: [Bool]) throws {
        let trio = try Trio(listening: listening)
        #expect(trio.greetsAll("a"))
        #expect(trio.greetsAll("b"))
    }

    @Test func theLowerRoleDialsIfBothCanBeDialled() throws {
        let trio = try Trio(listening: [true, false, true], started: [false, false, false])
        let (first, second, third) = try (trio.peers(0), trio.peers(1), trio.peers(2))
        #expect(first.dials(.third) && !third.dials(.first))
        #expect(second.dials(.first) && !first.dials(.second))
        #expect(second.dials(.third) && !third.dials(.second))
    }
}
