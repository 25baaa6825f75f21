import Glibc
import Primitives

/// A connection that is being dialled: TCP, then TLS. Never waits; the owner polls ``descriptor`` for ``events``.
final class Outgoing {
    private enum Stage {
        case connecting(Int32)
        case handshaking(TLSChannel, TLSChannel.Progress)
        case over
    }

    private var stage = Stage.over
    private var untried: ArraySlice<SocketAddress>
    private let context: TLSContext
    private let pin: Digest
    /// When the attempt counts as failed.
    let deadline: ContinuousClock.Instant

    /// Begins to dial.
    ///
    /// - Parameters:
    ///   - addresses: tried one after the other until one connects.
    ///   - context: the node's settings.
    ///   - pin: the digest of the certificate that the other side must show.
    ///   - deadline: when the attempt counts as failed.
    init(
        addresses: [SocketAddress], context: TLSContext, pin: Digest, deadline: ContinuousClock.Instant
    ) throws(ChannelEnd) {
        untried = addresses[...]
        self.context = context
        self.pin = pin
        self.deadline = deadline
        try connect(after: .system(EHOSTUNREACH))
    }

    deinit {
        if case .connecting(let descriptor) = stage { _ = close(descriptor) }
    }

    var descriptor: Int32 {
        switch stage {
        case .connecting(let descriptor): descriptor
        case .handshaking(let channel, _): channel.descriptor
        case .over: -1
        }
    }

    var events: Int16 {
        if case .handshaking(_, .wantsToRead) = stage { return Waiting.readable }
        return Waiting.writable
    }

    /// Goes on as far as possible; gives the channel once it is secure.
    func advance() throws(ChannelEnd) -> TLSChannel? {
        guard ContinuousClock.now < deadline else { throw .system(ETIMEDOUT) }
        if case .connecting(let descriptor) = stage {
            var entry = [pollfd(descriptor, Waiting.writable)]
            guard poll(&entry, 1, 0) > 0 else { return nil }
            let number = Sockets.pendingError(descriptor)
            if number == 0 {
                try secure(descriptor)
            } else {
                stage = .over
                _ = close(descriptor)
                try connect(after: .system(number))
                return nil
            }
        }
        guard case .handshaking(let channel, _) = stage else { return nil }
        let progress = try channel.handshake()
        guard case .done = progress else {
            stage = .handshaking(channel, progress)
            return nil
        }
        stage = .over
        return channel
    }

    private func connect(after failure: ChannelEnd) throws(ChannelEnd) {
        var failure = failure
        while let address = untried.popFirst() {
            guard let descriptor = address.makeSocket() else { throw .system(errno) }
            Sockets.prepare(descriptor)
            if address.with({ Glibc.connect(descriptor, $0, $1) }) == 0 || errno == EINPROGRESS {
                stage = .connecting(descriptor)
                return
            }
            failure = .system(errno)
            _ = close(descriptor)
        }
        throw failure
    }

    private func secure(_ descriptor: Int32) throws(ChannelEnd) {
        stage = .over
        guard let channel = TLSChannel(descriptor: descriptor, isDialled: true, context: context, accepted: [pin])
        else { throw .damaged("TLS cannot be set up") }
        stage = .handshaking(channel, .wantsToWrite)
    }
}
