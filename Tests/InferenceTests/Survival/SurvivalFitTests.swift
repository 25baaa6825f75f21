import Inference
import Testing

@Suite("Survival curves as R's survfit")
struct SurvivalFitTests {
    @Test("Kaplan-Meier, its errors and bands by group")
    func curves() throws {
        let fit = try SurvivalFit(smallTable).object
        #expect(numbers(fit["time"]) == [1, 2, 3, 2, 5, 7, 9])
        #expect(numbers(fit["n.risk"]) == [3, 2, 1, 5, 4, 2, 1])
        #expect(agree(numbers(fit["surv"]), [2.0 / 3, 1.0 / 3, 0, 1, 0.75, 0.375, 0.375]))
        let error = [0.4082482904638630, 0.8164965809277260, .infinity, 0, 0.2886751345948129, 0.7637626158259734]
        #expect(agree(numbers(fit["std.err"]), error + [0.7637626158259734]))
        let lower = [0.29950713035902232, 0.06727839085192228, nil, 1, 0.42593226849798205, 0.08392963810457983]
        #expect(agree(numbers(fit["lower"]), lower + [0.08392963810457983]))
        #expect(agree(numbers(fit["std.chaz"]).suffix(2), [0.5590169943749475, 0.5590169943749475]))
        #expect(numbers(fit["strata"]) == [3, 4])
    }

    @Test("Other bands: log-log is not available at 1 and 0, plain is NaN at 0")
    func bands() throws {
        let logLog = try SurvivalFit(smallTable, options: .init(confidenceType: .logLog)).object
        let lower = [0.054073426786516755, 0.008961628330979084, nil, nil, 0.127946917595145870, 0.010971121574844577]
        #expect(agree(numbers(logLog["lower"]), lower + [0.010971121574844577]))
        let plain = try SurvivalFit(smallTable, options: .init(confidenceType: .plain)).object
        let upper = [1, 0.8667679640394788, .nan, 1, 1, 0.9363552074088785, 0.9363552074088785]
        #expect(agree(numbers(plain["upper"]), upper))
        let none = try SurvivalFit(smallTable, options: .init(confidenceType: .none)).object
        #expect(none["lower"] == nil)
    }

    @Test("exp(-H) with Fleming and Harrington's hazard")
    func exponential() throws {
        let options = SurvivalOptions(estimator: .exponential, hazard: .flemingHarrington)
        let curve = try #require(try SurvivalFit(smallTable.pooled, options: options).curves.first)
        let survival = [0.8824969025845955, 0.7650170614485747, 0.6263429948372963, 0.4877964148505752]
        #expect(agree(curve.survival, survival + [0.2958634813047768, 0.2958634813047768]))
        #expect(agree(curve.standardError.prefix(2).map { $0 }, [0.125, 0.1898240323702616]))
    }

    @Test("Given times: extended, and refused where a curve has none")
    func times() throws {
        let fit = try SurvivalFit(smallTable)
        let summary = try fit.summary(times: [8, 2.5, 5], extend: true)
        #expect(agree(numbers(summary["surv"]), [1.0 / 3, 0, 0, 1, 0.75, 0.375]))
        #expect(numbers(summary["n.risk"]) == [1, 0, 0, 4, 4, 1])
        #expect(numbers(summary["n.event"]) == [2, 1, 0, 0, 1, 1])
        #expect(throws: ModelError.noTimesSelected) { try fit.summary(times: [8]) }
    }

    @Test("An object reads back as the same curves, and a wrong one does not")
    func readsBack() throws {
        let fit = try SurvivalFit(smallTable)
        #expect(try SurvivalFit(fit.object).object == fit.object)
        #expect(throws: ModelError.wrongObject("survfit")) { try SurvivalFit(.null) }
    }

    @Test("Groups without rows have no curve; no rows at all are refused")
    func empty() throws {
        var table = smallTable
        table.groups.append(.init(label: "g=3", events: [0, 0, 0, 0, 0, 0], censored: [0, 0, 0, 0, 0, 0]))
        #expect(try SurvivalFit(table).curves.count == 2)
        table.groups.removeFirst(2)
        #expect(throws: ModelError.noObservations) { try SurvivalFit(table) }
        table.groups = [.init(label: "", events: [1], censored: [])]
        #expect(throws: ModelError.self) { try SurvivalFit(table) }
    }

    @Test("Printed as in R")
    func text() throws {
        let fit = try SurvivalFit(smallTable)
        #expect(
            fit.text() == """
                    n events median 0.95LCL 0.95UCL
                g=1 3      3      2       1      NA
                g=2 5      2      7       5      NA

                """)
        #expect(
            try SurvivalFit.text(summary: fit.summary()) == """
                                g=1 
                 time n.risk n.event survival std.err lower 95% CI upper 95% CI
                    1      3       1    0.667   0.272       0.2995            1
                    2      2       1    0.333   0.272       0.0673            1
                    3      1       1    0.000     NaN           NA           NA

                                g=2 
                 time n.risk n.event survival std.err lower 95% CI upper 95% CI
                    5      4       1    0.750   0.217       0.4259            1
                    7      2       1    0.375   0.286       0.0839            1


                """)
    }
}
