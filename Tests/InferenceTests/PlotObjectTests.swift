import Inference
import Testing

@Suite("Drawings of results")
struct PlotObjectTests {
    @Test("Survival curves of a survfit by stratum")
    func survival() throws {
        let plot = try #require(KaplanMeierPlot(PlotFixtures.leukaemia, timeTitle: "Weeks"))
        #expect(plot.ticks == [0, 50, 100, 150])
        #expect(plot.curves.map(\.label) == ["x=Maintained", "x=Nonmaintained"])
        #expect(plot.curves[0].atRisk == [11, 1, 1, 1])
        #expect(plot.curves[1].atRisk == [12, 0, 0, 0])
        #expect(plot.curves[0].censored.map(\.time) == [13, 28, 45, 161])
        #expect(plot.curves[1].upper.last == .some(nil))
        let single = try #require(KaplanMeierPlot(PlotFixtures.single))
        #expect(single.curves.map(\.label) == [""])
        #expect(single.curves[0].lower.isEmpty)
        #expect(single.curves[0].atRisk == [4, 4, 3, 2, 1])
    }

    @Test("The kind decides what is drawn; what does not fit is not drawn")
    func dispatch() {
        guard case .kaplanMeier = Plot(PlotFixtures.leukaemia) else { return #expect(Bool(false)) }
        guard case .histogram(let histogram) = Plot(PlotFixtures.histogram) else { return #expect(Bool(false)) }
        #expect(histogram.counts == [6, nil, 8, 2, 4])
        #expect(histogram.valueTitle == "mpg")
        guard case .box(let boxes) = Plot(PlotFixtures.boxes) else { return #expect(Bool(false)) }
        #expect(boxes.boxes.map(\.outliers) == [[1.5], [40]])
        #expect(boxes.boxes.map(\.median) == [22.7, 16.5])
        guard case .forest(let forest) = Plot(PlotFixtures.cox) else { return #expect(Bool(false)) }
        #expect(forest.rows.map(\.label) == ["age", "sex", "none"])
        #expect(forest.rows[1].upper == 0.83109851)
        #expect(forest.rows[2].estimate == nil)
        #expect(forest.levelText == "95%")
        #expect(Plot(.number(1)) == nil)
        #expect(Plot(.list([("time", .numbers([1]))], kind: "survfit")) == nil)
        var broken = PlotFixtures.leukaemia
        if case .list(var parts) = broken.content {
            parts[5] = .integers([10, 11], names: ["a", "b"])
            broken.content = .list(parts)
        }
        #expect(Plot(broken) == nil)
        #expect(Plot(.list([("breaks", .numbers([2, 1])), ("counts", .numbers([1]))], kind: "histogram")) == nil)
        #expect(Plot(.list([("stats", .numbers([1, 2, 3]))], kind: "boxplot.stats")) == nil)
    }

    @Test("Nothing and next to nothing can be drawn too")
    func degenerate() throws {
        let curve = KaplanMeierPlot.Curve(label: "none", times: [], survival: [], atRisk: [0])
        let zero = KaplanMeierPlot.Curve(
            label: "at once", times: [0, .nan], survival: [.nan, 0], lower: [nil], upper: [nil],
            censored: [.init(time: 0, count: 2)], atRisk: [nil])
        let box = try #require(BoxPlot.Box(label: "", statistics: [3, 3, 3, 3, 3]))
        #expect(BoxPlot.Box(label: "", statistics: [1, 2, .nan, 4, 5]) == nil)
        let plots: [Plot] = [
            .kaplanMeier(KaplanMeierPlot(curves: [], ticks: [])),
            .kaplanMeier(KaplanMeierPlot(curves: [curve, zero], ticks: [0])),
            .histogram(HistogramPlot(breaks: [], counts: [1])), .histogram(HistogramPlot(breaks: [0, 1], counts: [0])),
            .box(BoxPlot(boxes: [])), .box(BoxPlot(boxes: [box])), .forest(ForestPlot(rows: [])),
            .forest(
                ForestPlot(rows: [
                    .init(label: "open", estimate: 1, lower: 0, upper: .infinity),
                    .init(label: "far", estimate: 1e12, lower: 1e-300, upper: 1e300),
                    .init(label: "odd", estimate: .nan, lower: .nan, upper: nil),
                    .init(label: "zero", estimate: 0, lower: -1, upper: 1),
                ])),
        ]
        for plot in plots {
            for width in [10, 72] { #expect(!plot.text(width: width, height: 1).isEmpty) }
            let svg = plot.svg()
            #expect(svg.hasSuffix("</svg>\n"))
            #expect(!svg.lowercased().contains("nan\"") && !svg.contains("inf\""))
        }
    }
}
