import Glibc
public import MPC
import Wire

extension TLSLink {
    /// Waits for the next message of a neighbour, sending meanwhile what still waits for either of them.
    public func receive(
        into payload: UnsafeMutableRawBufferPointer, tag: UInt64, from neighbour: Neighbour
    ) throws(LinkError) {
        if let trouble { throw trouble }
        var expected = ExpectedMessage(target: payload, tag: tag)
        if try take(&expected, from: neighbour) { return }
        awaited = neighbour
        defer { awaited = nil }
        let began = ContinuousClock.now
        // A long message takes longer than waking up does, and the core is better left to whoever computes it.
        let spinEnd = payload.count > TLSChannel.recordByteCount ? began : began + lobby.timeouts.spin
        repeat {
            sched_yield()
            try flush()
            if try take(&expected, from: neighbour) { return }
        } while ContinuousClock.now < spinEnd
        if try take(&expected, from: neighbour, until: began + lobby.timeouts.hop) { return }
        // The neighbour may wait for the third node itself. Each tells the others before it gives up.
        try announceWaiting(for: neighbour)
        if try take(&expected, from: neighbour, until: .now + lobby.timeouts.hop / 10) { return }
        throw silent(neighbour)
    }

    /// Sleeps and takes until the message is whole, or the instant has come.
    private func take(
        _ expected: inout ExpectedMessage, from neighbour: Neighbour, until deadline: ContinuousClock.Instant
    ) throws(LinkError) -> Bool {
        while true {
            if cancellation.isCancelled { throw cancelled() }
            try sleep(awaiting: neighbour, until: deadline)
            try flush()
            if try take(&expected, from: neighbour) { return true }
            guard ContinuousClock.now < deadline else { return false }
        }
    }

    /// Lets both neighbours know that this node is there and whom it waits for.
    private func announceWaiting(for neighbour: Neighbour) throws(LinkError) {
        hasAnnouncedWaiting = true
        let name = Array(self[neighbour].name.utf8)
        for side in Neighbour.allCases {
            do throws(ChannelEnd) {
                try self[side].channel.send(name, tag: Frame.Tag.waiting)
            } catch {
                throw lost(side, error)
            }
        }
    }

    /// Waits for some time, sending meanwhile what still waits for either neighbour.
    public func pause(_ duration: Duration) throws(LinkError) {
        if let trouble { throw trouble }
        let end = ContinuousClock.now + duration
        while true {
            try flush()
            if cancellation.isCancelled { throw cancelled() }
            let left = ContinuousClock.now.duration(to: end)
            guard left > .milliseconds(2) else {
                // `poll` counts in milliseconds.
                if left > .zero { usleep(UInt32(left / .microseconds(1))) }
                return try flush()
            }
            var entries = Neighbour.allCases.map { neighbour in
                let channel = self[neighbour].channel
                return channel.hasOutgoing ? pollfd(channel.descriptor, Waiting.writable) : pollfd(-1, 0)
            }
            entries.append(pollfd(bell.descriptor, Waiting.readable))
            Waiting.wait(&entries, until: end - .milliseconds(1))
        }
    }

    /// Takes what has come of a message; true once it is whole.
    private func take(_ expected: inout ExpectedMessage, from neighbour: Neighbour) throws(LinkError) -> Bool {
        let channel = neighbour == .left ? left.channel : right.channel
        let outcome: ExpectedMessage.Outcome
        do throws(ChannelEnd) {
            outcome = try expected.take(from: channel)
        } catch {
            throw lost(neighbour, error)
        }
        switch outcome {
        case .whole: return true
        case .partial: return false
        case .otherTag(let tag): throw outOfStep(neighbour, expected: expected.tag, got: tag)
        case .otherLength(let count): throw wrongLength(neighbour, expected: expected.target.count, got: count)
        case .goodbye(let payload): throw departed(neighbour, payload)
        case .waiting(let name):
            reportedWaiting[neighbour] = name
            return try take(&expected, from: neighbour)
        }
    }

    /// Sends what waits for either neighbour, as far as the sockets take it.
    func flush() throws(LinkError) {
        for neighbour in Neighbour.allCases {
            let channel = neighbour == .left ? left.channel : right.channel
            guard channel.hasOutgoing else { continue }
            do throws(ChannelEnd) {
                try channel.flush()
            } catch {
                throw lost(neighbour, error)
            }
        }
    }

    /// Sleeps until a neighbour has sent or taken something, the job is cancelled, or the instant has come.
    private func sleep(awaiting neighbour: Neighbour, until deadline: ContinuousClock.Instant) throws(LinkError) {
        let other: Neighbour = neighbour == .left ? .right : .left
        var entries = [entry(neighbour, isAwaited: true), entry(other, isAwaited: false)]
        entries.append(pollfd(bell.descriptor, Waiting.readable))
        Waiting.wait(&entries, until: min(deadline, .now + .milliseconds(250)))
        if entries[2].revents != 0 {
            bell.silence()
            if cancellation.isCancelled { throw cancelled() }
        }
        if entries[1].revents & ~Waiting.writable != 0 { try lookAt(other) }
    }

    private func entry(_ neighbour: Neighbour, isAwaited: Bool) -> pollfd {
        let side = self[neighbour]
        var events: Int16 = isAwaited ? Waiting.readable : side.isWatched ? Waiting.ended : 0
        if side.channel.hasOutgoing { events |= Waiting.writable }
        return pollfd(events == 0 ? -1 : side.channel.descriptor, events)
    }

    /// The neighbour that is not waited for has closed its end: either the job is lost, or it is ahead and done.
    private func lookAt(_ neighbour: Neighbour) throws(LinkError) {
        let channel = self[neighbour].channel
        var end: ChannelEnd?
        do throws(ChannelEnd) {
            while try channel.pull() {}
        } catch {
            end = error
        }
        guard let header = channel.header else {
            if let end { throw lost(neighbour, end) }
            return
        }
        if header.tag == Frame.Tag.goodbye, let frame = try? channel.nextFrame(limit: Goodbye.limit) {
            if (try? Goodbye(wireBytes: frame.payload)) != .ended { throw departed(neighbour, frame.payload) }
        }
        // It sent messages that this job may still need, or it ended the job in order: the one waited for will tell.
        self[neighbour].isWatched = false
    }
}
