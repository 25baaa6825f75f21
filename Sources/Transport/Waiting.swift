import Glibc

/// Waiting for descriptors.
enum Waiting {
    static let readable = Int16(POLLIN)
    static let writable = Int16(POLLOUT)
    /// The other side will send nothing more (Linux's `POLLRDHUP`).
    static let ended: Int16 = 0x2000

    /// Waits until one of the entries has something to tell, or the instant has come.
    static func wait(_ entries: inout [pollfd], until: ContinuousClock.Instant) {
        let left = ContinuousClock.now.duration(to: until)
        let milliseconds = left <= .zero ? 0 : min((left + .microseconds(999)) / .milliseconds(1), 60_000)
        _ = poll(&entries, nfds_t(entries.count), Int32(milliseconds))
    }
}

extension pollfd {
    init(_ descriptor: Int32, _ events: Int16) {
        self.init(fd: descriptor, events: events, revents: 0)
    }
}
