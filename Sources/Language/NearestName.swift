/// Finds the name that was probably meant.
public enum NearestName {
    /// The nearest of the names, nil where none is near: at most a third of the letters differ.
    public static func nearest(to name: String, among names: [String]) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
        let limit = wanted.count < 2 ? 0 : max(1, wanted.count / 3)
        var best: (distance: Int, name: String)?
        for candidate in names {
            let distance = editDistance(wanted, Array(candidate.lowercased().unicodeScalars.prefix(64)))
            if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.name
    }

    /// How to mend an unknown name: the nearest one, or the first few there are.
    public static func mend(for name: String, among names: [String]) -> String {
        if let nearest = nearest(to: name, among: names) { return "did you mean \(nearest)?" }
        guard !names.isEmpty else { return "there is none yet" }
        let more = names.count > 8 ? ", ..." : ""
        return "there is: " + names.prefix(8).joined(separator: ", ") + more
    }

    /// Letters to insert, remove, exchange or swap with a neighbour.
    static func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
        var (before, previous) = ([Int](), Array(0...second.count))
        for (row, letter) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                var least = min(
                    previous[column] + (letter == other ? 0 : 1), min(previous[column + 1], current[column]) + 1)
                if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                    least = min(least, before[column - 1] + 1)
                }
                current.append(least)
            }
            (before, previous) = (previous, current)
        }
        return previous[second.count]
    }
}
