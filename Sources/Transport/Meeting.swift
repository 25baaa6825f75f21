import Glibc
import MPC
import Primitives
import SecretSharing
import Wire

/// The beginning of a job: gets a connection to each neighbour and agrees on the hello with both.
///
/// Runs on the job's thread and drives both sides at once, so that an error can name all nodes that are missing.
final class Meeting {
    let study: StudyPeers
    let lobby: Lobby
    let context: TLSContext
    let hello: JobHello
    let bell: Doorbell
    private let deadline: ContinuousClock.Instant
    private let start = ContinuousClock.now
    private let cancellation: JobCancellation
    private var disagreement: (problem: Problem, until: ContinuousClock.Instant)?
    var left: MeetingSide
    var right: MeetingSide

    init(
        study: StudyPeers, lobby: Lobby, context: TLSContext, hello: JobHello, bell: Doorbell,
        deadline: ContinuousClock.Instant, cancellation: JobCancellation
    ) {
        self.study = study
        self.lobby = lobby
        self.context = context
        self.hello = hello
        self.bell = bell
        self.deadline = deadline
        self.cancellation = cancellation
        left = Self.side(.left, study, lobby, bell)
        right = Self.side(.right, study, lobby, bell)
    }

    private static func side(
        _ neighbour: Neighbour, _ study: StudyPeers, _ lobby: Lobby, _ bell: Doorbell
    ) -> MeetingSide {
        let role = neighbour == .left ? study.ownRole.left : study.ownRole.right
        let dials = study.dials(role)
        return MeetingSide(
            neighbour: neighbour, role: role, node: study[role], mailbox: dials ? nil : Mailbox(bell: bell),
            stage: dials ? .pausing(.now) : .expecting, pause: lobby.timeouts.shortestPause)
    }

    /// Notes that a neighbour says something else. The other one is met all the same, for a moment, so that it learns
    /// of it too instead of waiting for two nodes that have left.
    func disagree(_ problem: Problem) {
        if disagreement == nil { disagreement = (problem, min(deadline, .now + lobby.timeouts.patience)) }
    }

    var ownName: String { study[study.ownRole].name }

    /// Meets both neighbours; on failure tells them why, closes everything, and throws.
    func run() throws(Problem) {
        for side in [left, right] {
            guard let mailbox = side.mailbox else { continue }
            lobby.register(
                .init(pin: side.node.certificatePin, study: study.studyDigest, job: hello.job, mailbox: mailbox))
        }
        defer {
            for side in [left, right] { if let mailbox = side.mailbox { lobby.unregister(mailbox) } }
        }
        do throws(Problem) {
            while true {
                try advance(&left)
                try advance(&right)
                let haveMet = left.agreed != nil && right.agreed != nil
                if let disagreement, haveMet || ContinuousClock.now >= disagreement.until {
                    throw disagreement.problem
                }
                if haveMet { return }
                try wait()
            }
        } catch {
            for channel in [left.channel, right.channel] { channel?.sayGoodbye(.problem(error, by: ownName)) }
            throw error
        }
    }

    private func wait() throws(Problem) {
        if let reason = cancellation.reason { throw reason }
        let now = ContinuousClock.now
        guard now < deadline else { throw absence() }
        if now >= start + lobby.timeouts.patience {
            for side in [left, right] where isUnreachable(side) { throw absence() }
        }
        var entries = [left.entry, right.entry, pollfd(bell.descriptor, Waiting.readable)]
        let latest = min(deadline, disagreement?.until ?? deadline, now + .milliseconds(250))
        Waiting.wait(&entries, until: [left.wakes, right.wakes].compactMap { $0 }.reduce(latest, min))
        if entries[2].revents != 0 { bell.silence() }
    }

    /// Whether there is no way to the node at present, as opposed to a node that has not begun the job.
    private func isUnreachable(_ side: MeetingSide) -> Bool {
        switch side.stage {
        case .pausing, .dialling: true
        case .expecting: !lobby.isConnected(side.key(study))
        case .greeting: !lobby.isConnected(side.key(study)) && lobby.trouble(side.key(study)) != nil
        case .met: false
        }
    }

    /// Says which nodes are missing, and why as far as that is known.
    private func absence() -> Problem {
        let missing = [left, right].filter { $0.agreed == nil }.sorted { $0.role < $1.role }
        let unreachable = missing.filter(isUnreachable)
        guard unreachable.isEmpty else {
            let reasons = unreachable.compactMap { side in
                side.lastProblem ?? lobby.trouble(side.key(study))
            }
            if unreachable.count == 1, let reason = reasons.first { return reason }
            return Problem(
                "peer-down", "\(Self.list(unreachable)) cannot be reached",
                at: "seen from node \(ownName)",
                mend: "see that \(Self.list(unreachable)) runs and that the way to it is open, then try again",
                kind: .tryAgain)
        }
        return Problem(
            "peer-late", "\(Self.list(missing)) did not begin the job in time", at: "seen from node \(ownName)",
            mend: "see that the request reached all three nodes, then try again", kind: .tryAgain)
    }

    private static func list(_ sides: [MeetingSide]) -> String {
        sides.map(\.node.name).joined(separator: " and ")
    }
}
