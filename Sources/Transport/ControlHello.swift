import Primitives
import SecretSharing
import Wire

/// The first message of each side on a control connection.
struct ControlHello: WireMessage {
    static var tag: String { "trefoil.control-hello" }
    static var format: UInt16 { 1 }
    static let limit = 4096

    var wireVersion = JobHello.currentWireVersion
    var studyDigest: Digest
    var studyName: String
    var role: Role
    /// The name of the security mode; empty where the sender names none.
    var mode: String

    init(_ study: StudyPeers) {
        studyDigest = study.studyDigest
        studyName = study.studyName
        role = study.ownRole
        mode = study.mode?.rawValue ?? ""
    }

    func encode(into encoder: inout WireEncoder) {
        encoder.append(wireVersion)
        encoder.append(studyDigest)
        encoder.append(studyName)
        encoder.append(role.rawValue)
        encoder.append(mode)
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        wireVersion = try decoder.uint32()
        studyDigest = try decoder.digest()
        studyName = try decoder.string(limit: 256)
        guard let role = Role(rawValue: try decoder.uint8()) else { throw decoder.malformed("role") }
        self.role = role
        mode = try decoder.string(limit: 16)
    }
}
