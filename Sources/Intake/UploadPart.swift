public import SecretSharing
import Study
public import Wire

/// What one node receives of an upload: two of the three components, each as a seed or in full. Never printed.
public struct UploadPart: WireMessage, CustomStringConvertible, CustomReflectable {
    /// The name on the wire.
    public static var tag: String { "trefoil.upload-part" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// A component as it travels.
    public enum Content: Sendable {
        /// The seed that the component is expanded from.
        case seed(Dealing.Seed)
        /// The component itself: its salt, and the bytes of each vector in the order of the layout.
        case explicit(salt: [UInt8], vectors: [[UInt8]])
    }

    /// The node that this part is for.
    public let role: Role
    /// Component i of party i.
    public let own: Content
    /// Component i+1 of party i.
    public let next: Content

    /// A part.
    public init(role: Role, own: Content, next: Content) {
        self.role = role
        self.own = own
        self.next = next
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(role.rawValue)
        for content in [own, next] {
            switch content {
            case .seed(let seed):
                encoder.append(UInt8(0))
                encoder.append(raw: seed.bytes)
            case .explicit(let salt, let vectors):
                encoder.append(UInt8(1))
                encoder.append(raw: salt)
                encoder.append(list: vectors) { $0.append($1) }
            }
        }
    }

    /// Reads the contents; whether they fit a study is seen when the part is expanded.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        guard let role = Role(rawValue: try decoder.uint8()) else { throw decoder.malformed("role") }
        self.role = role
        own = try Self.content(from: &decoder)
        next = try Self.content(from: &decoder)
    }

    private static func content(from decoder: inout WireDecoder) throws(Problem) -> Content {
        switch try decoder.uint8() {
        case 0:
            guard let seed = Dealing.Seed(bytes: try decoder.raw(Dealing.Seed.byteCount)) else {
                throw decoder.malformed("seed")
            }
            return .seed(seed)
        case 1:
            let salt = try decoder.raw(TableComponent.saltByteCount)
            let vectors = try decoder.list(limit: 1 << 20) { (d) throws(Problem) in try d.bytes(limit: d.remaining) }
            return .explicit(salt: salt, vectors: vectors)
        default:
            throw decoder.malformed("kind of component")
        }
    }

    /// The role only.
    public var description: String { "UploadPart(\(role))" }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
