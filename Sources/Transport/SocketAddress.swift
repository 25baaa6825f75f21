import Glibc
import Wire

/// A resolved address to connect or bind to.
struct SocketAddress: Sendable {
    let family: Int32
    private let bytes: [UInt8]

    /// The addresses of a host, best first. May ask the name service, and wait for it, unless the host is a number.
    static func resolve(_ target: HostPort, passive: Bool = false) throws(Problem) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = passive ? AI_PASSIVE : 0
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(target.host, String(target.port), &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        var found: [SocketAddress] = []
        var next = list
        while status == 0, let entry = next {
            if let address = SocketAddress(entry.pointee) { found.append(address) }
            next = entry.pointee.ai_next
        }
        guard !found.isEmpty else {
            throw Problem(
                "unknown-host", "the host \(target.host) is not known", at: "\(target)",
                mend: "check the address in the study, and this machine's name service", kind: .tryAgain)
        }
        return found
    }

    private init?(_ entry: addrinfo) {
        guard let address = entry.ai_addr else { return nil }
        family = entry.ai_family
        bytes = Array(UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen)))
    }

    /// A new non-blocking socket of the address's family; nil with `errno` set if there is none to have.
    func makeSocket() -> Int32? {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, kind, 0)
        return descriptor >= 0 ? descriptor : nil
    }

    /// Calls a system function with the address.
    func with<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) { $0.copyBytes(from: bytes.prefix($0.count)) }
        return withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(bytes.count)) }
        }
    }
}
