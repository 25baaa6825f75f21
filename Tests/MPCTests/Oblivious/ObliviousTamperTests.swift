import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

/// A party that alters, drops or repeats any one of the messages of a shuffle or a sort: nothing wrong is opened.
@Suite struct ObliviousTamperTests {
    static let tamperings: [Tampering] = [.flip(bit: 0), .flip(bit: 60), .drop, .duplicate, .lengthen]

    /// What the honest parties open, if anything, must be what it is without the deviation.
    private static func expectCaught(
        _ program: @escaping @Sendable (Session) throws -> [UInt64], expected: [UInt64],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for hostile in Role.allCases {
            let messages = try messageCount(hostile, program)
            for message in 0..<messages {
                let tampering = tamperings[message % tamperings.count]
                for tampering in Set([tampering, .flip(bit: message)]) {
                    let outcomes = ThreeParties(mode: .active) { role, link in
                        role == hostile ? HostileLink(link, message: message, tampering) : link
                    }.outcomes(program)
                    for honest in Role.allCases where honest != hostile {
                        guard case .success(let opened) = outcomes[honest] else { continue }
                        #expect(
                            opened == expected, "\(hostile) \(message) \(tampering)", sourceLocation: sourceLocation)
                    }
                }
            }
        }
    }

    private static func messageCount(
        _ role: Role, _ program: @escaping @Sendable (Session) throws -> [UInt64]
    ) throws -> Int {
        let links = MemoryLink.ring().map { HostileLink($0, message: -1, .drop) }
        nonisolated(unsafe) let link = links[role.index]
        _ = try ThreeParties(mode: .active, links: links) { (($0 as? HostileLink)?.inner as? MemoryLink)?.close() }
            .run(program)
        return link.sent
    }

    /// Without the verification the same deviations do falsify a shuffle, so the tests above can fail.
    @Test func withoutVerificationAShuffleIsFalsified() throws {
        var dealer = Dealer(seed: 33)
        let x = dealer.numbers([3, 5])
        let outcomes = ThreeParties(mode: .passive) { role, link in
            role == .first ? HostileLink(link, message: 0, .flip(bit: 0)) : link
        }.outcomes { session in
            let moved = try session["shuffle"].shuffle(Records(count: 2, columns: [x[session.role]]))
            return try session["numbers"].reveal(moved.columns[0]).map(\.value).sorted()
        }
        #expect(try outcomes[.second].get() != [3, 5])
    }

    @Test func noShuffleIsFalsified() throws {
        var dealer = Dealer(seed: 31)
        let x = dealer.numbers([3, 5])
        let words = dealer.share([BitWord(value: 30), BitWord(value: 50)])
        try Self.expectCaught(
            { session in
                let records = Records(count: 2, columns: [x[session.role]], words: [words[session.role]])
                let moved = try session["shuffle"].shuffle(records)
                let numbers = try session["numbers"].reveal(moved.columns[0]).map(\.value)
                let bits = try session["words"].reveal(SharedBits(words: moved.words[0], count: 128)).words
                return numbers.sorted() + bits.sorted()
            }, expected: [3, 5, 30, 50])
    }

    @Test(arguments: [SortingPlan.comparisons, .digits(bits: 2)]) func noSortIsFalsified(plan: SortingPlan) throws {
        var dealer = Dealer(seed: 32)
        let keys = dealer.planes([2, 1, 2], width: 2)
        try Self.expectCaught(
            { session in
                let sorted = try session["sort"].sort(keys: keys[session.role], plan: plan)
                return try sorted.rows.planes.enumerated().flatMap { j, plane in
                    try session["rows"][j].reveal(plane).words
                }
            }, expected: [0b001, 0b100])
    }
}
