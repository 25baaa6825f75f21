/// Why a computation among three parties ended without a result. Holds no data.
public enum MPCError: Error, Hashable, Sendable {
    /// A message did not arrive as expected.
    case link(LinkError, step: String)
    /// A neighbour sent something that is no element of the field.
    case notCanonical(node: String, step: String)
    /// The neighbours gave different copies of one component; which of them is at fault cannot be told.
    case copiesDiffer(step: String)
    /// The views of the openings so far differ; which party is at fault cannot be told.
    case viewsDiffer(step: String)
    /// What was opened as an order of rows names a row twice; which party is at fault cannot be told.
    case notAPermutation(step: String)
    /// The program used a step twice, which would reuse a mask.
    case stepReused(String)
    /// The check of all products failed: a party deviated, and which one cannot be told.
    case verificationFailed(step: String)
}

extension MPCError: CustomStringConvertible {
    /// One line, in words.
    public var description: String {
        switch self {
        case .link(let error, let step): "\(error.description), at step \(step)"
        case .notCanonical(let node, let step): "\(node) sent a value outside the field, at step \(step)"
        case .copiesDiffer(let step): "the two other nodes gave different copies of a share, at step \(step)"
        case .viewsDiffer(let step): "the nodes have seen different values opened, at step \(step)"
        case .notAPermutation(let step): "what was opened as an order of rows names a row twice, at step \(step)"
        case .stepReused(let step): "step \(step) was used twice"
        case .verificationFailed(let step):
            "the check of the computation failed, at step \(step): a node deviated, and which one cannot be told"
        }
    }
}

extension LinkError: CustomStringConvertible {
    /// One line, in words.
    public var description: String {
        switch self {
        case .lost(let node): "the connection to \(node) was lost"
        case .timedOut(let node): "\(node) did not answer in time"
        case .cancelled: "the job was cancelled"
        case .outOfStep(let node, _, _): "\(node) sent a message of another step"
        case .wrongLength(let node, let expected, let got):
            "\(node) sent a message of \(got) bytes where \(expected) were due"
        }
    }
}
