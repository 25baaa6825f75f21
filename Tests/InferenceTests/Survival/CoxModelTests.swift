import Foundation
import Inference
import Testing

/// A cleartext partial likelihood with Breslow's ties, and the sums of the test of proportional hazards.
struct PartialLikelihood {
    var times: [Double]
    var events: [Bool]
    var columns: [[Double]]

    func step(_ beta: [Double]) -> LikelihoodStep {
        let sums = sums(beta) { _ in 0 }
        return LikelihoodStep(
            logLikelihood: sums.logLikelihood, score: sums.test.score, information: sums.test.information)
    }

    func sums(_ beta: [Double], g: (Double) -> Double) -> (logLikelihood: Double, test: ProportionalHazardsStep) {
        let size = columns.count
        let zero = [Double](repeating: 0, count: size)
        let square = [[Double]](repeating: zero, count: size)
        var test = ProportionalHazardsStep(
            score: zero, timeScore: zero, information: square, timeInformation: square, squareInformation: square)
        var logLikelihood = 0.0
        let eta = times.indices.map { row in (0..<size).reduce(0) { $0 + beta[$1] * columns[$1][row] } }
        for row in times.indices where events[row] {
            let risk = times.indices.filter { times[$0] >= times[row] }
            let total = risk.reduce(0) { $0 + exp(eta[$1]) }
            logLikelihood += eta[row] - log(total)
            let means = columns.map { column in risk.reduce(0) { $0 + exp(eta[$1]) * column[$1] } / total }
            let weight = g(times[row])
            for j in 0..<size {
                test.score[j] += columns[j][row] - means[j]
                test.timeScore[j] += weight * (columns[j][row] - means[j])
                for k in 0..<size {
                    let v = risk.reduce(0) { $0 + exp(eta[$1]) * columns[j][$1] * columns[k][$1] } / total
                    let variance = v - means[j] * means[k]
                    test.information[j][k] += variance
                    test.timeInformation[j][k] += weight * variance
                    test.squareInformation[j][k] += weight * weight * variance
                }
            }
        }
        return (logLikelihood, test)
    }

    func fit(_ names: [String], control: NewtonControl = .coxph) throws -> CoxModel {
        var fit = CoxFit(names: names, control: control)
        while let beta = fit.next { try fit.take(step(beta)) }
        return try CoxModel(fit, count: times.count, events: events.count { $0 }, ties: "breslow")
    }
}

@Suite("Proportional hazards as R's coxph")
struct CoxModelTests {
    private let data = PartialLikelihood(
        times: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        events: [true, true, false, true, true, false, true, true, false, true],
        columns: [[1, 0, 1, 1, 0, 0, 1, 0, 0, 0], [5, 3, 8, 2, 7, 4, 1, 6, 9, 2]])

    @Test("Coefficients, errors and tests")
    func model() throws {
        let model = try data.fit(["x", "y"])
        #expect(agree(model.coefficients, [1.37678715214867, 0.00372641487163858], tolerance: 1e-9))
        #expect(agree(model.standardErrors.map { $0 }, [1.08554619920743, 0.167587742456892], tolerance: 1e-9))
        let likelihoods = [model.logLikelihood.null, model.logLikelihood.fitted]
        #expect(agree(likelihoods.map { $0 }, [-10.7223859384016, -9.62870471383655]))
        #expect(agree([model.scoreTest, model.waldTest], [2.46539577878627, 2.14662301979468], tolerance: 1e-9))
        #expect(model.iterations == 4)
    }

    @Test("The score test of proportional hazards with the Kaplan-Meier transform")
    func proportionalHazards() throws {
        let table = LifetimeTable(
            times: data.times,
            groups: [
                .init(label: "", events: data.events.map { $0 ? 1 : 0 }, censored: data.events.map { $0 ? 0 : 1 })
            ])
        for (transform, expected) in [
            (TimeTransform.km, [0.151943078043644, 0.000313299896630588, 0.172369770880309]),
            (.rank, [0.388944735572421, 0.00377649753256103, 0.416954020632878]),
            (.log, [0.101345428895859, 0.00243913191939858, 0.106103575808252]),
        ] {
            let g = zip(table.times, transform.values(table)).reduce(into: [:]) { $0[$1.0] = $1.1 }
            let beta = try data.fit(["x", "y"]).coefficients.map { $0 ?? 0 }
            let sums = data.sums(beta) { g[$0] ?? 0 }.test
            let test = try ProportionalHazardsTest(sums, terms: [("x", [0]), ("y", [1])], transform: transform)
            #expect(test.terms == ["x", "y", "GLOBAL"])
            #expect(test.df == [1, 1, 2])
            #expect(agree(test.chisq, expected, tolerance: 1e-6))
        }
    }

    @Test("A column that depends on others is NA; a constant one too")
    func aliased() throws {
        var more = data
        more.columns.append(data.columns[1].map { 2 * $0 + 1 })
        more.columns.append(data.times.map { _ in 3 })
        let model = try more.fit(["x", "y", "z", "k"], control: NewtonControl(epsilon: 1e-9, maximumSteps: 20))
        #expect(model.coefficients[2] == nil)
        #expect(model.coefficients[3] == nil)
        #expect(model.df == 2)
        #expect(agree([model.coefficients[0]], [try data.fit(["x", "y"]).coefficients[0]], tolerance: 1e-9))
        #expect(numbers(try CoxSummary.object(model.object)["coefficients"])[2] == nil)
    }

    @Test("A coefficient that runs away is warned about")
    func separated() throws {
        let apart = PartialLikelihood(
            times: [1, 2, 3, 4, 5, 6, 7, 8], events: [true, true, true, true, false, false, false, false],
            columns: [[1, 1, 1, 1, 0, 0, 0, 0]])
        let model = try apart.fit(["x"])
        #expect(model.warnings.count == 1)
        #expect((model.coefficients[0] ?? 0) > 10)
        #expect(try data.fit(["x", "y"]).warnings.isEmpty)
    }

    @Test("Noise of fixed point changes neither convergence nor the answer beyond it")
    func noise() throws {
        var random = SplitMix(seed: 11)
        func noisy(_ value: Double) -> Double { value + 1e-8 * Double(random.signed(1_000_000)) / 1e6 * abs(value) }
        var fit = CoxFit(names: ["x", "y"])
        while let beta = fit.next {
            let step = data.step(beta)
            try fit.take(
                LikelihoodStep(
                    logLikelihood: noisy(step.logLikelihood), score: step.score.map { $0 + noisy(1) - 1 },
                    information: step.information.map { $0.map(noisy) }))
        }
        #expect(fit.hasConverged)
        let model = try CoxModel(fit, count: 10, events: 7, ties: "breslow")
        #expect(agree(model.coefficients, try data.fit(["x", "y"]).coefficients, tolerance: 1e-5))
    }

    @Test("Steps of the wrong size, after the end or not finite are refused")
    func refused() throws {
        var fit = CoxFit(names: ["x"])
        let bad = LikelihoodStep(logLikelihood: 0, score: [], information: [])
        #expect(throws: ModelError.self) { try fit.take(bad) }
        let infinite = LikelihoodStep(logLikelihood: -.infinity, score: [0], information: [[1]])
        #expect(throws: ModelError.notFinite) { try fit.take(infinite) }
        #expect(throws: ModelError.self) { try CoxModel(fit, count: 1, events: 1, ties: "efron") }
    }

    @Test("The baseline hazard adds up, times exp of the linear predictor")
    func baseline() {
        let stratum = BaselineHazard.Stratum(label: "", times: [1, 2, 4], increments: [0.1, 0, 0.3])
        #expect(agree(BaselineHazard([stratum]).cumulative[0], [0.1, 0.1, 0.4]))
        let moved = BaselineHazard([stratum], linearPredictor: log(2))
        #expect(agree(moved.cumulative[0], [0.2, 0.2, 0.8]))
    }

    @Test("Printed as in R")
    func text() throws {
        let model = try data.fit(["x", "y"])
        #expect(
            try CoxSummary.text(model: model.object) == """
                      coef exp(coef) se(coef)     z     p
                x 1.376787  3.962151 1.085546 1.268 0.205
                y 0.003726  1.003733 0.167588 0.022 0.982

                Likelihood ratio test=2.19  on 2 df, p=0.335
                n= 10, number of events= 7 

                """)
        #expect(
            try CoxSummary.text(summary: CoxSummary.object(model.object)) == """
                  n= 10, number of events= 7 

                      coef exp(coef) se(coef)     z Pr(>|z|)
                x 1.376787  3.962151 1.085546 1.268    0.205
                y 0.003726  1.003733 0.167588 0.022    0.982

                  exp(coef) exp(-coef) lower .95 upper .95
                x     3.962     0.2524    0.4720    33.262
                y     1.004     0.9963    0.7227     1.394

                Likelihood ratio test= 2.19  on 2 df,   p=0.3
                Wald test            = 2.15  on 2 df,   p=0.3
                Score (logrank) test = 2.47  on 2 df,   p=0.3


                """)
    }
}
