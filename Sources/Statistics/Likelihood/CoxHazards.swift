import Fields
public import Inference
public import MPC
import SecretSharing

/// The steps of the cumulative baseline hazard of a Cox model at public coefficients (R: `basehaz(fit, centered =
/// FALSE)`).
///
/// At each distinct event time the sum of 1 / S_0 over its events, S_0 = sum of exp(eta) over the risk set, as for the
/// log likelihood: d / S_0 for Breslow's ties.
public enum CoxHazards {
    /// One increment a distinct event time, stratum by stratum, ascending.
    ///
    /// - Releases: the increments, to be read by ``CoxScales/hazards(_:)``. A client knows the event times from the
    ///   ``LifetimeTable`` of the same rows.
    /// - Communication: as ``CoxStep/candidate(of:at:ties:in:)`` without covariates, and two products and up to three
    ///   roundings a term.
    /// - Leakage: none beyond what is released.
    public static func candidate(
        of rows: SortedCoxRows, at coefficients: [ExactRational], ties: CoxTies, in session: Session
    ) throws -> Candidate {
        let weights = try CoxWeights(rows, at: coefficients, ties: ties, in: session["weights"])
        let terms = weights.terms
        guard !terms.terms.isEmpty else { return CoxStep.candidate(.zero(count: 0), rows, session.role) }
        let sums = try weights.sums(of: [weights.mantissa], in: session["sums"])
        let normalised = try weights.normalised(sums[0], in: session["normalise"])
        // The sum is multiplier S_0 2^excess = mu 2^(58 - k), so 1 / S_0 = multiplier 2^excess 2^(k - 58) / mu. The
        // power is 2^(6 + k), and 1 / mu gets 26 fractional bits so that the product fits.
        let reciprocal = try session["narrow"].rounded(normalised.reciprocal, by: 1)
        let down = 64 + 26 - weights.excess - CoxScales.hazardBits(center: weights.predictor.scale.center)
        let parts = try normalised.power.scaled([reciprocal], by: down, in: session["scale"])[0]
        let hazards = parts.scaled(by: terms.terms.map { Mersenne61(UInt64($0.multiplier)) })
        return CoxStep.candidate(terms.perTime(hazards), rows, session.role)
    }

    /// The cleartext twin.
    public static func plain(_ rows: CoxStep.PlainRows, at coefficients: [Double], ties: CoxTies) -> [Double] {
        CoxStep.plainTimes(rows, at: coefficients, ties: ties).map(\.hazard)
    }
}
