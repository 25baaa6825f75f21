import MPC
import Wire

// How a link ends before its time: the error is kept, told to whom it may concern, and the connections are closed.

extension TLSLink {
    /// The connection to a neighbour ended, or carries something else than it should.
    func lost(_ neighbour: Neighbour, _ cause: ChannelEnd) -> LinkError {
        let channel = self[neighbour].channel
        if channel.header?.tag != Frame.Tag.goodbye {
            // A failed write says less than what the neighbour may have sent before it left.
            do throws(ChannelEnd) {
                while channel.header == nil, try channel.pull() {}
            } catch {}
        }
        if channel.header?.tag == Frame.Tag.goodbye, let frame = try? channel.nextFrame(limit: Goodbye.limit) {
            return departed(neighbour, frame.payload)
        }
        let name = self[neighbour].name
        return end(
            .lost(node: name), telling: .lost(name),
            Problem(
                "peer-down", "the node \(name) was lost during the job: \(cause.words)",
                at: "seen from node \(ownName)",
                mend: "see that \(name) runs and that the way to it is open, then ask again", kind: .tryAgain))
    }

    /// A neighbour said goodbye in the midst of the job.
    func departed(_ neighbour: Neighbour, _ payload: [UInt8]) -> LinkError {
        let name = self[neighbour].name
        let goodbye = try? Goodbye(wireBytes: payload)
        if goodbye == .lost(ownName), let awaited, awaited != neighbour {
            // It waited here in vain, because this node itself waits for the third.
            return silent(awaited, since: "until \(name) gave up waiting")
        }
        switch goodbye {
        case .lost(let other) where reportedWaiting[neighbour] == other: return silent(neighbour)
        case .lost(let other):
            return end(
                .lost(node: other), telling: .lost(other),
                Problem(
                    "peer-down", "the node \(name) lost the node \(other) during the job",
                    at: "seen from node \(ownName)",
                    mend: "see that \(other) runs and that the way to it is open, then ask again", kind: .tryAgain))
        case .problem(let problem, let origin):
            // The neighbour's words, true or not: they are passed on as its own.
            var reported = problem
            reported.place = [problem.place, "as \(name) reports"].compactMap { $0 }.joined(separator: ", ")
            return end(.lost(node: origin), telling: .problem(problem, by: origin), reported)
        case .ended, nil:
            let problem = Problem(
                "peer-left", "the node \(name) ended the job before its time", at: "seen from node \(ownName)",
                mend: "see the log of \(name)")
            return end(.lost(node: name), telling: .problem(problem, by: name), problem)
        }
    }

    /// A neighbour sent nothing for too long.
    func silent(_ neighbour: Neighbour, since: String? = nil) -> LinkError {
        let name = self[neighbour].name
        let other = self[neighbour == .left ? .right : .left].name
        if reportedWaiting[neighbour] == other {
            // The neighbour is there; it is the third node that does not go on, as the neighbour says.
            return end(
                .lost(node: other), telling: .lost(other),
                Problem(
                    "peer-silent", "the node \(other) sent nothing for \(lobby.timeouts.hop)",
                    at: "seen from node \(ownName), as \(name) reports",
                    mend: "see how \(other) is doing, then ask again", kind: .tryAgain))
        }
        return end(
            .timedOut(node: name), telling: .lost(name),
            Problem(
                "peer-silent", "the node \(name) sent nothing \(since ?? "for \(lobby.timeouts.hop)")",
                at: "seen from node \(ownName)", mend: "see how \(name) is doing, then ask again", kind: .tryAgain))
    }

    /// The job was cancelled at this node.
    func cancelled() -> LinkError {
        let reason =
            cancellation.reason
            ?? Problem(
                "cancelled", "the job was cancelled", at: "node \(ownName)", kind: .tryAgain)
        return end(.cancelled, telling: nil, reason)
    }

    /// A neighbour sent the message of another step.
    func outOfStep(_ neighbour: Neighbour, expected: UInt64, got: UInt64) -> LinkError {
        let name = self[neighbour].name
        return end(.outOfStep(node: name, expected: expected, got: got), telling: nil, misstep(name, "of another step"))
    }

    /// A neighbour sent a message of another length.
    func wrongLength(_ neighbour: Neighbour, expected: Int, got: Int) -> LinkError {
        let name = self[neighbour].name
        return end(
            .wrongLength(node: name, expected: expected, got: got), telling: nil, misstep(name, "of another length"))
    }

    private func misstep(_ name: String, _ what: String) -> Problem {
        Problem(
            "out-of-step",
            "the node \(name) sent a message \(what) than was due; which node left the protocol first cannot be proved",
            at: "seen from node \(ownName)", mend: "nothing was released; let the three operators compare their logs")
    }

    func end(_ error: LinkError, telling goodbye: Goodbye?, _ problem: Problem) -> LinkError {
        trouble = error
        failure = problem
        for side in [left, right] { side.channel.sayGoodbye(goodbye ?? .problem(problem, by: ownName)) }
        return error
    }
}
