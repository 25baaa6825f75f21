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
}
