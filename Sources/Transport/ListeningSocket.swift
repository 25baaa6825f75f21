import Glibc
import Synchronization
public import Wire

/// A TCP socket on which peers may connect.
public final class ListeningSocket: Sendable {
    private let state: Mutex<Int32>
    /// The port, also where the system chose it.
    public let port: UInt16

    private init(descriptor: Int32, port: UInt16) {
        state = Mutex(descriptor)
        self.port = port
    }

    deinit {
        close()
    }

    /// Listens on an address; port 0 takes a free one. Fails with `port-in-use` or `cannot-listen`.
    public static func bind(_ address: HostPort) throws(Problem) -> ListeningSocket {
        let resolved = try SocketAddress.resolve(address, passive: true)
        var failure: Int32 = 0
        for candidate in resolved {
            guard let descriptor = candidate.makeSocket() else {
                failure = errno
                continue
            }
            Sockets.set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
            if candidate.with({ Glibc.bind(descriptor, $0, $1) }) == 0, listen(descriptor, 128) == 0 {
                return ListeningSocket(descriptor: descriptor, port: localPort(descriptor))
            }
            failure = errno
            _ = Glibc.close(descriptor)
        }
        if failure == EADDRINUSE {
            throw Problem(
                "port-in-use", "the port \(address.port) is in use by another program", at: "\(address)",
                mend: "stop that program, or choose another port")
        }
        throw Problem(
            "cannot-listen", "this machine cannot listen here: \(Sockets.words(failure))", at: "\(address)",
            mend: "check the address and the port")
    }

    /// Takes over a socket that already listens, for instance one that was inherited.
    public static func adopt(descriptor: Int32) throws(Problem) -> ListeningSocket {
        var accepting: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &accepting, &length) == 0, accepting == 1,
            Sockets.makeNonBlocking(descriptor)
        else {
            throw Problem("cannot-listen", "the descriptor \(descriptor) is not a socket that listens")
        }
        return ListeningSocket(descriptor: descriptor, port: localPort(descriptor))
    }

    /// Stops listening; the port is free afterwards.
    public func close() {
        state.withLock { descriptor in
            if descriptor >= 0 { _ = Glibc.close(descriptor) }
            descriptor = -1
        }
    }

    /// Hands the descriptor over to the caller, who closes it.
    public func takeDescriptor() -> Int32 {
        state.withLock { descriptor in
            defer { descriptor = -1 }
            return descriptor
        }
    }

    var descriptor: Int32 { state.withLock { $0 } }

    private static func localPort(_ descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let found = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard found == 0 else { return 0 }
        // The port stands at the same place for IPv4 and IPv6, high byte first.
        return withUnsafeBytes(of: &storage) { UInt16($0[2]) << 8 | UInt16($0[3]) }
    }
}
