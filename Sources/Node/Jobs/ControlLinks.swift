import SecretSharing
import Synchronization
import Transport
import Wire

/// The control connections to the two other nodes, as far as they are up.
final class ControlLinks: Sendable {
    private let connections = Mutex<[Role: PeerConnection]>([:])

    /// Takes a new connection to a node; an older one is closed.
    func connect(_ connection: PeerConnection, to role: Role) {
        let old = connections.withLock { connections in
            let old = connections[role]
            connections[role] = connection
            return old
        }
        old?.close()
    }

    /// Forgets a connection that has ended; false if a newer one has taken its place.
    func disconnect(_ connection: PeerConnection, from role: Role) -> Bool {
        connections.withLock { connections in
            guard connections[role] === connection else { return false }
            connections[role] = nil
            return true
        }
    }

    func isConnected(_ role: Role) -> Bool { connections.withLock { $0[role] != nil } }

    /// Sends to a node if it is connected. What is lost here is said again when the connection is back.
    func send(_ message: ControlMessage, to role: Role) {
        connections.withLock { $0[role] }?.trySend(message)
    }

    /// Sends to both other nodes.
    func broadcast(_ message: ControlMessage) {
        for connection in connections.withLock({ Array($0.values) }) { connection.trySend(message) }
    }
}

extension PeerConnection {
    /// Sends, or closes the connection if that fails.
    func trySend(_ message: ControlMessage) {
        do {
            try send(message.wireBytes)
        } catch {
            close()
        }
    }
}
