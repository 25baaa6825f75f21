import Inference
import Language
import Wire

extension Interpreter {
    /// `x %o% y`
    func outer(_ operands: Operands) throws(Problem) -> Value {
        guard let a = operands.left.asObject, let b = operands.right.asObject, operands.left.asNumbers != nil,
            operands.right.asNumbers != nil
        else { throw operands.unfit("numbers") }
        return .object(RObject.outer(a, b) { $0 * $1 })
    }

    /// `a %*% b`
    func matrixProduct(_ operands: Operands) throws(Problem) -> Value {
        guard let a = operands.left.asObject?.asMatrix, let b = operands.right.asObject?.asMatrix,
            operands.left.asNumbers != nil, operands.right.asNumbers != nil,
            let inner = a.dimensions?[1], inner == b.dimensions?[0]
        else { throw operands.unfit("matrices of fitting sizes") }
        let (rows, columns) = (a.dimensions?[0] ?? 0, b.dimensions?[1] ?? 0)
        let (x, y) = (a.doubles, b.doubles)
        let product = (0..<rows).map { i in
            (0..<columns).map { j -> Double? in
                (0..<inner).reduce(0.0) { $0 + x[i + $1 * rows] * y[$1 + j * inner] }
            }
        }
        return .object(
            .matrix(product, rowNames: a.dimensionNames?[0] ?? nil, columnNames: b.dimensionNames?[1] ?? nil))
    }
}

extension RObject {
    /// A function of each pair.
    static func outer(_ left: RObject, _ right: RObject, _ body: (Double, Double) -> Double) -> RObject {
        let (a, b) = (left.doubles, right.doubles)
        return .matrix(
            a.map { x in b.map { body(x, $0) } }, rowNames: left.elementNames, columnNames: right.elementNames)
    }

    /// A matrix; a vector becomes one column.
    var asMatrix: RObject {
        if dimensions?.count == 2 { return self }
        var result = self
        result.names = nil
        result.dimensions = [count, 1]
        result.dimensionNames = names.map { [$0, nil] }
        return result
    }
}
