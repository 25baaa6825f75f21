import Engine
import Fields
import Language
import MPC
import SecretSharing
import TestSupport
import Testing

@testable import Study

/// What leaves the nodes, number by number: exactly what `Engine.run` promises.
struct ReleaseTests {
    private let ages = Fixture.ages
    private let known = Fixture.weights.compactMap(\.self)

    @Test("counts")
    func counts() throws {
        let fixture = try Fixture()
        #expect(try fixture.released("length(t$age)").values == [7])
        #expect(try fixture.released("nrow(load(\"S\", \"t\"))").values == [7])
        #expect(try fixture.released("nrow(subset(load(\"S\", \"t\"), age > 60))").values == [4])
        #expect(try fixture.released("freq(t$group)").values == [2, 3, 2])
        #expect(try fixture.released("freq(t$age > 60)").values == [3, 4])
        let wholes = try fixture.released("freq(t$age)").values
        #expect(wholes.count == 131)
        #expect(wholes.indices.filter { wholes[$0] > 0 } == [0, 12, 38, 66, 70, 130])
        #expect(wholes[70] == 2)
    }

    @Test("sums: complete rows, missing rows, sum, and squares about the middle of the bounds")
    func sums() throws {
        let fixture = try Fixture()
        #expect(try fixture.released("sum(t$age)").values == [7, 0, ages.reduce(0, +)])
        #expect(try fixture.released("mean(t$weight)").values == [5, 0, known.reduce(0, +)])
        let distances = ages.map { $0 - 650 }
        #expect(
            try fixture.released("var(t$age)").values
                == [7, 0, distances.reduce(0, +), distances.reduce(0) { $0 + $1 * $1 }])
        #expect(try fixture.released("sd(t$age)").values == fixture.released("var(t$age)").values)
    }

    @Test("extremes: complete rows, missing rows, distance from the minimum; not the other extreme")
    func extremes() throws {
        let fixture = try Fixture()
        #expect(try fixture.released("min(t$weight)").values == [5, 0, 480 - 300])
        #expect(try fixture.released("max(t$weight)").values == [5, 0, 912 - 300])
    }

    @Test("quantiles: the counts are public, one weighted sum a probability")
    func quantiles() throws {
        let fixture = try Fixture()
        let (publicNumbers, values) = try fixture.released("quantile(t$weight, probs = c(0, 0.5, 0.9))")
        #expect(publicNumbers == [5, 0])
        let sorted = known.sorted().map { $0 - 300 }
        // 1 + 4 * 0.9 = 4.6: two fifths of the fourth and three fifths of the fifth, times 5.
        #expect(values == [sorted[0], sorted[2], 2 * sorted[3] + 3 * sorted[4]])
        let empty = try fixture.released("quantile(subset(load(\"S\", \"t\"), age > 200)$age, probs = c(0.5))")
        #expect(empty.publicNumbers == [0, 0])
        #expect(empty.values.isEmpty)
    }

    @Test("missing rows are counted only where R's rules hold and na.rm is false")
    func missing() throws {
        let open = try Fixture(policy: .open)
        #expect(try open.released("sum(t$weight)").values == [5, 2, known.reduce(0, +)])
        #expect(try open.released("sum(t$weight, na.rm = TRUE)").values == [5, 0, known.reduce(0, +)])
        #expect(try open.released("sum(t$age)").values == [7, 0, ages.reduce(0, +)])
        let median = try open.released("median(t$weight)")
        #expect(median.publicNumbers == [5, 2])
        #expect(median.values.isEmpty)
        #expect(try open.released("median(t$weight, na.rm = TRUE)").publicNumbers == [5, 0])
    }
}
