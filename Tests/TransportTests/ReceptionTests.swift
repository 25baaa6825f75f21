import Glibc
import Identity
import Primitives
import SecretSharing
import Synchronization
import Testing
import Wire

@testable import Transport

@Suite struct ReceptionTests {
    @Test func silentCallersHoldUpNobody() throws {
        var timeouts = TransportTimeouts()
        timeouts.handshakesAtOnce = 8
        let trio = try Trio(timeouts: timeouts)
        let address = try #require(trio.addresses[1])
        let silent = try (0..<40).map { _ in try RawSocket.connect(to: address) }
        defer { for descriptor in silent { close(descriptor) } }
        #expect(trio.greetsAll("while they are silent"))
        // The first ones have given way to later ones.
        var byte: UInt8 = 0
        #expect(recv(silent[0], &byte, 1, 0) <= 0)
    }

    @Test func aCallerThatNeverShakesHandsIsShownOut() throws {
        var timeouts = TransportTimeouts()
        timeouts.handshake = .milliseconds(200)
        let trio = try Trio(timeouts: timeouts)
        let descriptor = try RawSocket.connect(to: #require(trio.addresses[1]))
        defer { close(descriptor) }
        var byte: UInt8 = 0
        #expect(recv(descriptor, &byte, 1, 0) <= 0)
        #expect(trio.greetsAll("afterwards"))
    }

    @Test func aCallerThatTalksNonsenseIsShownOut() throws {
        let trio = try Trio()
        for nonsense in ["GET / HTTP/1.1\r\n\r\n", String(repeating: "\u{16}\u{3}\u{1}", count: 2000)] {
            let descriptor = try RawSocket.connect(to: #require(trio.addresses[1]))
            defer { close(descriptor) }
            let bytes = Array(nonsense.utf8)
            _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            var answer = [UInt8](repeating: 0, count: 64)
            while recv(descriptor, &answer, answer.count, 0) > 0 {}
        }
        #expect(trio.greetsAll("afterwards"))
        #expect(trio.lines.contains { $0.contains("turned away") })
    }

    @Test func aFrameThatIsTooLongEndsTheConnection() throws {
        let trio = try Trio()
        let channel = try dial(trio, 0, 1)
        var header = [UInt8](repeating: 0, count: 12)
        header.withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress {
                Frame.Header(count: 1 << 30, tag: Frame.Tag.jobHello).write(to: start)
            }
        }
        channel.outgoing += header
        try channel.flush()
        #expect(untilEnd(channel) == .closed)
        #expect(trio.greetsAll("afterwards"))
    }

    @Test func aRoleThatIsNotTheCallersIsRefused() throws {
        let trio = try Trio()
        let channel = try dial(trio, 0, 1)
        var hello = trio.hello()
        hello.role = .third
        try channel.send(hello.wireBytes, tag: Frame.Tag.jobHello)
        let frame = try #require(try nextFrame(channel))
        guard case .problem(let problem, _) = try Goodbye(wireBytes: frame.payload) else {
            Issue.record("no reason")
            return
        }
        #expect(problem.code == "wrong-role")
    }

    @Test func jobsThatNeverBeginAreBounded() throws {
        var timeouts = TransportTimeouts()
        timeouts.connectionsPerPeer = 3
        let trio = try Trio(timeouts: timeouts)
        let channels = try (0..<4).map { number in
            let channel = try dial(trio, 0, 1)
            try channel.send(trio.hello("job \(number)").wireBytes, tag: Frame.Tag.jobHello)
            return channel
        }
        let lobby = try trio[1].lobby
        // The fourth, or whichever came last, is told so; the others wait.
        var refused = 0
        while refused == 0 {
            for channel in channels {
                var entries = [pollfd(channel.descriptor, Waiting.readable)]
                Waiting.wait(&entries, until: .now + .milliseconds(20))
                if entries[0].revents != 0, let frame = try channel.nextFrame(limit: Goodbye.limit),
                    case .problem(let problem, _) = try Goodbye(wireBytes: frame.payload)
                {
                    #expect(problem.code == "too-many-jobs")
                    refused += 1
                }
            }
        }
        #expect(refused == 1)
        #expect(lobby.state.withLock { $0.callers.count } == 3)
        // Callers that go away make room.
        for channel in channels { channel.close() }
        while lobby.state.withLock({ !$0.callers.isEmpty }) { sched_yield() }
        #expect(trio.greetsAll("afterwards"))
    }

    @Test func aPortInUseIsNamed() throws {
        let first = try ListeningSocket.bind(HostPort(host: "127.0.0.1", port: 0))
        let address = HostPort(host: "127.0.0.1", port: first.port)
        let error = #expect(throws: Problem.self) { try ListeningSocket.bind(address) }
        #expect(error?.code == "port-in-use")
        #expect(error?.place == address.description)
        first.close()
        let second = try ListeningSocket.bind(address)
        #expect(second.port == address.port)
    }

    @Test func anInheritedSocketIsTakenOver() throws {
        let first = try ListeningSocket.bind(HostPort(host: "127.0.0.1", port: 0))
        let second = try ListeningSocket.adopt(descriptor: dup(first.descriptor))
        #expect(second.port == first.port)
        let error = #expect(throws: Problem.self) { try ListeningSocket.adopt(descriptor: -1) }
        #expect(error?.code == "cannot-listen")
    }

    @Test func anUnknownHostIsNamed() {
        let error = #expect(throws: Problem.self) {
            try SocketAddress.resolve(HostPort(host: "no-such-host.invalid", port: 1))
        }
        #expect(error?.code == "unknown-host")
    }

    // MARK: A peer that speaks TLS but not the rest

    private func dial(_ trio: Trio, _ from: Int, _ to: Int) throws -> TLSChannel {
        let outgoing = try Outgoing(
            addresses: SocketAddress.resolve(#require(trio.addresses[to])),
            context: TLSContext(credentials: trio.keys[from].tls), pin: trio.keys[to].tls.pin,
            deadline: .now + .seconds(30))
        while true {
            if let channel = try outgoing.advance() { return channel }
            var entries = [pollfd(outgoing.descriptor, outgoing.events)]
            Waiting.wait(&entries, until: .now + .seconds(1))
        }
    }

    private func nextFrame(_ channel: TLSChannel) throws -> (tag: UInt64, payload: [UInt8])? {
        while true {
            if let frame = try channel.nextFrame(limit: 1 << 20) { return frame }
            var entries = [pollfd(channel.descriptor, Waiting.readable)]
            Waiting.wait(&entries, until: .now + .seconds(1))
        }
    }

    private func untilEnd(_ channel: TLSChannel) -> ChannelEnd? {
        do {
            while try nextFrame(channel) != nil {}
            return nil
        } catch {
            return error as? ChannelEnd
        }
    }
}
