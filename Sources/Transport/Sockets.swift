import Glibc

/// Settings that all sockets of the transport share.
enum Sockets {
    /// Writing to a connection that the other side closed is an error, not the end of the process.
    static let ignoreBrokenPipes: Void = {
        _ = signal(SIGPIPE, SIG_IGN)
    }()

    /// Prepares a connected or connecting socket: no delay, and a silent machine is noticed within about ten seconds.
    static func prepare(_ descriptor: Int32) {
        set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1)
        set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPIDLE, 4)
        set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPINTVL, 2)
        set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPCNT, 3)
        setPatience(descriptor, usualPatience)
    }

    /// How long data may lie with a machine that does not take it, unless a job says more.
    static let usualPatience = Duration.seconds(10)

    /// Lets the system give a connection up once data has waited this long for the other side to acknowledge it or to
    /// make room for it.
    static func setPatience(_ descriptor: Int32, _ patience: Duration) {
        let milliseconds = max(1, min(patience / .milliseconds(1), Double(Int32.max)))
        set(descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, Int32(milliseconds))
    }

    /// Makes calls on the descriptor return at once, and closes it in children.
    static func makeNonBlocking(_ descriptor: Int32) -> Bool {
        let flags = fcntl(descriptor, F_GETFL, 0)
        return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0
            && fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
    }

    /// The error that a connection attempt ended with; 0 for none.
    static func pendingError(_ descriptor: Int32) -> Int32 {
        var number: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &length) == 0 ? number : errno
    }

    static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        _ = setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// What the system says about an error number.
    static func words(_ number: Int32) -> String {
        strerror(number).map { String(cString: $0) } ?? "error \(number)"
    }
}
