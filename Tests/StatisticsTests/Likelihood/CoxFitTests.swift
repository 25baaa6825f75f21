import Fields
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Whole fits of real data, hazards and the test of proportional hazards, against figures of R 4.2.2, survival.
@Suite struct CoxFitTests {
    static let gehan = CoxCase(
        times: SurvivalData.gehan.times.map(UInt64.init), events: SurvivalData.gehan.events.map { $0 == 1 },
        covariates: [SurvivalData.gehan.control])
    /// About 55 years; bounds as a codebook might give them: 0 ... 110.
    static let ovarian = CoxCase(
        times: SurvivalData.ovarian.times.map(UInt64.init), events: SurvivalData.ovarian.events.map { $0 == 1 },
        covariates: [SurvivalData.ovarian.age.map { $0 - 550_000 }, SurvivalData.ovarian.treatment],
        bounds: [550_000, 2])
    static let lung = CoxCase(
        times: SurvivalData.lung.times.map(UInt64.init), events: SurvivalData.lung.events.map { $0 == 1 },
        covariates: [SurvivalData.lung.age.map { $0 - 60 }, SurvivalData.lung.sex, SurvivalData.lung.ecog],
        bounds: [60, 2, 5])
    static let veteran = CoxCase(
        times: SurvivalData.veteran.times.map(UInt64.init), events: SurvivalData.veteran.events.map { $0 == 1 },
        strata: SurvivalData.veteran.cellType, strataCount: 4,
        covariates: [SurvivalData.veteran.treatment, SurvivalData.veteran.karnofsky.map { $0 - 50 }], bounds: [2, 50])

    private static func expect(
        _ fit: (coefficients: [Double], last: LikelihoodStep), _ coefficients: [Double], logLikelihood: Double,
        errors: [Double]? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for (own, expected) in zip(fit.coefficients, coefficients) {
            #expect(abs(own - expected) <= 1e-6 * abs(expected), sourceLocation: sourceLocation)
        }
        #expect(
            abs(fit.last.logLikelihood - logLikelihood) <= 1e-7 * abs(logLikelihood), sourceLocation: sourceLocation)
        guard let errors else { return }
        for (k, error) in errors.enumerated() {
            var unit = errors.map { _ in 0.0 }
            unit[k] = 1
            let own = NewtonFit.solve(fit.last.information, unit)[k].squareRoot()
            #expect(abs(own - error) <= 1e-6 * error, sourceLocation: sourceLocation)
        }
    }

    @Test func gehan() throws {
        Self.expect(
            try Self.gehan.fit(ties: .efron), [1.57212514882907], logLikelihood: -85.0084245773717,
            errors: [0.412396717709455])
        Self.expect(try Self.gehan.fit(ties: .breslow), [1.50919141258588], logLikelihood: -86.3796220711456)
    }

    @Test func ovarian() throws {
        Self.expect(
            try Self.ovarian.fit(ties: .efron), [0.147326595469114e-4, -0.803973012665114],
            logLikelihood: -27.0418988630084, errors: [0.0461470477408026e-4, 0.6320493718794501])
    }

    @Test func lung() throws {
        Self.expect(
            try Self.lung.fit(ties: .efron), [0.0110667645961186, -0.5526123955318371, 0.4637284751157322],
            logLikelihood: -729.230121374862, errors: [0.0092674110143657, 0.1677390537834223, 0.1135772661613712])
    }

    @Test func veteranByCellType() throws {
        Self.expect(
            try Self.veteran.fit(ties: .efron), [0.2328346768894961, -0.0358011230001631],
            logLikelihood: -317.580554890043)
    }

    /// The step at 0 has the log likelihood of the null model.
    @Test func nullModel() throws {
        let step = try Self.lung.step(at: [0, 0, 0].map { ExactRational($0) }, ties: .efron, mode: .active)
        #expect(abs(step.logLikelihood + 744.480455761440) < 1e-6)
    }

    /// R: basehaz(coxph(Surv(time, cens) ~ treat), centered = FALSE), the times with an event.
    @Test func hazards() throws {
        let rows = Self.gehan
        let coefficients = [NewtonFit.decimal(1.57212514882907)]
        let values = try rows.values { session, sorted in
            try CoxHazards.candidate(of: sorted, at: coefficients, ties: .efron, in: session["hazards"])
        }
        let increments = try #require(CoxScales(bounds: rows.bounds, coefficients: coefficients)).hazards(values)
        let expected = [
            0.0167087903240066, 0.0348807810282513, 0.0446001955020347, 0.0655204986637255, 0.0887870339043951,
            0.1273504601015961, 0.1407189996121839, 0.2011970371428655, 0.2198764088554945, 0.2606856726836265,
            0.3128476372356316, 0.3448297317728133, 0.3778684745033941, 0.4171602455253498, 0.4580590010858726,
            0.5910358384318747, 0.8099312270653699,
        ]
        #expect(increments.count == expected.count)
        var total = 0.0
        for (own, expected) in zip(increments, expected) {
            total += own
            #expect(abs(total - expected) < 1e-7 * expected)
        }
    }

    /// R: cox.zph(fit, transform = "identity"), whose weights are the times less their mean over the events.
    @Test func proportionality() throws {
        let rows = Self.ovarian
        let fit = try rows.fit(ties: .efron)
        let coefficients = fit.coefficients.map(NewtonFit.decimal)
        let times = zip(rows.times, rows.events).filter(\.1).map { Int($0.0) }
        let weights = try Set(times).sorted().map {
            try #require(ExactRational(Int128($0 * times.count - times.reduce(0, +)), over: Int128(times.count)))
        }
        let values = try rows.values(mode: .active) { session, sorted in
            try CoxProportionality.candidate(
                of: sorted, at: coefficients, weights: weights, ties: .efron, in: session["zph"])
        }
        let scales = try #require(CoxScales(bounds: rows.bounds, coefficients: coefficients))
        let sums = try #require(scales.proportionality(values, weights: weights))
        let twin = CoxProportionality.plain(
            rows.plain, at: fit.coefficients, weights: weights.map(\.double), ties: .efron)
        for k in 0..<2 {
            #expect(abs(sums.score[k] - twin.score[k]) < 1e-3 * Double(rows.bounds[k]))
            for l in 0..<2 {
                let unit = Double(rows.bounds[k] * rows.bounds[l])
                #expect(abs(sums.information[k][l] - twin.information[k][l]) < 1e-3 * unit)
                #expect(abs(sums.squares[k][l] - twin.squares[k][l]) < unit)
            }
            let row = sums.information[k]
            let solved = NewtonFit.solve(fit.last.information, row)
            let rest = sums.squares[k][k] - zip(row, solved).reduce(0) { $0 + $1.0 * $1.1 }
            let expected = [0.465493574173581, 0.461045336475441][k]
            #expect(abs(sums.score[k] * sums.score[k] / rest - expected) < 1e-5 * expected)
        }
    }
}
