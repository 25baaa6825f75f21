import Inference
import Testing

@Suite("Means, medians and rates of survival times")
struct SurvivalTimeTests {
    @Test("Restricted means to the largest time, to a common one, and beyond")
    func means() throws {
        let fit = try SurvivalFit(smallTable)
        let table = numbers(fit.table(mean: .individual))
        #expect(agree(Array(table[8..<12]), [2, 7.25, 0.471404520791032, 0.838525491562421]))
        let common = numbers(fit.table(mean: .time(4)))
        #expect(agree(Array(common[8..<12]), [2, 4, 0.471404520791032, 0]))
        let mean = fit.curves[1].restrictedMean(to: 9)
        #expect(agree([mean.adjustedError], [0.838525491562421 * 2.0.squareRoot()]))
        #expect(fit.curves[1].restrictedMean(to: 4).adjustedError == nil)
        #expect(agree([mean.interval().lower], [7.25 - 1.959963984540054 * 0.838525491562421]))
    }

    @Test("Means to different times are warned about, with the smallest common one")
    func warning() throws {
        let fit = try SurvivalFit(smallTable)
        #expect(fit.meanWarning(.individual)?.contains("rmean = 3") == true)
        #expect(fit.meanWarning(.time(3)) == nil)
        #expect(fit.meanWarning(.none) == nil)
        #expect(try SurvivalFit(smallTable.pooled).meanWarning(.individual) == nil)
    }

    @Test("Quantiles with limits, by R's rule")
    func quantiles() throws {
        let quantiles = try SurvivalFit(smallTable).quantiles()
        #expect(numbers(quantiles["quantile"]) == [1, 6, 2, 7, 3, nil])
        #expect(numbers(quantiles["lower"]) == [1, 5, 1, 5, 2, 7])
        #expect(numbers(quantiles["upper"]) == [nil, nil, nil, nil, nil, nil])
    }

    @Test("A curve flat at one half: the middle, to the end for quantile, not for the median of print")
    func flat() throws {
        let table = LifetimeTable(
            times: [1, 2, 3, 4], groups: [.init(label: "", events: [1, 1, 0, 0], censored: [0, 0, 1, 1])])
        let fit = try SurvivalFit(table)
        #expect(numbers(try fit.quantiles([0, 0.25, 0.5, 0.75])["quantile"]) == [0, 1.5, 3, nil])
        #expect(numbers(fit.table(mean: .none))[4] == 2)
        #expect(throws: ModelError.notAProbability) { try fit.quantiles([1.5]) }
    }

    @Test("Follow-up by reverse Kaplan-Meier exchanges events and censored rows")
    func reversed() throws {
        #expect(smallTable.reversed.reversed == smallTable)
        #expect(try SurvivalFit(smallTable.reversed).curves[1].eventCount == 3)
    }

    @Test("Events over person time with exact limits, as poisson.test(4, 37)")
    func rate() {
        let rate = EventRate(events: 4, personTime: 37)
        #expect(agree([rate.interval.lower, rate.interval.upper], [0.02945582, 0.27679969], tolerance: 1e-7))
        #expect(EventRate(events: 0, personTime: 2).interval.lower == 0)
        let group = EventRate(smallTable, group: smallTable.groups[1])
        #expect(group.personTime == 28)
        #expect(group.events == 2)
    }

    @Test("Life table: half of those withdrawn are exposed")
    func lifeTable() throws {
        let rows = try LifeTable(smallTable, width: 3, intervals: 3).rows
        #expect(rows.map(\.entering) == [8, 5, 2])
        #expect(rows.map(\.withdrawn) == [1, 1, 1])
        #expect(rows.map(\.events) == [2, 2, 1])
        #expect(rows.map(\.exposed) == [7.5, 4.5, 1.5])
        #expect(agree([rows[2].survival], [(5.5 / 7.5) * (2.5 / 4.5) * (0.5 / 1.5)]))
        #expect(throws: ModelError.self) { try LifeTable(smallTable, width: 0, intervals: 3) }
    }
}
