import Fields
import MPC
import SecretSharing
import TestSupport
import Testing

/// One party alters one of its messages, every message and every role in turn.
///
/// In passive mode a changed payload is not found by the protocol, by design; the comparison of the overlaps at the
/// hand-over, or of the two copies at a reveal, finds what made the parties' copies differ. Everything else, a
/// message with another tag or length, lost, doubled or late, ends in an error and never in a crash or an endless
/// wait.
@Suite struct TamperTests {
    private struct Tally {
        var deviations = 0
        var aborted = 0
        var refused = 0
        var harmless = 0
        var wrong = 0
    }

    /// Comparison, conversion, product and reveal: every kind of message there is.
    private static func program(_ x: Parts<Shared<Mersenne61>>) -> @Sendable (Session) throws -> Shared<Mersenne61> {
        { session in
            let x = x[session.role]
            let sign = try session["sign"].isNegative(x)
            let field = try session["field"].toField(sign)
            let size = try session["size"].multiply(field, x)
            _ = try session["sum"].reveal(size.sum())
            return try session["result"].handOver(size)
        }
    }

    private static func tally(_ tamperings: [Tampering]) throws -> Tally {
        var dealer = Dealer()
        let x = dealer.numbers([-5, 7, 0])
        let program = program(x)
        let honest = try runThreeParties(program).reconstructed()
        var tally = Tally()
        for tampering in tamperings {
            for corrupted in Role.allCases {
                for message in 0..<13 {
                    tally.deviations += 1
                    let parties = ThreeParties { role, link in
                        role == corrupted ? HostileLink(link, message: message, tampering) : link
                    }
                    do {
                        let handed = try parties.run(program)
                        if try handed.reconstructed() == honest { tally.harmless += 1 } else { tally.wrong += 1 }
                    } catch is MPCError {
                        tally.aborted += 1
                    } catch is SharingError {
                        tally.refused += 1
                    }
                }
            }
        }
        return tally
    }

    @Test func theProgramSendsThirteenMessages() throws {
        var dealer = Dealer()
        let x = dealer.numbers([1])
        nonisolated(unsafe) var links: [HostileLink] = []
        let parties = ThreeParties { _, link in
            links.append(HostileLink(link, message: -1, .drop))
            return links[links.count - 1]
        }
        _ = try parties.run(Self.program(x))
        #expect(links.map(\.sent) == [13, 13, 13])
    }

    @Test func anotherTagLengthOrALostMessageAlwaysAborts() throws {
        let tally = try Self.tally([.retag, .shorten, .lengthen, .drop])
        #expect(tally.aborted == tally.deviations)
    }

    /// The last message to a neighbour may come twice without anybody reading it again; a late one is then a lost
    /// one.
    @Test func doubledAndLateMessagesAbortOrChangeNothing() throws {
        let doubled = try Self.tally([.duplicate])
        #expect(doubled.wrong == 0 && doubled.refused == 0)
        #expect(doubled.harmless == 2 * 3)
        let late = try Self.tally([.delay])
        #expect(late.aborted == late.deviations)
    }

    /// Never a crash or a wait without end. That some results are wrong is what the active mode is for.
    @Test func changedPayloadsEndInAnErrorOrInAResult() throws {
        let tally = try Self.tally([.flip(bit: 0), .flip(bit: 63), .flip(bit: 60)])
        #expect(tally.aborted + tally.refused + tally.harmless + tally.wrong == tally.deviations)
        #expect(tally.aborted > 0)
    }

    @Test func aWordOutsideTheFieldNamesItsSender() throws {
        var dealer = Dealer()
        let x = dealer.numbers([1])
        let parties = ThreeParties { role, link in
            role == .second ? HostileLink(link, message: 0, .flip(bit: 63)) : link
        }
        #expect(throws: MPCError.notCanonical(node: "second party", step: "square")) {
            try parties.run { try $0["square"].multiply(x[$0.role], x[$0.role]) }
        }
    }

    @Test(arguments: [0, 1]) func aFalseCopyAtARevealIsFound(message: Int) throws {
        var dealer = Dealer()
        let x = dealer.numbers([1])
        let parties = ThreeParties { role, link in
            role == .third ? HostileLink(link, message: message, .flip(bit: 5)) : link
        }
        #expect(throws: MPCError.copiesDiffer(step: "open")) { try parties.run { try $0["open"].reveal(x[$0.role]) } }
    }

    @Test func aPartyThatLeavesEndsTheJobOfTheOthers() throws {
        struct Left: Error {}
        var dealer = Dealer()
        let x = dealer.numbers([1])
        let outcomes = ThreeParties().outcomes { session in
            if session.role == .second { throw Left() }
            return try session["sign"].isNegative(x[session.role]).count
        }
        #expect(outcomes.failures().count == 3)
    }
}
