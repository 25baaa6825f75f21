/// Counts of values in classes, as bars.
///
/// Source: R's `hist`; classes are open at the left and closed at the right, the first closed on both sides.
public struct HistogramPlot: Sendable, Equatable {
    /// Bounds of the classes, ascending: one more than counts.
    public var breaks: [Double]
    /// How many values lie in each class; nil where the count is not released.
    public var counts: [Int?]
    /// The title; empty for none.
    public var title: String
    /// What the values are, with their unit.
    public var valueTitle: String
    /// What is counted.
    public var countTitle: String

    /// Takes all parts; counts beyond the last break are left out.
    public init(
        breaks: [Double], counts: [Int?], title: String = "", valueTitle: String = "Value",
        countTitle: String = "Frequency"
    ) {
        self.breaks = breaks
        self.counts = Array(counts.prefix(max(0, breaks.count - 1)))
        self.title = title
        self.valueTitle = valueTitle
        self.countTitle = countTitle
    }

    /// The classes of an object of kind `histogram`; nil for anything else.
    ///
    /// Source: R's `hist`: `breaks`, `counts`, `xname`.
    public init?(_ object: RObject, title: String = "", valueTitle: String? = nil) {
        guard object.kind == "histogram", let breaks = object["breaks"]?.doubles, breaks.count > 1,
            breaks.allSatisfy(\.isFinite), zip(breaks, breaks.dropFirst()).allSatisfy({ $0 < $1 }),
            case .numbers(let counts) = object["counts"]?.content, counts.count == breaks.count - 1
        else { return nil }
        var name = "Value"
        if case .texts(let texts) = object["xname"]?.content, let text = texts.first ?? nil { name = text }
        self.init(
            breaks: breaks, counts: counts.map { $0.flatMap { Int(exactly: $0) } }, title: title,
            valueTitle: valueTitle ?? name)
    }
}

extension HistogramPlot {
    /// The classes as `(20,30]`.
    var classLabels: [String] {
        let texts = RFormat.texts(breaks)
        return counts.indices.map { ($0 == 0 ? "[" : "(") + texts[$0] + "," + texts[$0 + 1] + "]" }
    }

    private var largest: Int { counts.compactMap(\.self).max() ?? 0 }

    /// The bars in characters, one line a class, with the counts at their ends.
    /// - Parameter width: Columns in all.
    public func text(width: Int = 72, marks: TextMarks = .plain) -> String {
        let labels = classLabels
        let margin = max(TextWidth.widest(labels), TextWidth.of(valueTitle))
        let room = max(8, width - margin - 4 - String(largest).count)
        let bars = zip(labels, counts).map { label, count in
            let length = largest == 0 ? 0 : Int((Double(count ?? 0) / Double(largest) * Double(room)).rounded())
            let bar = String(repeating: marks.bar, count: count ?? 0 > 0 ? max(1, length) : 0)
            return TextWidth.right(label, margin) + " \(marks.vertical)" + bar + " "
                + (count.map { String($0) } ?? "NA")
        }
        let head = TextWidth.right(valueTitle, margin) + "   " + countTitle
        return ((title.isEmpty ? [] : [title, ""]) + [head] + bars).joined(separator: "\n")
    }

    /// The bars as a vector figure.
    public func svg() -> String {
        let (left, right, top) = (64.0, 584.0, title.isEmpty ? 20.0 : 46.0)
        let bottom = top + 320
        let (first, last) = (breaks.first ?? 0, breaks.last ?? 1)
        let values = PlotScale(lower: first, upper: last, start: left + 8, end: right - 8)
        let ticks = PrettyTicks.covering(0, Double(max(1, largest))).filter { $0.rounded() == $0 }
        let heights = PlotScale(lower: 0, upper: ticks.last ?? 1, start: bottom, end: top)
        var figure = SVGDocument(
            width: right + 28, height: bottom + 52, title: title.isEmpty ? valueTitle : title, description: summary)
        figure.write(title, left, 24, size: 14, isBold: true)
        for (index, count) in counts.enumerated() {
            let (x, end) = (values.position(breaks[index]), values.position(breaks[index + 1]))
            guard let count else {
                figure.write("NA", (x + end) / 2, bottom - 5, anchor: .middle, size: 11)
                continue
            }
            let y = heights.position(Double(count))
            if count > 0 {
                figure.rectangle(x, y, end - x, bottom - y, fill: "#BFD9EC", stroke: "#000000")
            }
        }
        figure.verticalAxis(heights, ticks: ticks, at: left, title: countTitle)
        figure.horizontalAxis(
            values, ticks: PrettyTicks.within(first, last, count: 8), at: bottom, from: left, to: right,
            title: valueTitle)
        return figure.text
    }

    /// What the figure shows, in a sentence.
    private var summary: String {
        let cells = zip(classLabels, counts).map { $0 + ": " + ($1.map { String($0) } ?? "NA") }
        return "Histogram of \(valueTitle). " + cells.joined(separator: "; ") + "."
    }
}
