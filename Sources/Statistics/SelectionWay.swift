import MPC

/// How to find the values at some ranks, and what it costs.
struct SelectionWay: CircuitCost, Hashable {
    /// The algorithm.
    enum Method: Hashable {
        /// Each row is compared with each; see ``AllPairs``.
        case allPairs
        /// From the top digit to the lowest, digits of so many bits; see ``Descent``.
        case descent(digit: Int)
    }

    let method: Method
    /// ANDs a row; what is converted to elements counts as the ANDs that take as long.
    let gates: Int
    let hops: Int

    /// The ways worth a thought, the one with the fewest hops first.
    static func ways(rows: Int, width: Int, ranks: Int) -> [SelectionWay] {
        var ways = (1...min(4, width)).map { descent(rows: rows, width: width, ranks: ranks, digit: $0) }
        if rows <= mostRowsInPairs && width <= 64 { ways.append(allPairs(rows: rows, width: width, ranks: ranks)) }
        return ways.sorted { $0.hops < $1.hops }
    }

    private static func allPairs(rows: Int, width: Int, ranks: Int) -> SelectionWay {
        let comparison = 5 * width / 2 + conversion
        return SelectionWay(
            method: .allPairs, gates: (rows - 1) * comparison / 2 + width * conversion + ranks * (121 + conversion),
            hops: 13 + logarithm(width))
    }

    private static func descent(rows: Int, width: Int, ranks: Int, digit: Int) -> SelectionWay {
        let steps = (width + digit - 1) / digit
        let thresholds = (1 << digit) - 1
        // What is left of a vector after adding in threes, two words of each weight, becomes elements.
        let counting = min(rows, 128 * (1 + logarithm((rows + 63) / 64))) * conversion
        return SelectionWay(
            method: .descent(digit: digit),
            gates: steps * (3 * thresholds * ranks + thresholds - digit + thresholds * ranks * counting / rows),
            hops: steps * (14 + digit + Session.adderLayers(count: rows)))
    }

    /// Pairs are all in memory at once.
    private static let mostRowsInPairs = 1024
    /// As many ANDs take about as long as to turn a bit into an element of F_p.
    private static let conversion = 200

    /// ceil(log2 n) for n >= 1.
    private static func logarithm(_ n: Int) -> Int { Int.bitWidth - (n - 1).leadingZeroBitCount }
}
