import Fields
import MPC
import SecretSharing
import TestSupport
import Testing

@Suite struct PermuteTests {
    @Test(arguments: SecurityMode.allCases, ShuffleTests.sizes) func secretPermutations(
        mode: SecurityMode, count: Int
    ) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = (0..<count).map { 100 + $0 }
        let destinations = Array(0..<count).shuffled(using: &dealer.generator)
        let (x, d) = (dealer.numbers(plain), dealer.numbers(destinations))
        let outcome = try runThreeParties(mode: mode) { session in
            let records = Records(count: count, columns: [x[session.role]])
            return [
                try session["to"].permute(records, to: d[session.role]).columns[0],
                try session["from"].unpermute(records, from: d[session.role]).columns[0],
            ]
        }
        var there = plain
        for (i, destination) in destinations.enumerated() { there[destination] = plain[i] }
        #expect(try Parts { outcome[$0][0] }.reconstructed() == there)
        #expect(try Parts { outcome[$0][1] }.reconstructed() == destinations.map { plain[$0] })
    }

    @Test func destinationsThatAreNoPermutationEndTheJob() throws {
        var dealer = Dealer()
        let d = dealer.numbers([0, 2, 2])
        #expect(throws: MPCError.notAPermutation(step: "to/open")) {
            try runThreeParties(mode: .active) { session in
                _ = try session["to"].permute(Records(count: 3), to: d[session.role])
            }
        }
    }
}
