import Primitives
import SecretSharing
import Wire

/// One line of the results to come.
struct Measurement: Hashable, Sendable, CustomStringConvertible {
    /// The operation or calibration.
    let name: String
    /// The mode; nil for a calibration.
    let mode: SecurityMode?
    /// The size.
    let n: Int

    var description: String { "\(name) \(n)" + (mode.map { ", \($0.rawValue)" } ?? "") }
}

/// What all parties of a benchmark are told alike.
struct Order: WireMessage {
    static var tag: String { "trefoil.bench-order" }
    static var format: UInt16 { 1 }

    /// What is measured, in order.
    var schedule: [Measurement]
    /// How often each.
    var repeats: Int
    /// The delay of each message, in nanoseconds.
    var latency: UInt64
    /// The seed of all inputs.
    var seed: [UInt8]
    /// A folder for what the parties write; whoever started them removes it.
    var folder: String

    init(schedule: [Measurement], repeats: Int, latency: UInt64, seed: [UInt8], folder: String) {
        (self.schedule, self.repeats, self.latency, self.seed) = (schedule, repeats, latency, seed)
        self.folder = folder
    }

    func encode(into encoder: inout WireEncoder) {
        encoder.append(list: schedule) { encoder, measurement in
            encoder.append(measurement.name)
            encoder.append(optional: measurement.mode) { $0.append($1.rawValue) }
            encoder.append(UInt64(measurement.n))
        }
        encoder.append(UInt64(repeats))
        encoder.append(latency)
        encoder.append(seed)
        encoder.append(folder)
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        schedule = try decoder.list(limit: 10_000) { (decoder) throws(Problem) in
            Measurement(
                name: try decoder.string(limit: 128),
                mode: try decoder.optional { (decoder) throws(Problem) in
                    SecurityMode(rawValue: try decoder.string(limit: 16))
                }.flatMap { $0 }, n: Int(try decoder.uint64()))
        }
        repeats = Int(try decoder.uint64())
        latency = try decoder.uint64()
        seed = try decoder.bytes(limit: 64)
        folder = try decoder.string(limit: 4096)
    }
}
