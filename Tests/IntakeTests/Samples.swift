import Foundation
import Identity
import Primitives
import SecretSharing
import Study
import Wire

@testable import Intake

/// A small codebook: a factor, a number with missing values, a whole number.
let sampleCodebook: Codebook = {
    // The columns are sound, so the codebook is made.
    guard
        let codebook = try? Codebook(columns: [
            Column(name: "gender", kind: .factor(levels: ["male", "female", "not, said"]), missing: true),
            Column(
                name: "age", kind: .number(NumberScale(decimals: 1, minimum: 0, maximum: 1300)), missing: false,
                unit: "years"),
            Column(name: "change", kind: .number(NumberScale(decimals: 2, minimum: -500, maximum: 500)), missing: true),
        ])
    else { fatalError("the sample codebook is not accepted") }
    return codebook
}()

/// Reads a CSV text.
func checked(
    _ text: String, codebook: Codebook = sampleCodebook, format: CSVFormat = CSVFormat(),
    limits: IntakeLimits = IntakeLimits()
) throws(BadTable) -> CheckedTable {
    try CheckedTable(csv: Array(text.utf8), file: "table.csv", codebook: codebook, format: format, limits: limits)
}

/// The problems that a CSV text is refused with; empty if it is accepted.
func problems(
    _ text: String, codebook: Codebook = sampleCodebook, format: CSVFormat = CSVFormat(),
    limits: IntakeLimits = IntakeLimits()
) -> [Problem] {
    do throws(BadTable) {
        _ = try checked(text, codebook: codebook, format: format, limits: limits)
        return []
    } catch {
        return error.problems
    }
}

/// A file below the root of the project.
func projectFile(_ path: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent(path).path
}

/// A generator of reproducible numbers (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
