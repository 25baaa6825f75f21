import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

/// In active mode everything is recorded, and nothing is opened that no verification has covered.
@Suite struct LedgerTests {
    private static let opening: [String: @Sendable (Session, Shared<Mersenne61>) throws -> Void] = [
        "reveal": { _ = try $0["open"].reveal($1) },
        "handOver": { _ = try $0["open"].handOver($1) },
        "bits": { session, _ in
            _ = try session["open"].reveal(SharedBits.constant(true, count: 1, role: session.role))
        },
    ]

    private static let recording: [String: @Sendable (Session, Shared<Mersenne61>) throws -> Void] = [
        "product": { _ = try $0["work"].multiply($1, $1) },
        "innerProduct": { _ = try $0["work"].innerProducts([($1, $1)]) },
        "and": { session, _ in
            let bits = SharedBits.constant(true, count: 1, role: session.role)
            _ = try session["work"].and(bits, bits)
        },
        "claim": { try $0["work"].claimZero($1) },
    ]

    @Test(arguments: recording.keys.sorted(), opening.keys.sorted())
    func activeModeOpensNothingUnverified(work: String, open: String) throws {
        let work = try #require(Self.recording[work])
        let open = try #require(Self.opening[open])
        var dealer = Dealer()
        let x = dealer.numbers([0, 0])
        _ = try runThreeParties(mode: .active) { session in
            try work(session, x[session.role])
            #expect(session.unverified == 1)
            let before = session.metrics
            try open(session, x[session.role])
            #expect(session.unverified == 0)
            #expect((session.metrics - before).hops >= 7)
        }
    }

    @Test(arguments: recording.keys.sorted(), opening.keys.sorted())
    func passiveModeRecordsNothing(work: String, open: String) throws {
        let work = try #require(Self.recording[work])
        let open = try #require(Self.opening[open])
        var dealer = Dealer()
        let x = dealer.numbers([0, 0])
        let unverified = try runThreeParties(mode: .passive) { session in
            try work(session, x[session.role])
            try open(session, x[session.role])
            return session.unverified
        }
        #expect(Role.allCases.allSatisfy { unverified[$0] == 0 })
    }

    @Test func activeModeOpensWhatNeededNoProduct() throws {
        var dealer = Dealer()
        let (x, y) = (dealer.numbers([2, 3]), dealer.numbers([5, 6]))
        let sums = try runThreeParties(mode: .active) { session in
            try session["sum"].reveal(x[session.role] + y[session.role]).map(\.value)
        }
        #expect(sums[.second] == [7, 9])
    }

    @Test func thePartiesListTheirStepsInTheSameOrder() throws {
        var dealer = Dealer()
        let x = dealer.numbers([1, 2, 3])
        let steps = try runThreeParties(mode: .active) { session in
            // Parties may come to their steps in any order.
            for label in ["z", "a", "m"].sorted(by: { _, _ in session.role == .second }) {
                try session[label].claimZero(x[session.role])
            }
            return session.state.ledger.ordered.map(\.step)
        }
        #expect(steps[.first].sorted() == ["a", "m", "z"])
        #expect(steps[.first] == steps[.second] && steps[.second] == steps[.third])
    }
}
