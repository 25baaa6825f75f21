import Fields
import SecretSharing

/// What a way to evaluate a circuit costs.
public protocol CircuitCost {
    /// ANDs a row.
    var gates: Int { get }
    /// Hops, whatever the number of rows.
    var hops: Int { get }
}

extension Session {
    /// The quickest of several ways to evaluate a circuit, the one with the fewest hops first.
    ///
    /// Few rows take the first way; the time of a hop is only asked for where the ANDs take longer than a hop can.
    public func quickest<Way: CircuitCost>(of ways: [Way], rows: Int) throws(MPCError) -> Way {
        func gateSeconds(_ way: Way) -> Double {
            Double(way.gates) * Double(PackedBits.wordCount(rows)) * secondsPerWord
        }
        guard gateSeconds(ways[0]) > Self.shortestHop else { return ways[0] }
        let hop = try hopTime() / .seconds(1)
        func seconds(_ way: Way) -> Double { gateSeconds(way) + Double(way.hops) * hop }
        return ways.dropFirst().reduce(ways[0]) { seconds($1) < seconds($0) ? $1 : $0 }
    }

    /// Roughly what 64 ANDs take from their operands to the verified result, in seconds.
    var secondsPerWord: Double {
        switch mode {
        case .passive: 20e-9
        case .active: 80e-9
        }
    }

    /// No link is quicker, in seconds.
    private static var shortestHop: Double { 10e-6 }
}
