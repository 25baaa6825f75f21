import Foundation
import Glibc
import Synchronization
import Wire

@testable import Transport

/// Passes bytes on between a caller and a node, and can change one of those that the caller sends.
final class Relay: Sendable {
    let address: HostPort
    private let listener: ListeningSocket
    private let target: SocketAddress
    private let isCorrupting = Mutex(false)
    private let isStopped = Mutex(false)

    init(to target: HostPort) throws {
        listener = try ListeningSocket.bind(HostPort(host: "127.0.0.1", port: 0))
        address = HostPort(host: "127.0.0.1", port: listener.port)
        self.target = try SocketAddress.resolve(target)[0]
        Thread { [self] in accept() }.start()
    }

    func corruptNextBytes() { isCorrupting.withLock { $0 = true } }

    func stop() { isStopped.withLock { $0 = true } }

    private func accept() {
        while !isStopped.withLock({ $0 }) {
            var entries = [pollfd(listener.descriptor, Waiting.readable)]
            Waiting.wait(&entries, until: .now + .milliseconds(50))
            let caller = Glibc.accept(listener.descriptor, nil, nil)
            guard caller >= 0 else { continue }
            guard let node = target.makeSocket() else { continue }
            _ = target.with { connect(node, $0, $1) }
            Thread { [self] in pass(caller, node) }.start()
        }
    }

    private func pass(_ caller: Int32, _ node: Int32) {
        defer {
            close(caller)
            close(node)
        }
        _ = Sockets.makeNonBlocking(caller)
        var buffer = [UInt8](repeating: 0, count: 65536)
        while !isStopped.withLock({ $0 }) {
            var entries = [pollfd(caller, Waiting.readable), pollfd(node, Waiting.readable)]
            Waiting.wait(&entries, until: .now + .milliseconds(50))
            for (from, to, isCaller) in [(caller, node, true), (node, caller, false)] {
                let count = recv(from, &buffer, buffer.count, 0)
                if count == 0 { return }
                guard count > 0 else { continue }
                if isCaller {
                    isCorrupting.withLock { isCorrupting in
                        if isCorrupting { buffer[count - 1] ^= 1 }
                        isCorrupting = false
                    }
                }
                var done = 0
                while done < count {
                    let sent = buffer.withUnsafeBytes { bytes in
                        Glibc.send(to, bytes.baseAddress?.advanced(by: done), count - done, Int32(MSG_NOSIGNAL))
                    }
                    if sent > 0 {
                        done += sent
                    } else if errno != EAGAIN {
                        return
                    }
                }
            }
        }
    }
}
