import Foundation
import Inference
import Testing

@Suite("Vector figures")
struct SVGTests {
    private static let plots = [
        PlotFixtures.leukaemia, PlotFixtures.single, PlotFixtures.histogram, PlotFixtures.boxes, PlotFixtures.cox,
    ].compactMap { Plot($0, title: "A < B & \"C\"") }

    @Test("Titles are escaped, there is a description, nothing is loaded from elsewhere", arguments: plots)
    func document(_ plot: Plot) throws {
        let svg = plot.svg()
        #expect(svg.contains("<title>A &lt; B &amp; &quot;C&quot;</title>\n<desc>"))
        #expect(svg.contains("role=\"img\""))
        #expect(svg.contains("font-family=\"sans-serif\""))
        #expect(!svg.contains("href") && !svg.contains("url(") && !svg.contains("<style"))
        #expect(svg == plot.svg())
        #expect(svg.unicodeScalars.allSatisfy { $0.isASCII })
    }

    @Test("Coordinates have two decimals at most", arguments: plots)
    func decimals(_ plot: Plot) throws {
        let drawn = plot.svg().split(separator: "\n").filter { !$0.hasPrefix("<desc>") && !$0.contains("<text") }
        for line in drawn.dropFirst(2) {
            for part in line.split(whereSeparator: { !$0.isNumber && $0 != "." }) {
                let fraction = part.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first ?? ""
                #expect(fraction.count <= 2, "\(line)")
            }
        }
    }

    @Test("Steps, a band that ends where a bound is missing, ticks, and numbers below the ticks")
    func survival() throws {
        let plot = try #require(KaplanMeierPlot(PlotFixtures.single))
        let svg = plot.svg()
        // 4 months over 520 points, survival over 320, from (64, 22) on.
        #expect(svg.contains("<path d=\"M64 22H194V102H324V102H454V222H584V222H584\" fill=\"none\""))
        #expect(svg.contains("<line x1=\"324\" y1=\"97.5\" x2=\"324\" y2=\"106.5\""))
        #expect(!svg.contains("fill-opacity"))
        for (x, count) in zip([64, 194, 324, 454, 584], [4, 4, 3, 2, 1]) {
            #expect(svg.contains("<text x=\"\(x)\" y=\"426\" text-anchor=\"middle\">\(count)</text>"))
        }
        let grouped = try #require(KaplanMeierPlot(PlotFixtures.leukaemia)).svg()
        #expect(grouped.components(separatedBy: "fill-opacity=\"0.15\"").count == 3)
        #expect(grouped.contains("stroke=\"#D55E00\" stroke-width=\"1.8\" stroke-dasharray=\"8 4\""))
        var plain = try #require(KaplanMeierPlot(PlotFixtures.leukaemia))
        plain.showsBands = false
        #expect(!plain.svg().contains("fill-opacity"))
    }

    @Test("An interval that goes on beyond the axis ends in an arrow; a missing estimate is said")
    func forest() {
        let plot = ForestPlot(rows: [
            .init(label: "open", estimate: 2, lower: 0, upper: .infinity),
            .init(label: "gone", estimate: nil, lower: nil, upper: nil),
        ])
        let svg = plot.svg()
        #expect(svg.components(separatedBy: "fill=\"none\" stroke-linejoin").count == 3)
        #expect(svg.contains(">2.00 (0.00 to Inf)</text>"))
        #expect(svg.contains(">NA</text>"))
    }

    @Test("A count that is not released has no bar")
    func histogram() throws {
        let svg = try #require(HistogramPlot(PlotFixtures.histogram)).svg()
        #expect(svg.components(separatedBy: "fill=\"#BFD9EC\"").count == 5)
        #expect(svg.contains(">NA</text>"))
    }
}
