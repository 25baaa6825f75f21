import Glibc
import MPC
import Primitives
import SecretSharing
import Wire

extension Meeting {
    /// Goes on with one side as far as that is possible without waiting.
    func advance(_ side: inout MeetingSide) throws(Problem) {
        switch side.stage {
        case .expecting: answer(&side)
        case .pausing(let until): if ContinuousClock.now >= until { try dial(&side) }
        case .dialling(let outgoing):
            let channel = try attempt(&side) { () throws(ChannelEnd) in try outgoing.advance() }
            if let channel { greet(on: channel, &side, isPooled: false) }
        case .greeting(let channel, _):
            let frame = try attempt(&side) { () throws(ChannelEnd) in
                try channel.flush()
                return try channel.nextFrame(limit: JobHello.limit)
            }
            if let frame { try meet(channel, frame, &side) }
        case .met(let channel, _): if side.isWatched { try watch(channel, &side) }
        }
    }

    /// Does something on a connection; if that ends, gives up or arranges another try.
    private func attempt<Result>(
        _ side: inout MeetingSide, _ body: () throws(ChannelEnd) -> Result?
    ) throws(Problem) -> Result? {
        do throws(ChannelEnd) {
            return try body()
        } catch {
            let problem = error.problem(reaching: side.node, from: ownName)
            if error.isLasting { throw problem }
            side.channel?.close()
            if case .greeting(_, isPooled: true) = side.stage {
                // The connection had ended while it was idle; there may be others, and at last a new one.
                try dial(&side)
            } else {
                pause(&side, after: problem)
            }
            return nil
        }
    }

    private func pause(_ side: inout MeetingSide, after problem: Problem) {
        side.lastProblem = problem
        side.stage = .pausing(.now + side.pause)
        side.pause = min(side.pause * 2, lobby.timeouts.longestPause)
    }

    /// Takes a connection that is free, or begins a new one.
    private func dial(_ side: inout MeetingSide) throws(Problem) {
        if let channel = lobby.takeIdle(.init(study: study.studyDigest, role: side.role)) {
            greet(on: channel, &side, isPooled: true)
            return
        }
        guard let address = side.node.address else { return }
        let addresses: [SocketAddress]
        do throws(Problem) {
            addresses = try lobby.addresses(of: address, fresh: false)
        } catch {
            pause(&side, after: error)
            return
        }
        let pin = side.node.certificatePin
        let outgoing = try attempt(&side) { () throws(ChannelEnd) in
            try Outgoing(
                addresses: addresses, context: context, pin: pin,
                deadline: .now + lobby.timeouts.handshake)
        }
        if let outgoing { side.stage = .dialling(outgoing) }
    }

    private func greet(on channel: TLSChannel, _ side: inout MeetingSide, isPooled: Bool) {
        side.stage = .greeting(channel, isPooled: isPooled)
        // If sending fails, the reason may be waiting to be read.
        try? channel.send(hello.wireBytes, tag: Frame.Tag.jobHello)
    }

    /// Answers a neighbour that has dialled.
    private func answer(_ side: inout MeetingSide) {
        guard let arrival = side.mailbox?.take() else { return }
        try? arrival.channel.send(hello.wireBytes, tag: Frame.Tag.jobHello)
        side.stage = .met(arrival.channel, arrival.hello)
        compare(arrival.hello, side)
    }

    /// Takes a neighbour's answer.
    private func meet(
        _ channel: TLSChannel, _ frame: (tag: UInt64, payload: [UInt8]), _ side: inout MeetingSide
    ) throws(Problem) {
        switch frame.tag {
        case Frame.Tag.jobHello:
            let other = try JobHello(wireBytes: frame.payload)
            compare(other, side)
            side.stage = .met(channel, other)
        case Frame.Tag.goodbye:
            switch try Goodbye(wireBytes: frame.payload) {
            case .problem(let problem, _): throw problem
            case .lost(let name): throw lost(name)
            case .ended:
                _ = try attempt(&side) { () throws(ChannelEnd) -> Void? in throw .closed }
            }
        default:
            throw ChannelEnd.damaged("it answers something else than was asked")
                .problem(reaching: side.node, from: ownName)
        }
    }

    private func compare(_ other: JobHello, _ side: MeetingSide) {
        if let problem = hello.difference(from: other, ownName: ownName, otherName: side.node.name) {
            disagree(problem)
        } else if other.role != side.role {
            let problem = Problem(
                "hello-differs",
                "the nodes do not agree on the roles: \(side.node.name) calls itself the \(other.role) node, "
                    + "\(ownName) has it as the \(side.role)",
                at: "nodes \(ownName) and \(side.node.name)", mend: "give all three nodes the same study file")
            disagree(problem)
        }
    }

    /// Notices if a neighbour that was met leaves while the other is still missing.
    private func watch(_ channel: TLSChannel, _ side: inout MeetingSide) throws(Problem) {
        do throws(ChannelEnd) {
            try channel.flush()
            while try channel.pull() {}
        } catch {
            // What came before the end counts first.
            if channel.header == nil { throw error.problem(reaching: side.node, from: ownName) }
        }
        guard let header = channel.header else { return }
        guard header.tag == Frame.Tag.goodbye else {
            // The neighbour has begun with the job.
            side.isWatched = false
            return
        }
        guard let farewell = try? channel.nextFrame(limit: Goodbye.limit)?.payload else { return }
        switch try Goodbye(wireBytes: farewell) {
        case .problem(let problem, _): throw problem
        case .lost(let name): throw lost(name)
        case .ended: (side.isWatched, side.hasEnded) = (false, true)
        }
    }

    private func lost(_ name: String) -> Problem {
        Problem(
            "peer-down", "the node \(name.printable) was lost while the job began", at: "seen from node \(ownName)",
            mend: "see that it runs and that the way to it is open, then try again", kind: .tryAgain)
    }
}
