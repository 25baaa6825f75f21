import Inference

/// Whether numbers equal R's to a relative tolerance; nil is `NA`, NaN equals NaN.
func agree(_ values: [Double?], _ expected: [Double?], tolerance: Double = 1e-12) -> Bool {
    values.count == expected.count
        && zip(values, expected).allSatisfy { value, wanted in
            guard let value, let wanted else { return value == nil && wanted == nil }
            if value == wanted || (value.isNaN && wanted.isNaN) { return true }
            return abs(value - wanted) <= tolerance * max(abs(wanted), 1e-3)
        }
}

/// The numbers of a component, nil for `NA`.
func numbers(_ object: RObject?) -> [Double?] {
    guard case .numbers(let values) = object?.content else { return [] }
    return values
}

/// Eight rows in two groups: times 1 2 2 3 5 5 7 9, events 1 1 0 1 0 1 1 0, groups 1 1 2 1 2 2 2 2.
let smallTable = LifetimeTable(
    times: [1, 2, 3, 5, 7, 9],
    groups: [
        .init(label: "g=1", events: [1, 1, 1, 0, 0, 0], censored: [0, 0, 0, 0, 0, 0]),
        .init(label: "g=2", events: [0, 0, 0, 1, 1, 0], censored: [0, 1, 0, 1, 0, 1]),
    ])
