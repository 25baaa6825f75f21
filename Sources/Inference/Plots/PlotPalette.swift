/// Colours, dashes and marks that tell groups apart, also in print and for the colour-blind.
///
/// Source: Okabe and Ito, Color Universal Design (2008), without the yellow, which is faint on white.
enum PlotPalette {
    static let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9"]
    /// SVG dash patterns; the first is a solid line.
    static let dashes = ["", "8 4", "2 3", "10 3 2 3", "5 2", "14 4", "6 2 2 2 2 2"]
    /// Marks of text plots.
    static let marks: [Character] = ["*", "o", "x", "#", "@", "%", "="]

    static func colour(_ index: Int) -> String { colours[index % colours.count] }
    static func dash(_ index: Int) -> String { dashes[index % dashes.count] }
    static func mark(_ index: Int) -> Character { marks[index % marks.count] }
}
