import Inference
import Testing

@Suite("Cumulative incidence as R's survfit with several states")
struct CumulativeIncidenceTests {
    /// Times 1 2 2 3 4 5 6 6 7 8 with states 1 2 0 1 0 2 1 1 0 2 (0 censored).
    private let times = [1.0, 2, 3, 4, 5, 6, 7, 8]

    private func table(_ events: [Int]) -> LifetimeTable {
        let leaving = [1, 2, 1, 1, 1, 2, 1, 1]
        return LifetimeTable(
            times: times, groups: [.init(label: "", events: events, censored: zip(leaving, events).map(-))])
    }

    private var causes: [(name: String, table: LifetimeTable)] {
        [("1", table([1, 0, 1, 0, 0, 2, 0, 0])), ("2", table([0, 1, 0, 0, 1, 0, 0, 1]))]
    }

    @Test("Probabilities, jackknife errors and limits")
    func curve() throws {
        let curve = try CumulativeIncidence(causes)
        #expect(
            agree(Array(curve.probabilities.map { $0[1] }.prefix(4)), [0.1, 0.1, 0.214285714285714, 0.214285714285714]))
        #expect(
            agree(
                Array(curve.probabilities.map { $0[1] }.suffix(4)),
                [0.214285714285714, 0.488571428571429, 0.488571428571429, 0.488571428571429]))
        #expect(
            agree(
                Array(curve.standardErrors.map { $0[1] }.prefix(4)),
                [0.0948683298050514, 0.0948683298050514, 0.135041295919058, 0.135041295919058]))
        #expect(
            agree(
                Array(curve.standardErrors.map { $0[1] }.suffix(4)),
                [0.135041295919058, 0.177773400496807, 0.177773400496807, 0.177773400496807]))
        #expect(
            agree(
                Array(curve.standardErrors.map { $0[0] }.prefix(4)),
                [0.0948683298050513, 0.126491106406735, 0.151494017432321, 0.151494017432321]))
        #expect(
            agree(
                Array(curve.standardErrors.map { $0[0] }.suffix(4)),
                [0.172437845311367, 0.1619934131044, 0.1619934131044, 0]))
        #expect(
            agree(
                Array(curve.upper.map { $0[2] }.prefix(4)), [nil, 0.64197880100399, 0.64197880100399, 0.64197880100399])
        )
        #expect(
            agree(
                Array(curve.upper.map { $0[2] }.suffix(4)),
                [0.812981050333312, 0.812981050333312, 0.812981050333312, 1]))
    }

    @Test("One cause alone gives the Kaplan-Meier estimate with Greenwood's variance")
    func oneCause() throws {
        let pooled = smallTable.pooled
        let curve = try CumulativeIncidence([("death", pooled)])
        let fit = try #require(try SurvivalFit(pooled).curves.first)
        #expect(agree(curve.probabilities.map { $0[0] }, fit.survival.map { $0 }))
        #expect(
            agree(curve.standardErrors.map { $0[1] }, zip(fit.survival, fit.standardError).map { $0 * $1 }))
    }

    @Test("Tables of causes that do not fit each other are refused")
    func refused() throws {
        let wrong = [causes[0], ("2", table([0, 1, 0, 0, 1, 1, 0, 1]))]
        #expect(throws: ModelError.self) { try CumulativeIncidence(wrong) }
        #expect(throws: ModelError.self) { try CumulativeIncidence([]) }
        #expect(throws: ModelError.self) { try CumulativeIncidence([causes[0], ("2", smallTable.pooled)]) }
    }

    @Test("Printed as in R")
    func text() throws {
        let object = try CumulativeIncidence.object([try CumulativeIncidence(causes)])
        #expect(
            try CumulativeIncidence.text(object) == """
                      n nevent   rmean*
                (s0) 10      0 5.168571
                1    10      4 1.820000
                2    10      3 1.011429
                   *restricted mean time in state (max time = 8 )

                """)
    }
}
