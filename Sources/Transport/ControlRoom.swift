import Glibc
import Primitives
import SecretSharing
import Wire

/// Keeps the control connections of an endpoint: dials, dials again, answers, and runs the handler.
final class ControlRoom: Sendable {
    let lobby: Lobby
    let context: TLSContext
    let ownName: String
    let log: @Sendable (PeerEndpoint.LogLevel, String) -> Void
    private let handler: @Sendable (StudyPeers, Role, PeerConnection) -> Void
    let bell = Doorbell()

    init(
        lobby: Lobby, context: TLSContext, ownName: String,
        log: @escaping @Sendable (PeerEndpoint.LogLevel, String) -> Void,
        handler: @escaping @Sendable (StudyPeers, Role, PeerConnection) -> Void
    ) {
        self.lobby = lobby
        self.context = context
        self.ownName = ownName
        self.log = log
        self.handler = handler
    }

    /// Wakes all threads that dial, after the lobby was told to stop.
    func stop() {
        bell.ring()
    }

    /// Runs the handler on a connection until it returns.
    func serve(_ study: StudyPeers, _ role: Role, _ channel: TLSChannel) {
        let key = Lobby.PeerKey(study: study.studyDigest, role: role)
        let connection = PeerConnection(channel: channel, name: study[role].name, role: role)
        if lobby.connected(connection, key) {
            log(.info, "connected with \(study[role].name) for study \(study.studyName)")
            handler(study, role, connection)
            log(.info, "disconnected from \(study[role].name) for study \(study.studyName)")
        }
        connection.release()
        lobby.disconnected(connection, key)
    }

    /// Dials a peer and serves the connection, again and again until the endpoint stops.
    func keepUp(_ study: StudyPeers, _ role: Role) {
        let key = Lobby.PeerKey(study: study.studyDigest, role: role)
        var pause = lobby.timeouts.shortestPause
        while isWanted(study) {
            let start = ContinuousClock.now
            do throws(Problem) {
                let channel = try call(study, role)
                serve(study, role, channel)
                if ContinuousClock.now - start > .seconds(1) { pause = lobby.timeouts.shortestPause }
            } catch {
                if lobby.note(error, key), !lobby.isStopping {
                    log(.warning, "no connection with \(study[role].name): \(error.what) [\(error.code)]")
                }
            }
            sleep(pause * Double.random(in: 0.5...1), for: study)
            pause = min(pause * 2, lobby.timeouts.longestPause)
        }
    }

    /// Whether the endpoint still takes part in the study.
    private func isWanted(_ study: StudyPeers) -> Bool {
        !lobby.isStopping && lobby.study(study.studyDigest) != nil
    }

    private func sleep(_ duration: Duration, for study: StudyPeers) {
        let end = ContinuousClock.now + duration
        while isWanted(study), ContinuousClock.now < end {
            var entries = [pollfd(bell.descriptor, Waiting.readable)]
            Waiting.wait(&entries, until: end)
        }
    }

}
