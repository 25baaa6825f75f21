import Inference

/// Whether two numbers agree: equal, both NaN, or within a relative difference.
func close(_ value: Double?, _ expected: Double, within tolerance: Double = 1e-9) -> Bool {
    guard let value else { return false }
    if value == expected || value.isNaN && expected.isNaN { return true }
    return abs(value - expected) <= tolerance * abs(expected)
}

/// Whether all numbers of an object agree with those expected.
func close(_ object: RObject?, _ expected: [Double], within tolerance: Double = 1e-9) -> Bool {
    guard let values = object?.doubles, values.count == expected.count else { return false }
    return zip(values, expected).allSatisfy { close($0, $1, within: tolerance) }
}
