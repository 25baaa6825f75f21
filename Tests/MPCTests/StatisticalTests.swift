import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

/// What a party sees does not depend on the secrets: chi-squared tests of bytes and bits, each with a false-alarm rate of
/// 10^-6; all seeds are fixed, so a test passes always or never.
@Suite struct StatisticalTests {
    private static let length = 2000

    /// Counts of the values of the low byte of each number in messages of eight bytes an element.
    private static func lowBytes(_ messages: [[UInt8]]) -> [Int] {
        var counts = [Int](repeating: 0, count: 256)
        for message in messages { for i in stride(from: 0, to: message.count, by: 8) { counts[Int(message[i])] += 1 } }
        return counts
    }

    /// The statistic of two samples against one common distribution.
    private static func difference(_ a: [Int], _ b: [Int]) -> Double {
        let (sumA, sumB) = (Double(a.reduce(0, +)), Double(b.reduce(0, +)))
        return zip(a, b).reduce(0) { total, counts in
            let (a, b) = (Double(counts.0), Double(counts.1))
            guard a + b > 0 else { return total }
            let difference = a * sumB - b * sumA
            return total + difference * difference / ((a + b) * sumA * sumB)
        }
    }

    /// All that one party receives while a program runs, by step; the seeds of keys and shares differ between programs.
    private static func received(
        by party: Role, secret: Int, seed: UInt64, mode: SecurityMode,
        _ program: @escaping @Sendable (Session, Shared<Mersenne61>, SharedBits) throws -> Void
    ) throws -> [[UInt8]] {
        var dealer = Dealer(seed: seed)
        let x = dealer.numbers(Array(repeating: secret, count: length))
        let bits = dealer.bits(Array(repeating: secret != 0, count: 64 * length))
        nonisolated(unsafe) var messages: [[UInt8]] = []
        let parties = ThreeParties(mode: mode, seed: seed) { role, link in
            guard role == party else { return link }
            let listening = AdversaryLink(link)
            listening.onReceive = { _, _, payload in
                messages.append(payload)
                return (payload, [])
            }
            return listening
        }
        _ = try parties.run { try program($0, x[$0.role], bits[$0.role]) }
        return messages
    }

    @Test(arguments: Role.allCases) func sharesDoNotDependOnTheSecret(role: Role) {
        let samples = [0, 1].map { secret in
            var dealer = Dealer(seed: UInt64(7 + secret))
            let share = dealer.numbers(Array(repeating: secret, count: Self.length))[role]
            return Self.lowBytes([Component.bytes(of: share.own), Component.bytes(of: share.next)])
        }
        for sample in samples { #expect(ChiSquared.statistic(sample) < ChiSquared.limit(cells: 256)) }
        #expect(Self.difference(samples[0], samples[1]) < ChiSquared.limit(cells: 256))
    }

    private typealias Program = @Sendable (Session, Shared<Mersenne61>, SharedBits) throws -> Void

    private static let programs: [String: Program] = [
        "product": { session, x, _ in _ = try session["step"].multiply(x, x) },
        "and": { session, _, bits in _ = try session["step"].and(bits, bits) },
        "sum of products": { session, x, _ in _ = try session["step"].multiplyAdding([(x, x), (x, x)]) },
        "shuffle": { session, x, bits in
            _ = try session["step"].shuffle(Records(count: x.count, columns: [x], words: [bits.words]))
        },
    ]

    @Test(arguments: Role.allCases, programs.keys.sorted())
    func messagesDoNotDependOnTheSecret(party: Role, name: String) throws {
        let program = try #require(Self.programs[name])
        for mode in [SecurityMode.passive, .active] {
            let samples = try [0, 1].map { secret in
                let messages = try Self.received(
                    by: party, secret: secret, seed: UInt64(11 + secret), mode: mode, program)
                return Self.lowBytes(messages)
            }
            // In the passive shuffle the leader receives nothing.
            guard samples[0].contains(where: { $0 > 0 }) else { continue }
            for sample in samples { #expect(ChiSquared.statistic(sample) < ChiSquared.limit(cells: 256)) }
            #expect(Self.difference(samples[0], samples[1]) < ChiSquared.limit(cells: 256))
        }
    }

    /// The sums, masked products and openings of a verification, over many verifications of the same two products.
    @Test(arguments: Role.allCases) func theVerificationDoesNotDependOnTheData(party: Role) throws {
        let samples = try [0, 1].map { secret in
            try Self.lowBytes(
                (0..<40).flatMap { seed in
                    var dealer = Dealer(seed: 1000 + UInt64(2 * seed + secret))
                    let x = dealer.numbers([secret, secret])
                    nonisolated(unsafe) var messages: [[UInt8]] = []
                    let parties = ThreeParties(mode: .active, seed: UInt64(2 * seed + secret)) { role, link in
                        guard role == party else { return link }
                        let listening = AdversaryLink(link)
                        listening.onReceive = { _, _, payload in
                            messages.append(payload)
                            return (payload, [])
                        }
                        return listening
                    }
                    _ = try parties.run { session in
                        _ = try session["product"].multiply(x[session.role], x[session.role])
                        _ = try session["inner"].innerProducts([(x[session.role], x[session.role])])
                        try session.verify()
                    }
                    return messages
                })
        }
        for sample in samples { #expect(ChiSquared.statistic(sample) < ChiSquared.limit(cells: 256)) }
        #expect(Self.difference(samples[0], samples[1]) < ChiSquared.limit(cells: 256))
    }

    /// Each of the six orders of three rows comes up as often as the others.
    @Test(arguments: [SecurityMode.passive, .active]) func shufflesAreUniform(mode: SecurityMode) throws {
        var dealer = Dealer()
        let rows = dealer.numbers([0, 1, 2])
        let opened = try runThreeParties(mode: mode) { session in
            let shuffled = try (0..<600).map { k in
                try session[k].shuffle(Records(count: 3, columns: [rows[session.role]])).columns[0]
            }
            let values = try session["open"].reveal(.concatenating(shuffled)).map(\.value)
            return (0..<600).map { Array(values[3 * $0..<3 * $0 + 3]) }
        }
        var counts: [[UInt64]: Int] = [:]
        for order in opened[.first] { counts[order, default: 0] += 1 }
        #expect(counts.count == 6)
        #expect(ChiSquared.statistic(Array(counts.values)) < ChiSquared.limit(cells: 6))
    }
}
