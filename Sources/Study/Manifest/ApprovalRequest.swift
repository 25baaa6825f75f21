public import Primitives
public import Wire

/// A query that nothing in the manifest covers, as it waits for the approval of a node, or as it was decided.
public struct ApprovalRequest: WireMessage, Equatable {
    /// How a node has decided.
    public enum Decision: Sendable, Equatable {
        /// Not yet.
        case waiting
        /// It may run.
        case approved(by: String)
        /// It may not, and why.
        case refused(by: String, reason: String)
    }

    /// The name on the wire.
    public static var tag: String { "trefoil.approval-request" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The canonical text of the plan.
    public let planText: String
    /// Who asked first.
    public let analyst: String
    /// When, in seconds since 1970 by the node's clock.
    public let asked: UInt64
    /// What the plan touches, as a digest: an approval holds through an amendment that leaves it the same.
    public let touched: Digest
    /// How the node has decided.
    public var decision: Decision

    /// A request.
    public init(
        planText: String, analyst: String, asked: UInt64, touched: Digest, decision: Decision = .waiting
    ) {
        self.planText = planText
        self.analyst = analyst
        self.asked = asked
        self.touched = touched
        self.decision = decision
    }

    /// The plan's digest.
    public var plan: Digest { AgreedPlan.digest(of: planText) }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(planText)
        encoder.append(analyst)
        encoder.append(asked)
        encoder.append(touched)
        switch decision {
        case .waiting: encoder.append(UInt8(0))
        case .approved(let name):
            encoder.append(UInt8(1))
            encoder.append(name)
        case .refused(let name, let reason):
            encoder.append(UInt8(2))
            encoder.append(name)
            encoder.append(reason)
        }
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        planText = try decoder.string(limit: 65_536)
        analyst = try decoder.string(limit: 64)
        asked = try decoder.uint64()
        touched = try decoder.digest()
        switch try decoder.uint8() {
        case 0: decision = .waiting
        case 1: decision = .approved(by: try decoder.string(limit: 64))
        case 2: decision = .refused(by: try decoder.string(limit: 64), reason: try decoder.reason())
        default: throw decoder.malformed("decision")
        }
    }
}
