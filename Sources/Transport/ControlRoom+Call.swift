import Glibc
import Primitives
import SecretSharing
import Wire

extension ControlRoom {
    /// Dials a peer and agrees with it on the study.
    func call(_ study: StudyPeers, _ role: Role) throws(Problem) -> TLSChannel {
        let node = study[role]
        guard let address = node.address else {
            throw Problem("no-address", "the study has no address for \(node.name)", at: "node \(node.name)")
        }
        let addresses = try lobby.addresses(of: address, fresh: true)
        let deadline = ContinuousClock.now + lobby.timeouts.handshake
        let channel: TLSChannel
        let frame: (tag: UInt64, payload: [UInt8])
        do throws(ChannelEnd) {
            channel = try dial(addresses, pin: node.certificatePin, deadline)
            frame = try ask(ControlHello(study), on: channel, deadline)
        } catch {
            throw error.problem(reaching: node, from: ownName)
        }
        if frame.tag == Frame.Tag.goodbye {
            if case .problem(let problem, _) = try Goodbye(wireBytes: frame.payload) { throw problem }
            throw ChannelEnd.closed.problem(reaching: node, from: ownName)
        }
        let answer = try ControlHello(wireBytes: frame.payload)
        guard frame.tag == Frame.Tag.controlHello, answer.studyDigest == study.studyDigest, answer.role == role else {
            throw ChannelEnd.damaged("its answer is for another study or role").problem(reaching: node, from: ownName)
        }
        return channel
    }

    private func dial(
        _ addresses: [SocketAddress], pin: Digest, _ deadline: ContinuousClock.Instant
    ) throws(ChannelEnd) -> TLSChannel {
        let outgoing = try Outgoing(addresses: addresses, context: context, pin: pin, deadline: deadline)
        while true {
            if let channel = try outgoing.advance() { return channel }
            try wait(for: outgoing.descriptor, outgoing.events, deadline)
        }
    }

    private func ask(
        _ hello: ControlHello, on channel: TLSChannel, _ deadline: ContinuousClock.Instant
    ) throws(ChannelEnd) -> (tag: UInt64, payload: [UInt8]) {
        // If sending fails, the reason may be waiting to be read.
        try? channel.send(hello.wireBytes, tag: Frame.Tag.controlHello)
        while true {
            if let frame = try channel.nextFrame(limit: Goodbye.limit) { return frame }
            guard ContinuousClock.now < deadline else { throw .system(ETIMEDOUT) }
            try wait(for: channel.descriptor, Waiting.readable, deadline)
        }
    }

    private func wait(
        for descriptor: Int32, _ events: Int16, _ deadline: ContinuousClock.Instant
    ) throws(ChannelEnd) {
        guard !lobby.isStopping else { throw .closed }
        var entries = [pollfd(descriptor, events), pollfd(bell.descriptor, Waiting.readable)]
        Waiting.wait(&entries, until: deadline)
    }
}
