public import Identity
public import Wire

/// How a job stands at one node, as the node answers the analyst.
public enum JobStatus: WireMessage {
    /// Not all nodes have the query yet, or others are before it; the place in the queue where it is known, 1 being next.
    case waiting(place: Int?)
    /// It is being computed.
    case running
    /// It is done; the node's signed part of the result.
    case done(SignedMessage)
    /// It ended without a result.
    case failed(Problem)

    /// The name under which it is encoded.
    public static let tag = "trefoil.job-status"
    /// The format written.
    public static let format: UInt16 = 1

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        switch self {
        case .waiting(let place):
            encoder.append(UInt8(0))
            encoder.append(UInt64(place ?? 0))
        case .running:
            encoder.append(UInt8(1))
        case .done(let part):
            encoder.append(UInt8(2))
            part.encode(into: &encoder)
        case .failed(let problem):
            encoder.append(UInt8(3))
            problem.encode(into: &encoder)
        }
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        switch try decoder.uint8() {
        case 0:
            let place = try decoder.uint64()
            self = .waiting(place: place == 0 ? nil : Int(clamping: place))
        case 1: self = .running
        case 2: self = .done(try SignedMessage(from: &decoder))
        case 3: self = .failed(try Problem(from: &decoder))
        default: throw Problem("malformed-message", "a job's state is unknown")
        }
    }
}
