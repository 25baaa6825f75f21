/// A host and a TCP port, as in `node1.example.org:30000`, `127.0.0.1:30000` or `[::1]:30000`.
public struct HostPort: Sendable, Hashable, CustomStringConvertible {
    /// The host's name or address, without brackets.
    public let host: String
    /// The port; 0 asks the system for a free one, where one listens.
    public let port: UInt16

    /// A host and a port.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port`; an IPv6 address stands in brackets. Nil for anything else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        var host = text[..<colon]
        let digits = text[text.index(after: colon)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits) else {
            return nil
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":"), Self.isPlain(host, also: ":%.") else { return nil }
        } else {
            guard Self.isPlain(host, also: "-._") else { return nil }
        }
        self.init(host: String(host), port: port)
    }

    /// The text that ``init(_:)`` reads.
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private static func isPlain(_ host: Substring, also extra: String) -> Bool {
        (1...253).contains(host.utf8.count)
            && host.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
                    || extra.utf8.contains(byte)
            }
    }
}
