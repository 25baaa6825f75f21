/// A figure in Scalable Vector Graphics, built shape by shape.
///
/// Fonts are named by generic family, nothing is loaded from elsewhere, coordinates have two decimals at most and look the
/// same in every locale.
struct SVGDocument {
    /// How a text lies about its point.
    enum Anchor: String { case start, middle, end }

    let width: Double
    let height: Double
    let title: String
    /// What the figure shows, for those who do not see it.
    let description: String
    private var elements: [String] = []

    init(width: Double, height: Double, title: String, description: String) {
        self.width = width
        self.height = height
        self.title = title
        self.description = description
    }

    /// The whole document.
    var text: String {
        let (wide, high) = (Self.number(width), Self.number(height))
        let head = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"\(Self.escaped(title))\" width=\"\(wide)\""
                + " height=\"\(high)\" viewBox=\"0 0 \(wide) \(high)\" font-family=\"sans-serif\" font-size=\"12\">",
            "<title>\(Self.escaped(title))</title>", "<desc>\(Self.escaped(description))</desc>",
            "<rect width=\"\(wide)\" height=\"\(high)\" fill=\"#ffffff\"/>",
        ]
        return (head + elements + ["</svg>", ""]).joined(separator: "\n")
    }

    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String = "#000000", width: Double = 1,
        dash: String = ""
    ) {
        let from = "x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\""
        let to = "x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\""
        elements.append("<line \(from) \(to) \(Self.stroke(stroke, width, dash))/>")
    }

    mutating func path(_ path: SVGPath, stroke: String, width: Double = 1.8, dash: String = "") {
        elements.append(
            "<path d=\"\(path.text)\" fill=\"none\" stroke-linejoin=\"miter\" \(Self.stroke(stroke, width, dash))/>")
    }

    mutating func area(_ path: SVGPath, fill: String, opacity: Double = 1) {
        let faint = opacity < 1 ? " fill-opacity=\"\(Self.number(opacity))\"" : ""
        elements.append("<path d=\"\(path.text)\" fill=\"\(fill)\"\(faint)/>")
    }

    mutating func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, stroke: String = "none",
        dash: String = ""
    ) {
        let place = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        let size = "width=\"\(Self.number(max(0, width)))\" height=\"\(Self.number(max(0, height)))\""
        elements.append("<rect \(place) \(size) fill=\"\(fill)\" \(Self.stroke(stroke, 1.2, dash))/>")
    }

    mutating func circle(_ x: Double, _ y: Double, radius: Double, stroke: String) {
        elements.append(
            "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\" fill=\"none\""
                + " \(Self.stroke(stroke, 1.2, ""))/>")
    }

    mutating func write(
        _ text: String, _ x: Double, _ y: Double, anchor: Anchor = .start, size: Double = 12, isBold: Bool = false,
        fill: String = "#000000", isVertical: Bool = false
    ) {
        guard !text.isEmpty else { return }
        let place = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor.rawValue)\""
        let look =
            (size == 12 ? "" : " font-size=\"\(Self.number(size))\"") + (isBold ? " font-weight=\"bold\"" : "")
            + (fill == "#000000" ? "" : " fill=\"\(fill)\"")
            + (isVertical ? " transform=\"rotate(-90 \(Self.number(x)) \(Self.number(y)))\"" : "")
        elements.append("<text \(place)\(look)>\(Self.escaped(text))</text>")
    }

    private static func stroke(_ colour: String, _ width: Double, _ dash: String) -> String {
        if colour == "none" { return "stroke=\"none\"" }
        return "stroke=\"\(colour)\" stroke-width=\"\(number(width))\""
            + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
    }
}
