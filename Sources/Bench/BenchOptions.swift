public import SecretSharing
import Wire

/// What to measure, and how.
public struct BenchOptions: Sendable {
    /// What lies between the parties.
    public enum LinkKind: String, Sendable, CaseIterable {
        /// Three processes, TLS 1.3 with certificates on both sides, on the loopback interface.
        case tls
        /// Three threads of one process.
        case memory
    }

    /// What lies between the parties.
    public var link = LinkKind.tls
    /// How long each message takes in addition, in nanoseconds.
    public var latency: UInt64 = 0
    /// The security modes, in the order in which they are measured.
    public var modes: [SecurityMode] = [.passive, .active]
    /// The operations; none for all.
    public var only: [String] = []
    /// The size of all operations; nil for the sizes that each has in the list.
    public var n: Int?
    /// How often each operation runs; the result is the median.
    public var repeats = 3
    /// Where all inputs come from, 32 bytes.
    public var seed: [UInt8]

    /// The usual choice, with inputs from this seed.
    public init(seed: [UInt8]) { self.seed = seed }

    /// What the parties are told, if these are the operations that there are.
    func order(
        _ known: [Operation], _ calibrations: [Calibration], folder: String
    ) throws(Problem) -> Order {
        guard repeats > 0, n ?? 1 > 0 else {
            throw Problem(
                "bad-bench", "an operation is measured at least once, with at least one element",
                mend: "give --n and --repeat numbers from 1", kind: .usage)
        }
        let names = known.map(\.name)
        if let unknown = only.first(where: { !names.contains($0) }) {
            throw Problem(
                "unknown-operation", "nothing called \(unknown) is measured",
                mend: "choose from: \(names.joined(separator: ", "))", kind: .usage)
        }
        let chosen = known.filter { only.isEmpty || only.contains($0.name) }
        let measurements = chosen.flatMap { operation in
            (n.map { [$0] } ?? operation.sizes).flatMap { n in
                modes.map { Measurement(name: operation.name, mode: $0, n: n) }
            }
        }
        let first = calibrations.map { Measurement(name: $0.name, mode: nil, n: $0.size(latency: latency)) }
        return Order(schedule: first + measurements, repeats: repeats, latency: latency, seed: seed, folder: folder)
    }

    /// The names of all operations.
    public static var operations: [String] { Operation.all.map(\.name) }
}
