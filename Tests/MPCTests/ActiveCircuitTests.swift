import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

/// Circuits in active mode: what they record is true, and the outcome is that of the passive mode.
@Suite struct ActiveCircuitTests {
    private struct Outcome {
        var bits: [SharedBits] = []
        var planes: [SharedPlanes] = []
        var elements: [Shared<Mersenne61>] = []
    }

    private static func circuits(
        _ session: Session, _ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>, _ bits: SharedBits
    ) throws -> Outcome {
        var outcome = Outcome()
        outcome.bits.append(try session["less"].isLess(x, y))
        outcome.bits.append(try session["equal"].isEqual(x, y))
        outcome.planes.append(try session["planes"].toBits(x, width: 11))
        outcome.elements.append(try session["field"].toField(bits))
        outcome.bits.append(try session["bit"].toBit(outcome.elements[0]))
        outcome.bits += try session["below"].isLess(outcome.planes[0], thanEach: [5, 1000])
        outcome.elements.append(try session["count"].countOnes(outcome.bits))
        outcome.elements.append(try session["shift"].shiftedDown(x, by: 5))
        for chain in [3, 61] {
            let part = session["chain"][chain]
            let u = Planes(ofComponents: x, rows: 0..<x.count, width: 61, role: session.role) { element, _ in
                element.value
            }
            let c = try part["save"].carrySave(u)
            let carry = try part["carry"].carryOut(
                u.list.map { Factor($0) }, c.map { Factor($0) }, by: CarryChain(places: 61, block: chain))
            outcome.bits.append(SharedBits(words: carry.words, count: x.count))
        }
        return outcome
    }

    @Test(arguments: [1, 2, 63, 65]) func sameAsPassive(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = dealer.random(count, in: -1000...1000)
        let x = dealer.numbers(plain)
        let y = dealer.numbers(plain.map { $0 % 2 == 0 ? $0 : 7 })
        let bits = dealer.bits(dealer.randomBits(count))
        func run(_ mode: SecurityMode) throws -> Parts<Outcome> {
            try runThreeParties(mode: mode) { session in
                let role = session.role
                let outcome = try Self.circuits(session["circuits"], x[role], y[role], bits[role])
                try session["end"].verify()
                return outcome
            }
        }
        let (active, passive) = (try run(.active), try run(.passive))
        #expect(
            try Parts { active[$0].bits }.reconstructed() == Parts { passive[$0].bits }.reconstructed())
        #expect(
            try Parts { active[$0].planes[0] }.reconstructed() == Parts { passive[$0].planes[0] }.reconstructed())
        for k in 0..<3 {
            #expect(
                try Parts { active[$0].elements[k] }.reconstructed()
                    == Parts { passive[$0].elements[k] }.reconstructed())
        }
    }

    /// One bit of any message of a comparison, a conversion and a shift: no honest party gets past the verification.
    @Test func aFalseMessageIsFound() throws {
        var dealer = Dealer(seed: 2)
        let x = dealer.numbers([5, -6, 7])
        let bits = dealer.bits([true, false, true])
        let program: @Sendable (Session) throws -> Int = { session in
            _ = try session["less"].isNegative(x[session.role])
            let elements = try session["field"].toField(bits[session.role])
            _ = try session["bit"].toBit(elements)
            let messages = session.metrics.steps
            try session["end"].verify()
            return messages
        }
        let messages = try runThreeParties(mode: .active, program)[.first]
        for cheat in Role.allCases {
            for message in 0..<messages {
                let parties = ThreeParties(mode: .active) { role, link in
                    role == cheat ? HostileLink(link, message: message, .flip(bit: 0)) : link
                }
                let outcomes = parties.outcomes(program)
                for role in Role.allCases where role != cheat {
                    #expect(throws: MPCError.self) { try outcomes[role].get() }
                }
            }
        }
    }
}
