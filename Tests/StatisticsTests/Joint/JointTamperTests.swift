import Fields
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// A party that alters, drops or repeats one of the messages of a statistic: nothing wrong is opened.
@Suite(.serialized) struct JointTamperTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let program: @Sendable (Session) throws -> Candidate
        var testDescription: String { name }
    }

    private static let tamperings: [Tampering] = [.flip(bit: 0), .flip(bit: 60), .drop, .duplicate, .lengthen]
    private static let x = JointInputs(5, cells: 2, largest: 6, width: 3)
    private static let y = JointInputs(5, cells: 2, largest: 3, width: 2)
    private static let wide = JointInputs(5, cells: 2, largest: 1 << 19, width: 20)

    static let cases = [
        Case(name: "power sums") { session in
            guard let plan = LimbPlan(minimum: 0, maximum: 1 << 19, power: .second) else { throw JointError.notACount }
            let limbs = try Limbs(
                value: wide.value[session.role], planes: wide.planes[session.role], plan: plan, in: session["limbs"])
            return try PowerSums.candidate(limbs, cells: wide.cells(session.role), in: session["sums"])
        },
        Case(name: "cross table") { session in
            try CrossTable.candidate(
                factors: [x.cells(session.role), y.cells(session.role)], mask: wide.cells[0][session.role], rows: 5,
                in: session)
        },
        Case(name: "ranks") { session in
            try Ranks.candidate(planes: x.planes[session.role], cells: x.cells(session.role), in: session)
        },
        Case(name: "rank products") { session in
            try RankProducts.candidate(
                columns: [x.planes[session.role], y.planes[session.role]], mask: x.cells[0][session.role], in: session)
        },
        Case(name: "lifetimes") { session in
            try Lifetimes.candidate(
                planes: x.planes[session.role], events: y.cells[0][session.role], cells: x.cells(session.role),
                in: session["times"], open: Joint.open(in: session))
        },
        Case(name: "merged lifetimes") { session in
            try MergedLifetimes.candidate(
                planes: x.planes[session.role], ticks: [0, 2, 3, 6], events: y.cells[0][session.role],
                cells: x.cells(session.role), minimum: .init(events: 1, rows: 2), in: session["steps"])
        },
        Case(name: "log-rank test") { session in
            let groups = x.cells(session.role).map { Covariate(values: $0, bound: 1) }
            let rows = CoxRows(
                times: x.planes[session.role], events: y.cells[0][session.role],
                strata: [x.cells(session.role).reduce(.zero(count: 5), +)], covariates: groups)
            let sorted = try rows.sorted(in: session["sort"], open: Joint.open(in: session["pattern"]))
            return try LogRank.candidate(of: sorted, weight: .rho(0), in: session["test"])
        },
        Case(name: "distances") { session in
            try DistributionDistance.candidate(
                planes: x.planes[session.role], first: x.cells[0][session.role], second: x.cells[1][session.role],
                in: session)
        },
        Case(name: "concordance") { session in
            try Concordance.candidate(
                x.planes[session.role], y.planes[session.role], counting: x.cells[0][session.role], in: session)
        },
        Case(name: "survival concordance") { session in
            try SurvivalConcordance.candidate(
                time: x.planes[session.role], events: wide.cells[0][session.role], score: y.planes[session.role],
                strata: x.cells(session.role), in: session)
        },
    ]

    private static func opened(_ tampered: Case, _ session: Session) throws -> [Int64] {
        let candidate = try tampered.program(session["work"])
        return try session["values"].reveal(candidate.values).map(\.signedValue)
    }

    /// What the honest parties open, if anything, must be what it is without the deviation. Of each party every message of a
    /// sample meets one deviation.
    @Test(arguments: cases) func nothingWrongIsOpened(tampered: Case) throws {
        let links = MemoryLink.ring().map { HostileLink($0, message: -1, .drop) }
        nonisolated(unsafe) let watched = links
        let expected = try ThreeParties(mode: .active, links: watched) { link in
            ((link as? HostileLink)?.inner as? MemoryLink)?.close()
        }.run { try Self.opened(tampered, $0) }[.first]
        var aborted = 0
        for hostile in Role.allCases {
            let messages = watched[hostile.index].sent
            let step = max(1, messages / 10)
            for (turn, message) in stride(from: hostile.index * step / 3, to: messages, by: step).enumerated() {
                let tampering = Self.tamperings[turn % Self.tamperings.count]
                let outcomes = ThreeParties(mode: .active) { role, link in
                    role == hostile ? HostileLink(link, message: message, tampering) : link
                }.outcomes { try Self.opened(tampered, $0) }
                for honest in Role.allCases where honest != hostile {
                    guard case .success(let values) = outcomes[honest] else {
                        aborted += 1
                        continue
                    }
                    #expect(values == expected, "\(hostile) \(message) \(tampering)")
                }
            }
        }
        #expect(aborted > 0)
    }
}
