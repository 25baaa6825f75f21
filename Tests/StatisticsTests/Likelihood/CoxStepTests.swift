import Fields
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Steps of Cox models against the cleartext twin.
@Suite struct CoxStepTests {
    /// The error that a step may have for E events, in units of the bounds; see ``CoxStep``.
    private static func expect(
        _ step: LikelihoodStep, _ twin: LikelihoodStep, _ rows: CoxCase,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = Double(max(1, rows.events.count { $0 })) * 0x1p-24
        #expect(abs(step.logLikelihood - twin.logLikelihood) < error, sourceLocation: sourceLocation)
        for k in rows.bounds.indices {
            let unit = Double(max(1, rows.bounds[k])) * 2
            #expect(abs(step.score[k] - twin.score[k]) < error * unit, sourceLocation: sourceLocation)
            for l in rows.bounds.indices {
                let other = Double(max(1, rows.bounds[l])) * 2
                #expect(
                    abs(step.information[k][l] - twin.information[k][l]) < error * unit * other,
                    sourceLocation: sourceLocation)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 48], [CoxTies.efron, .breslow]) func step(count: Int, ties: CoxTies) throws {
        for (strata, times) in [(1, 20), (3, 6)] {
            let rows = CoxCase.random(
                count, strata: strata, bounds: [1, 60, 1000], times: times, seed: UInt64(count + strata))
            for coefficients in [["0", "0", "0"], ["0.7", "-0.03", "0.0011"]] {
                let exact = try coefficients.map { try #require(Self.decimal($0)) }
                let step = try rows.step(at: exact, ties: ties)
                let twin = CoxStep.plain(rows.plain, at: exact.map(\.double), ties: ties)
                Self.expect(step, twin, rows)
            }
        }
    }

    static func decimal(_ text: String) -> ExactRational? {
        let parts = text.split(separator: ".")
        let decimals = parts.count > 1 ? parts[1].count : 0
        return Int128(parts.joined()).flatMap { ExactRational($0, decimals: decimals) }
    }

    @Test func manyTiesInBothModes() throws {
        let rows = CoxCase.random(130, strata: 2, bounds: [4], times: 2, seed: 9)
        let coefficients = try [#require(Self.decimal("-0.4"))]
        let twin = CoxStep.plain(rows.plain, at: [-0.4], ties: .efron)
        for mode in [SecurityMode.passive, .active] {
            Self.expect(try rows.step(at: coefficients, ties: .efron, mode: mode), twin, rows)
        }
    }

    /// Covariates of 40 bits, and bounds that let eta go as far as 20 where the data stay within 4.
    @Test func wideBounds() throws {
        for (bound, largest, coefficient) in [
            (1 << 40, 1 << 40, "0.000000000003"), (1 << 40, 1 << 38, "0.000000000018"), (1000, 200, "0.0195"),
        ] {
            var dealer = Dealer(seed: UInt64(largest))
            var rows = CoxCase.random(48, strata: 1, bounds: [2], times: 30, seed: 4)
            rows.covariates = [dealer.random(48, in: -largest...largest)]
            rows.bounds = [Int64(bound)]
            let exact = try #require(Self.decimal(coefficient))
            let twin = CoxStep.plain(rows.plain, at: [exact.double], ties: .efron)
            Self.expect(try rows.step(at: [exact], ties: .efron), twin, rows)
        }
    }

    @Test func problems() throws {
        func problem(_ rows: CoxCase, _ coefficients: [Int]) throws -> LikelihoodProblem? {
            do {
                _ = try rows.step(at: coefficients.map { ExactRational($0) }, ties: .efron)
                return nil
            } catch let problem as LikelihoodProblem { return problem }
        }
        var rows = CoxCase.random(3, strata: 1, bounds: [7], times: 3, seed: 1)
        #expect(try problem(rows, [2]) == nil)
        #expect(try problem(rows, [300_000]) == .linearPredictorTooWide)
        #expect(try problem(rows, [1, 1]) == .wrongNumberOfCoefficients(expected: 1, got: 2))
        rows.bounds = [1 << 41]
        #expect(try problem(rows, [0]) == .boundOutOfRange(covariate: 0))
    }

    @Test func noEventsAndNoRows() throws {
        let none = LikelihoodStep(logLikelihood: 0, score: [0], information: [[0]])
        let censored = CoxCase(times: [4, 5], events: [false, false], covariates: [[1, 2]])
        #expect(try censored.step(at: [ExactRational(1)], ties: .breslow) == none)
        let out = CoxCase(times: [4, 5], events: [true, false], strata: [nil, nil], covariates: [[1, 2]])
        #expect(try out.step(at: [ExactRational(1)], ties: .efron) == none)
        let empty = CoxCase(times: [], events: [], covariates: [[]])
        #expect(try empty.step(at: [ExactRational(1)], ties: .efron) == none)
    }

    /// What is opened are sizes, events and first events of a time, and nothing of rows that do not count.
    @Test func pattern() throws {
        let rows = CoxCase(
            times: [3, 1, 3, 3, 2, 9, 1], events: [false, true, true, true, false, true, true],
            strata: [0, 0, 0, 0, 1, nil, 1], strataCount: 2, covariates: [[0, 0, 0, 0, 0, 0, 0]]
        ).shared()
        let opened = try runThreeParties { session in
            var opened: [Int64] = []
            let sorted = try rows[session.role].sorted(in: session["sort"]) { candidate in
                opened = try session["open"].reveal(candidate.values).map(\.signedValue)
                return opened
            }
            #expect(sorted.pattern.eventTimes.map(\.atRisk) == [4, 3, 2])
            #expect(sorted.pattern.eventTimes.map(\.events) == [1, 2, 1])
            return opened
        }
        #expect(opened[.first] == [4, 2, 3, 3, 1, 0, 3, 0, 0])
    }
}
