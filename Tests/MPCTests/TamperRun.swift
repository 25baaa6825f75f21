import Fields
import Foundation
import SecretSharing
import TestSupport

@testable import MPC

/// Runs of a protocol in which one party deviates in one message.
struct TamperRun {
    /// What became of all runs.
    struct Tally {
        var messages = 0
        var deviations = 0
        /// Both honest parties ended with an error.
        var aborted = 0
        /// Both have the right values.
        var harmless = 0
        /// One has the right values, the other an error.
        var oneSided = 0
        /// The same, though it was not the last message that was tampered with.
        var oneSidedTooEarly = 0
        /// An honest party has wrong values, or the two together hand over wrong values.
        var wrong = 0
    }

    /// A deviation of one party.
    struct Deviation: Hashable, Sendable {
        var party: Role
        var message: Int
        var tampering: Tampering
    }

    let tampered: TamperCase

    /// The tags of the steps of the first verifications at which the parties compare what they hold.
    private static let comparisons = Set(
        (0..<20).flatMap { n in
            ["compare/coins", "compare/opened", "zero"].map { Step(path: "/verification \(n)/\($0)").tag }
        })

    /// The messages that a party sends.
    private struct Plan {
        var log: [HostileLink.Sent]
        /// How many of them come before the last verification.
        var worked: Int

        /// Whether it is in the last step that the deviation does harm, after which a party needs nothing of the others. A
        /// message that comes twice or late is found at the next one.
        func isLast(_ number: Int, _ tampering: Tampering) -> Bool {
            var found = number
            if [.duplicate, .delay].contains(tampering) {
                found = log.indices.first { $0 > number && log[$0].to == log[number].to } ?? number
            }
            return log[found].tag == log.last?.tag
        }
    }

    /// Every deviation, or a sample.
    ///
    /// In a sample each message meets one deviation, or several where there are few messages; of long protocols only some
    /// messages do. Where the protocol is not to be tampered with wholly, only those before the last verification do.
    func tally(all: Bool) throws -> Tally {
        let (plans, honest) = try dryRun()
        var tally = Tally()
        for role in Role.allCases {
            let plan = plans[role.index]
            tally.messages += plan.log.count
            let end = all || tampered.isTamperedWithWholly ? plan.log.count : plan.worked
            // Of long protocols some messages, of each party others.
            let step = all || end < 40 ? 1 : end / 5
            let chosen = Array(stride(from: role.index * step / 3, to: end, by: step))
            for number in chosen {
                let message = plan.log[number]
                let possible = Self.changes(of: message, seed: UInt64(number)) + Self.others(of: message)
                let turn = 7 * number + 5 * role.index
                let count = all ? possible.count : min(possible.count, max(1, 8 / chosen.count))
                for k in 0..<count {
                    let tampering = possible[(turn + k * max(1, possible.count / count)) % possible.count]
                    let deviation = Deviation(party: role, message: number, tampering: tampering)
                    let isLast = plan.isLast(number, tampering)
                    add(outcomes(deviation), deviation, isLast: isLast, honest: honest, to: &tally)
                }
            }
        }
        return tally
    }

    /// The lowest, the highest and a random bit of the first, a middle and the last element; above the 61 bits of a number
    /// there are three bits that only words have.
    private static func changes(of message: HostileLink.Sent, seed: UInt64) -> [Tampering] {
        let count = message.length / 8
        guard count > 0 else { return [] }
        var generator = SeededGenerator(seed: seed)
        let places = [0, count / 2, count - 1]
        let bits = [0, 60, 63, Int.random(in: 1..<60, using: &generator)]
        var seen: Set<Tampering> = []
        let flips = bits.flatMap { bit in places.map { Tampering.flip(bit: 64 * $0 + bit) } }
        return flips.filter { seen.insert($0).inserted }
    }

    private static func others(of message: HostileLink.Sent) -> [Tampering] {
        [.drop, .duplicate, .delay, .retag, .shorten, .lengthen] + (message.canBeReplayed ? [.replay] : [])
    }

    private func add(
        _ outcomes: Parts<Result<[UInt64], any Error>>, _ deviation: Deviation, isLast: Bool, honest: [[UInt64]],
        to tally: inout Tally
    ) {
        tally.deviations += 1
        let others = [deviation.party.right, deviation.party.left]
        let finished = others.compactMap { role in (try? outcomes[role].get()).map { (role: role, values: $0) } }
        if finished.contains(where: { $0.values != honest[$0.role.index] }) {
            tally.wrong += 1
        } else {
            switch finished.count {
            case 0: tally.aborted += 1
            case 1:
                tally.oneSided += 1
                if !isLast { tally.oneSidedTooEarly += 1 }
            default: tally.harmless += 1
            }
        }
    }

    private func dryRun() throws -> (plans: [Plan], honest: [[UInt64]]) {
        nonisolated(unsafe) var links: [HostileLink] = []
        let parties = ThreeParties(mode: .active) { _, link in
            links.append(HostileLink(link, message: -1, .drop))
            return links[links.count - 1]
        }
        let marks = try parties.run { session in try marked(session) }
        let plans = Role.allCases.map { Plan(log: links[$0.index].log, worked: marks[$0].worked) }
        return (plans, Role.allCases.map { marks[$0].values })
    }

    private func outcomes(_ deviation: Deviation) -> Parts<Result<[UInt64], any Error>> {
        let parties = ThreeParties(mode: .active) { role, link in
            role == deviation.party
                ? HostileLink(link, message: deviation.message, deviation.tampering, ignoring: Self.comparisons) : link
        }
        return parties.outcomes { try marked($0).values }
    }

    private func marked(_ session: Session) throws -> (values: [UInt64], worked: Int) {
        session.state.ledgerBound = tampered.ledgerBound
        let outcome = try tampered.program(session["work"], TamperCase.Inputs.dealt[session.role])
        let worked = (session.state.link as? HostileLink)?.sent ?? 0
        if tampered.ending == .handOver {
            let given = try session["open"].handOver(outcome.numbers)
            return ((given.own + given.next).map(\.value), worked)
        }
        try session.verify()
        var values: [UInt64] = []
        if outcome.numbers.count > 0 { values += try session["numbers"].reveal(outcome.numbers).map(\.value) }
        if !outcome.bits.isEmpty { values += try session["bits"].reveal(outcome.joinedBits).words }
        return (values, worked)
    }
}

extension TamperCase.Outcome {
    /// The bits of all vectors as one, each from a new word on.
    fileprivate var joinedBits: SharedBits {
        let words = Shared<BitWord>.concatenating(bits.map { SharedBits(own: $0.own, next: $0.next).words })
        return SharedBits(words: words, count: 64 * words.count)
    }
}
