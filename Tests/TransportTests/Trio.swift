import Foundation
import Glibc
import Identity
import MPC
import Primitives
import SecretSharing
import Synchronization
import Wire

@testable import Transport

/// Three endpoints of one study in one process, over real sockets.
final class Trio: Sendable {
    static let names = ["munich", "rome", "oslo"]
    let keys: [PartyKeys]
    let study: Digest
    let addresses: [HostPort?]
    let timeouts: TransportTimeouts
    private let endpoints: Mutex<[PeerEndpoint?]>
    private let log = Mutex<[String]>([])
    let handler: @Sendable (StudyPeers, Role, PeerConnection) -> Void

    /// Prepares and starts the endpoints.
    ///
    /// - Parameters:
    ///   - listening: which of the three can be dialled.
    ///   - started: which of the three are started.
    ///   - impostor: a node whose own keys are not those on its card.
    ///   - detours: addresses in the study in place of a node's own.
    ///   - seen: the certificate pins as one node believes them: (node, of whom, pin).
    init(
        listening: [Bool] = [true, true, true], started: [Bool] = [true, true, true], impostor: Int? = nil,
        timeouts: TransportTimeouts = .init(), detour: ((Int, HostPort) throws -> HostPort)? = nil,
        handler: @escaping @Sendable (StudyPeers, Role, PeerConnection) -> Void = Trio.drain
    ) throws {
        keys = try Self.names.map { try PartyKeys.create(name: $0, now: Date()) }
        study = Digest(of: "study \(keys[0].card.certificatePin)")
        self.timeouts = timeouts
        self.handler = handler
        var addresses: [HostPort?] = []
        var listeners: [ListeningSocket?] = []
        for index in 0..<3 {
            let listener = listening[index] ? try ListeningSocket.bind(HostPort(host: "127.0.0.1", port: 0)) : nil
            listeners.append(listener)
            let address = listener.map { HostPort(host: "127.0.0.1", port: $0.port) }
            addresses.append(try address.map { try detour?(index, $0) ?? $0 })
        }
        self.addresses = addresses
        endpoints = Mutex([nil, nil, nil])
        for index in 0..<3 where started[index] {
            let other = index == impostor ? try PartyKeys.create(name: Self.names[index], now: Date()) : nil
            try start(index, listener: listeners[index], keys: other)
        }
    }

    deinit {
        for index in 0..<3 { stop(index) }
    }

    /// A control handler that reads until the connection ends.
    static let drain: @Sendable (StudyPeers, Role, PeerConnection) -> Void = { _, _, connection in
        while (try? connection.receive(limit: 1 << 20, deadline: nil)) != nil {}
    }

    func peers(_ index: Int) throws -> StudyPeers {
        let parties = (0..<3).map {
            StudyPeers.Party(
                name: Self.names[$0], certificatePin: keys[$0].card.certificatePin, address: addresses[$0])
        }
        guard let role = Role(rawValue: UInt8(index)),
            let peers = StudyPeers(studyDigest: study, studyName: "DS1", ownRole: role, parties: parties)
        else { throw Problem("test", "no such role") }
        return peers
    }

    func start(_ index: Int, listener: ListeningSocket?, keys other: PartyKeys? = nil) throws {
        let endpoint = try PeerEndpoint(
            credentials: (other ?? keys[index]).tls, ownName: Self.names[index], listener: listener, timeouts: timeouts,
            log: { [weak self] _, line in self?.log.withLock { $0.append(line) } }, controlHandler: handler)
        endpoint.add(study: try peers(index))
        endpoint.start()
        endpoints.withLock { $0[index] = endpoint }
    }

    /// Starts a stopped node on the port it had.
    func restart(_ index: Int) throws {
        guard let address = addresses[index] else { return try start(index, listener: nil) }
        try start(index, listener: try ListeningSocket.bind(address))
    }

    func stop(_ index: Int) {
        let endpoint = endpoints.withLock { endpoints in
            defer { endpoints[index] = nil }
            return endpoints[index]
        }
        endpoint?.stop()
    }

    subscript(_ index: Int) -> PeerEndpoint {
        get throws {
            guard let endpoint = endpoints.withLock({ $0[index] }) else { throw Problem("test", "not started") }
            return endpoint
        }
    }

    var lines: [String] { log.withLock { $0 } }

    func hello(_ job: String = "job", attempt: UInt32 = 1) -> JobHello {
        JobHello(
            studyDigest: study, planDigest: Digest(of: "plan"),
            tableVersions: [.init(table: "munich", batch: "aa11"), .init(table: "rome", batch: "bb22")],
            mode: .passive, policyDigest: Digest(of: "pilot"), job: Digest(of: job), attempt: attempt, role: .first)
    }

    func lease(
        _ index: Int, _ hello: JobHello? = nil, within: Duration = .seconds(60),
        cancellation: JobCancellation = .init()
    ) throws -> TLSLink {
        try self[index].lease(
            hello ?? self.hello(), study: study, deadline: .now + within, cancellation: cancellation)
    }

    /// Meets the others for a job and ends it at once; for jobs that should not even begin.
    func meet(
        _ index: Int, _ hello: JobHello? = nil, within: Duration = .seconds(60),
        cancellation: JobCancellation = .init()
    ) throws {
        try lease(index, hello, within: within, cancellation: cancellation).finish(reusable: false)
    }

    /// Waits until this many hellos have come to a node whose job has not begun.
    func waitForCallers(_ count: Int, at index: Int) throws {
        let lobby = try self[index].lobby
        while lobby.state.withLock({ $0.callers.count }) < count { sched_yield() }
    }

    /// Runs a job at all three nodes.
    func run<Value: Sendable>(
        _ job: String = "job", _ body: @escaping @Sendable (Int, TLSLink) throws -> Value
    ) -> [Result<Value, any Error>] {
        inParallel(3) { [self] index in
            let link = try lease(index, hello(job))
            let value = try body(index, link)
            link.finish(reusable: true)
            return value
        }
    }

    /// A job in which every node tells both neighbours its number; gives whether all went well.
    func greetsAll(_ job: String) -> Bool {
        run(job) { index, link in
            try link.send([UInt8(index)], tag: 7, to: .left)
            try link.send([UInt8(index)], tag: 7, to: .right)
            return try [link.receive(1, tag: 7, from: .left)[0], link.receive(1, tag: 7, from: .right)[0]]
        }.enumerated().allSatisfy { index, result in
            (try? result.get()) == [UInt8((index + 2) % 3), UInt8((index + 1) % 3)]
        }
    }
}

extension TLSLink {
    func send(_ bytes: [UInt8], tag: UInt64, to neighbour: Neighbour) throws(LinkError) {
        let sent = bytes.withUnsafeBytes { buffer in
            Result { () throws(LinkError) in try send(buffer, tag: tag, to: neighbour) }
        }
        try sent.get()
    }

    func receive(_ count: Int, tag: UInt64, from neighbour: Neighbour) throws(LinkError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let received = bytes.withUnsafeMutableBytes { buffer in
            Result { () throws(LinkError) in try receive(into: buffer, tag: tag, from: neighbour) }
        }
        try received.get()
        return bytes
    }
}
