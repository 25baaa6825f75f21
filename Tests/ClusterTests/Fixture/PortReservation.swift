import Glibc
import Transport
import Wire

/// A port that stays ours while a node is stopped: a socket is bound to it that never listens, so that nobody else gets
/// the port and whoever connects to it is refused.
final class PortReservation: Sendable {
    let address: HostPort
    private let descriptor: Int32

    init() throws(Problem) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isBound else { throw Problem("no-port", "no port is free") }
        address = HostPort(host: "127.0.0.1", port: UInt16(bigEndian: place.sin_port))
    }

    deinit { close(descriptor) }

    /// A socket that listens here, to be handed over.
    func listen() throws(Problem) -> Int32 { try ListeningSocket.bind(address).takeDescriptor() }
}
