/// Frequency tables, finished from released counts.
public enum Frequency {
    /// Counts by level, in the order of levels. Releases: each count.
    public static func table(levels: [String], counts: [Int?]) -> Answer {
        .frequency(zip(levels, counts).map { FrequencyEntry($0, $1) })
    }

    /// Counts of FALSE and TRUE.
    public static func table(falseCount: Int?, trueCount: Int?) -> Answer {
        .frequency([FrequencyEntry("FALSE", falseCount), FrequencyEntry("TRUE", trueCount)])
    }

    /// Counts by integer part, from `lowest` on, one count an integer.
    ///
    /// Where the policy releases extremes (`trimmed`), zeros before the first and after the last count are left out, so
    /// that an empty selection gives an empty table.
    public static func table(lowest: Int, counts: [Int?], trimmed: Bool) -> Answer {
        let entries = counts.enumerated().map { FrequencyEntry(String(lowest + $0.offset), $0.element) }
        guard trimmed else { return .frequency(entries) }
        guard let first = entries.firstIndex(where: { $0.count != 0 }),
            let last = entries.lastIndex(where: { $0.count != 0 })
        else { return .frequency([]) }
        return .frequency(Array(entries[first...last]))
    }
}
