import Glibc
import Primitives
import Wire

/// The one thread that accepts connections, leads them through the handshake, and waits for what peers open them with.
///
/// It never waits for one connection alone, so a silent or hostile caller holds up nobody.
final class Reception: @unchecked Sendable {
    /// A connection that nobody has taken over yet.
    private struct Guest {
        enum Stage {
            case handshaking(TLSChannel.Progress)
            case listening
        }

        let channel: TLSChannel
        var stage: Stage
        var deadline: ContinuousClock.Instant?
        var isFresh = true

        var isHandshaking: Bool {
            if case .handshaking = stage { return true }
            return false
        }

        var events: Int16 {
            if case .handshaking(.wantsToWrite) = stage { return Waiting.writable }
            return Waiting.readable
        }
    }

    private let listener: ListeningSocket
    private let room: ControlRoom
    private let threads: ThreadGroup
    private var guests: [Guest] = []
    private var pausedUntil: ContinuousClock.Instant?

    private var lobby: Lobby { room.lobby }
    private var timeouts: TransportTimeouts { room.lobby.timeouts }

    init(listener: ListeningSocket, room: ControlRoom, threads: ThreadGroup) {
        self.listener = listener
        self.room = room
        self.threads = threads
    }

    /// Receives callers until the endpoint stops.
    func run() {
        while !lobby.isStopping {
            adoptReturned()
            let watched = lobby.watched()
            var entries = [pollfd(lobby.receptionBell.descriptor, Waiting.readable), listenerEntry()]
            entries += guests.map { pollfd($0.channel.descriptor, $0.events) }
            entries += watched.map { pollfd($0.descriptor, $0.events) }
            Waiting.wait(&entries, until: guests.contains(where: \.isFresh) ? .now : nextDeadline())
            if entries[0].revents != 0 { lobby.receptionBell.silence() }
            let guestEntries = entries[2..<(2 + guests.count)]
            step(ready: guestEntries.map { $0.revents != 0 })
            for (watch, entry) in zip(watched, entries[(2 + guestEntries.count)...]) where entry.revents != 0 {
                lobby.drop(watch)
            }
            lobby.dropLateCallers()
            if entries[1].revents != 0 { acceptCallers() }
        }
        // Among those that listen are connections that jobs have given back.
        for guest in guests where !guest.isHandshaking { guest.channel.sayGoodbye(.ended) }
        guests = []
        listener.close()
    }

    private func listenerEntry() -> pollfd {
        if let pause = pausedUntil {
            guard ContinuousClock.now >= pause else { return pollfd(-1, 0) }
            pausedUntil = nil
        }
        return pollfd(listener.descriptor, Waiting.readable)
    }

    private func nextDeadline() -> ContinuousClock.Instant {
        let latest = ContinuousClock.now + .seconds(1)
        return (guests.compactMap(\.deadline) + [pausedUntil].compactMap { $0 }).reduce(latest, min)
    }

    private func adoptReturned() {
        for channel in lobby.takeReturned() { guests.append(Guest(channel: channel, stage: .listening)) }
    }

    // MARK: Accepting

    private func acceptCallers() {
        for _ in 0..<32 {
            let descriptor = accept(listener.descriptor, nil, nil)
            guard descriptor >= 0 else {
                if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) {
                    room.log(.error, "no connection can be accepted: \(Sockets.words(errno))")
                    pausedUntil = .now + .milliseconds(100)
                }
                return
            }
            guard Sockets.makeNonBlocking(descriptor) else {
                _ = close(descriptor)
                continue
            }
            Sockets.prepare(descriptor)
            let channel = TLSChannel(
                descriptor: descriptor, isDialled: false, context: room.context, accepted: lobby.acceptedPins)
            guard let channel else { continue }
            makeRoomForHandshake()
            guests.append(
                Guest(channel: channel, stage: .handshaking(.wantsToRead), deadline: .now + timeouts.handshake))
        }
    }

    /// Under a flood of callers who say nothing, the oldest gives way.
    private func makeRoomForHandshake() {
        guard guests.count(where: \.isHandshaking) >= timeouts.handshakesAtOnce,
            let oldest = guests.firstIndex(where: \.isHandshaking)
        else { return }
        guests.remove(at: oldest).channel.close()
    }

    // MARK: Callers

    /// Lets each guest go on that has something to read, and shows out those that took too long.
    private func step(ready: [Bool]) {
        let now = ContinuousClock.now
        var staying: [Guest] = []
        for (index, guest) in guests.enumerated() {
            var guest = guest
            if ready[index] || guest.isFresh {
                guest.isFresh = false
                do throws(ChannelEnd) {
                    guard try advance(&guest, staying) else { continue }
                } catch {
                    explain(error, guest)
                    guest.channel.close()
                    continue
                }
            }
            if let deadline = guest.deadline, now >= deadline {
                guest.channel.close()
            } else {
                staying.append(guest)
            }
        }
        guests = staying
    }

    private func explain(_ end: ChannelEnd, _ guest: Guest) {
        guard guest.isHandshaking, end != .closed else { return }
        room.log(.warning, "a caller was turned away: \(end.words)")
    }

    /// Goes on with a guest; false if somebody else has taken it over or it was sent away.
    private func advance(_ guest: inout Guest, _ others: [Guest]) throws(ChannelEnd) -> Bool {
        if guest.isHandshaking {
            let progress = try guest.channel.handshake()
            guard case .done = progress else {
                guest.stage = .handshaking(progress)
                return true
            }
            guest.stage = .listening
        }
        guard let pin = guest.channel.peerPin else { throw .wrongCertificate }
        guard let frame = try guest.channel.nextFrame(limit: JobHello.limit) else {
            let listening = others.count { !$0.isHandshaking && $0.channel.peerPin == pin }
            guard listening < timeouts.connectionsPerPeer else { throw .damaged("too many connections of one peer") }
            return true
        }
        do throws(Problem) {
            try open(guest.channel, pin, tag: frame.tag, payload: frame.payload)
        } catch {
            room.log(.warning, "a peer was refused: \(error.what) [\(error.code)]")
            guest.channel.sayGoodbye(.problem(error, by: room.ownName))
        }
        return false
    }

    /// Hands a connection over to those whom its first frame is for.
    private func open(_ channel: TLSChannel, _ pin: Digest, tag: UInt64, payload: [UInt8]) throws(Problem) {
        switch tag {
        case Frame.Tag.jobHello:
            let hello = try JobHello(wireBytes: payload)
            if let study = lobby.study(hello.studyDigest), study.role(withPin: pin) != hello.role {
                throw Problem(
                    "wrong-role", "the caller does not have the role in study \(study.studyName) that it claims",
                    at: "node \(room.ownName)", mend: "give all three nodes the same study file", kind: .refused)
            }
            guard lobby.receive(.init(channel: channel, hello: hello), pin: pin) != .refused else {
                throw Problem(
                    "too-many-jobs", "\(room.ownName) cannot keep more jobs that have not begun",
                    at: "node \(room.ownName)", mend: "try again later", kind: .tryAgain)
            }
        case Frame.Tag.controlHello:
            let hello = try ControlHello(wireBytes: payload)
            let (study, role) = try room.answer(hello, pin: pin, on: channel)
            threads.start("control") { [room] in room.serve(study, role, channel) }
        default:
            // The other side ended the job that last used the connection.
            channel.close()
        }
    }
}
