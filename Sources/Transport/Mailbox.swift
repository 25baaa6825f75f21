import Primitives
import Synchronization

/// Where a job that waits for a peer to dial receives the connection.
final class Mailbox: Sendable {
    /// A connection and the hello that came on it.
    struct Arrival: Sendable {
        let channel: TLSChannel
        let hello: JobHello
    }

    private let arrivals = Mutex<[Arrival]>([])
    private let bell: Doorbell

    init(bell: Doorbell) {
        self.bell = bell
    }

    func deliver(_ arrival: Arrival) {
        arrivals.withLock { $0.append(arrival) }
        bell.ring()
    }

    func take() -> Arrival? {
        arrivals.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
