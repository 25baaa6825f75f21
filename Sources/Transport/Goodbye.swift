import Wire

/// The last frame on a connection whose job or opening failed: why the sender leaves.
enum Goodbye: WireMessage, Equatable {
    /// The job ended at the sender, well or not; nothing is wrong with the connection.
    case ended
    /// The sender lost this node.
    case lost(String)
    /// The node found this; not always the sender, who may pass it on.
    case problem(Problem, by: String)

    static var tag: String { "trefoil.goodbye" }
    static var format: UInt16 { 1 }

    func encode(into encoder: inout WireEncoder) {
        switch self {
        case .ended:
            encoder.append(UInt8(0))
        case .lost(let node):
            encoder.append(UInt8(1))
            encoder.append(node)
        case .problem(let problem, let node):
            encoder.append(UInt8(2))
            encoder.append(node)
            problem.encode(into: &encoder)
        }
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        switch try decoder.uint8() {
        case 0: self = .ended
        case 1: self = .lost(try decoder.string(limit: 64).printable)
        case 2:
            let node = try decoder.string(limit: 64).printable
            self = .problem(try Problem(from: &decoder).printable, by: node)
        default: throw decoder.malformed("kind of goodbye")
        }
    }

    /// The largest form, in bytes.
    static let limit = 16384
}

extension Problem {
    /// The same in characters that a terminal or a log only shows.
    fileprivate var printable: Problem {
        Problem(code.printable, what.printable, at: place?.printable, mend: mend?.printable, kind: kind)
    }
}
