/// A path: straight lines from point to point.
struct SVGPath {
    private(set) var text = ""

    mutating func move(_ x: Double, _ y: Double) { add("M", SVGDocument.number(x) + " " + SVGDocument.number(y)) }
    mutating func line(_ x: Double, _ y: Double) { add("L", SVGDocument.number(x) + " " + SVGDocument.number(y)) }
    mutating func horizontal(_ x: Double) { add("H", SVGDocument.number(x)) }
    mutating func vertical(_ y: Double) { add("V", SVGDocument.number(y)) }
    mutating func close() { text += "Z" }

    private mutating func add(_ command: String, _ numbers: String) { text += command + numbers }
}
