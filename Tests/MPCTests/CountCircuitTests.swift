import Fields
import MPC
import SecretSharing
import TestSupport
import Testing

/// Counting bits, and single bits between the fields.
@Suite struct CountCircuitTests {
    @Test(arguments: [0, 1, 2, 63, 64, 65, 127, 128, 129, 191, 193, 1000]) func ones(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = [
            dealer.randomBits(count), Array(repeating: true, count: count), Array(repeating: false, count: count),
        ]
        let x = plain.map { dealer.bits($0) }
        let outcome = try runThreeParties { session in
            // Complements of complements, so that the bits beyond the end are not 0.
            let vectors = x.map { $0[session.role].not(role: session.role).not(role: session.role) }
            let before = session.metrics.hops
            let counts = try session["ones"].countOnes(vectors)
            return (counts, session.metrics.hops - before)
        }
        #expect(try Parts { outcome[$0].0 }.reconstructed() == plain.map { $0.count { $0 } })
        #expect(outcome[.first].1 == Session.adderLayers(count: count) + 2)
    }

    @Test func noVector() throws {
        let outcome = try runThreeParties { try $0["ones"].countOnes([]) }
        #expect(try outcome.reconstructed() == [])
    }

    /// Zeros and ones as anybody may hold them: dealt, public, and with components at the edges.
    @Test func bitsOfElements() throws {
        let edges: [UInt64] = [
            0, 1, 2, 1 << 59, (1 << 59) - 1, (1 << 60) - 1, 1 << 60, (1 << 60) + (1 << 59), (1 << 61) - 2,
        ]
        var components: [[Mersenne61]] = [[], [], []]
        var plain: [Bool] = []
        for a in edges {
            for b in edges {
                for bit in [0, 1] as [Mersenne61] {
                    let (first, second) = (Mersenne61(unchecked: a), Mersenne61(unchecked: b))
                    for (j, element) in [first, second, bit - first - second].enumerated() {
                        components[j].append(element)
                    }
                    plain.append(bit == .one)
                }
            }
        }
        let parts = components
        let outcome = try runThreeParties { session in
            let role = session.role
            var outcomes: [SharedBits] = []
            for turn in 0..<3 {
                let own = parts[(role.components.own + turn) % 3]
                let next = parts[(role.components.next + turn) % 3]
                outcomes.append(try session["turn"][turn].toBit(Shared(own: own, next: next)))
            }
            return outcomes
        }
        #expect(try outcome.reconstructed() == [plain, plain, plain])
    }
}
