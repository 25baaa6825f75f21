import Foundation
import Hummingbird
public import Identity
import Language
import Logging
import MPC
import Primitives
import SecretSharing
import Store
public import Study
import Transport
public import Wire

/// A running node: its listeners, and a service for each study.
public final class NodeDaemon: Sendable {
    /// What is checked before a node starts, and with `--check` instead of it.
    public struct Preparation: Sendable {
        let configuration: NodeConfiguration
        let keys: PartyKeys
        let studies: [Entry]

        /// A study file with the signatures beside it.
        struct Entry {
            let study: Study
            let role: Role
            let signatures: StudySignatures
        }

        /// The name of the node.
        public var nodeName: String { keys.name }
        /// Its keys, with which it asks the others.
        public var nodeKeys: PartyKeys { keys }

        /// A study that it serves; nil stands for the only one.
        public func study(named name: String?) throws(Problem) -> Study {
            try StudyPlace(configuration, study: name).study
        }

        /// Lines for a person: what the node would serve, as whom.
        public var summary: [String] {
            studies.map { entry in
                "study \(entry.study.name), version \(entry.study.version): \(entry.role) node, mode \(entry.study.mode.rawValue), "
                    + "policy \(entry.study.policy.name), digest \(entry.study.digest.short)"
            }
        }
    }

    private let preparation: Preparation
    private let log: Logger
    private let wrapping: LinkWrapping
    private static let tickInterval = Duration.milliseconds(200)
    private static let grace = Duration.seconds(5)

    private init(_ preparation: Preparation, _ wrapping: @escaping LinkWrapping) {
        self.preparation = preparation
        self.wrapping = wrapping
        let configuration = preparation.configuration
        log = Logger(label: preparation.keys.name) { label in
            StandardErrorLog(label: label, level: configuration.logLevel, format: configuration.logFormat)
        }
    }

    /// Reads and checks everything that a node needs, without listening yet.
    public static func prepare(
        _ configuration: NodeConfiguration, passphrase: () throws(Problem) -> [UInt8]?
    ) throws(Problem) -> Preparation {
        let keys = try PartyKeys.load(from: configuration.keyFile, passphrase: passphrase)
        var studies: [Preparation.Entry] = []
        for file in configuration.studyFiles {
            let study = try Study.load(path: file)
            guard let role = study.role(ofNode: keys.name) else {
                throw Problem(
                    "not-a-node", "\(keys.name) is no node of the study \(study.name)", at: file,
                    mend: "its nodes are \(study.nodes.map(\.name).joined(separator: ", ")); use one's key file")
            }
            guard study.node(role).card == keys.card else {
                throw Problem(
                    "wrong-card", "the card of \(keys.name) in the study file does not belong to the key file",
                    at: file,
                    mend: "put the card beside \(configuration.keyFile) into the study file, at all parties")
            }
            guard !studies.contains(where: { $0.study.identity == study.identity }) else {
                throw Problem("bad-study", "the study \(study.name) is listed twice", at: file, mend: "remove one line")
            }
            try checkManifest(of: study, file: file)
            studies.append(.init(study: study, role: role, signatures: try .load(beside: file)))
        }
        return Preparation(configuration: configuration, keys: keys, studies: studies)
    }

    /// Personal data is computed on under a manifest that all have signed, and only plans that can be read are agreed.
    private static func checkManifest(of study: Study, file: String) throws(Problem) {
        guard study.manifest != nil || study.data != .personal else {
            throw Problem(
                "manifest-needed", "the study \(study.name) holds personal data and has no manifest to be signed",
                at: file, mend: "write it in format 2: trefoil study init", kind: .refused)
        }
        do throws(Problem) {
            try study.checkAnalyses()
        } catch {
            var placed = error
            placed.place = error.place.map { "\(file), \($0)" } ?? file
            throw placed
        }
    }

    /// Runs a node.
    ///
    /// - Parameters:
    ///   - stop: returns when the node is to end; running jobs are then given a few seconds.
    ///   - ready: called once both listeners and all stores are open, with the ports of peers and HTTPS.
    public static func run(
        _ preparation: Preparation, until stop: @Sendable () async -> Void, ready: @Sendable (UInt16, UInt16) -> Void
    ) async throws {
        try await run(preparation, wrapping: { $0 }, until: stop, ready: ready)
    }

    /// Runs a node whose jobs use other links than they should: for tests of what the honest nodes do then.
    package static func run(
        _ preparation: Preparation, wrapping: @escaping LinkWrapping, until stop: @Sendable () async -> Void,
        ready: @Sendable (UInt16, UInt16) -> Void
    ) async throws {
        try await NodeDaemon(preparation, wrapping).run(until: stop, ready: ready)
    }

    private func run(
        until stop: @Sendable () async -> Void, ready: @Sendable (UInt16, UInt16) -> Void
    ) async throws {
        let peerSocket = try preparation.configuration.peer.open()
        let httpsSocket = try preparation.configuration.https.open()
        let directory = NodeDirectory(name: preparation.keys.name, log: log)
        let endpoint = try makeEndpoint(peerSocket, directory)
        let services = try makeServices(endpoint)
        directory.serve(services) { (service) throws(Problem) in try await self.renew(service, endpoint) }
        for service in services { endpoint.add(study: try service.peers()) }
        let (peerPort, httpsPort) = (peerSocket.port, httpsSocket.port)
        let server = try await HTTPSServer.start(
            socket: httpsSocket.takeDescriptor(), keys: preparation.keys.tls,
            responder: NodeRoutes(node: directory).router().buildResponder(), logger: Self.quietLog)
        endpoint.start()
        for line in preparation.summary { log.info("\(line)") }
        log.info("listening", metadata: ["peer": "\(peerPort)", "https": "\(httpsPort)"])
        ready(peerPort, httpsPort)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await server.run() }
            group.addTask {
                while (try? await Task.sleep(for: Self.tickInterval)) != nil { directory.all.forEach { $0.tick() } }
            }
            await stop()
            log.info("shutting down")
            await withTaskGroup(of: Void.self) { ending in
                for service in directory.all { ending.addTask { await service.shutDown(grace: Self.grace) } }
            }
            server.stop()
            group.cancelAll()
        }
        endpoint.stop()
        for service in directory.all { try? service.store.close() }
        log.info("stopped")
    }

    private func makeEndpoint(_ socket: ListeningSocket, _ directory: NodeDirectory) throws(Problem) -> PeerEndpoint {
        let log = log
        return try PeerEndpoint(
            credentials: preparation.keys.tls, ownName: preparation.keys.name, listener: socket,
            log: { level, text in log.log(level: .init(rawValue: level.rawValue) ?? .info, "\(text)") },
            controlHandler: { peers, role, connection in
                guard let service = try? directory.service(of: peers.studyDigest) else { return connection.close() }
                service.serve(connection, peer: role)
            })
    }

    private func makeServices(_ endpoint: PeerEndpoint) throws(Problem) -> [StudyService] {
        var services: [StudyService] = []
        for entry in preparation.studies {
            let study = entry.study
            let folder = StudyPlace.folder(of: study, in: preparation.configuration.dataFolder)
            let store = try SQLiteShareStore(folder: folder, study: study.identity, role: entry.role)
            let clock: @Sendable () -> UInt64 = { UInt64(max(0, Date().timeIntervalSince1970)) }
            // One audit for all versions of the study.
            let audit = try AuditLog(study: study.identity, keys: preparation.keys, store: store, clock: clock)
            let authority = try StudyAuthority(
                folder: folder, study: study, signatures: entry.signatures, keys: preparation.keys, role: entry.role,
                clock: clock, log: log, observer: { (change) throws(Problem) in try audit.append(change.event) })
            let desk = StudyDesk(
                authority: authority, access: AccessControl(authority: authority), keys: preparation.keys,
                audit: audit)
            services.append(try makeService(desk, store, endpoint))
        }
        return services
    }

    private func makeService(
        _ desk: StudyDesk, _ store: SQLiteShareStore, _ endpoint: PeerEndpoint
    ) throws(Problem) -> StudyService {
        var limits = JobBoard.Limits()
        limits.atOnce = preparation.configuration.jobsAtOnce
        limits.waiting = preparation.configuration.jobsWaiting
        return try StudyService(
            desk, store: store, endpoint: endpoint, limits: limits, log: log, wrapping: wrapping)
    }

    /// After an amendment: ends what runs under the version before, and serves the new one on the same tables.
    private func renew(_ old: StudyService, _ endpoint: PeerEndpoint) async throws(Problem) -> StudyService {
        let next = try makeService(old.desk, old.store, endpoint)
        let peers = try next.peers()
        endpoint.remove(study: old.study.digest)
        await old.shutDown(grace: Self.grace)
        endpoint.add(study: peers)
        return next
    }

    /// Hummingbird's own lines tell an operator nothing.
    private static let quietLog = Logger(label: "https") { _ in SwiftLogNoOpLogHandler() }
}

extension NodeConfiguration.Listener {
    /// The listening socket: bound now, or taken over from the starting process.
    func open() throws(Problem) -> ListeningSocket {
        switch self {
        case .address(let address): try ListeningSocket.bind(address)
        case .inherited(let descriptor): try ListeningSocket.adopt(descriptor: descriptor)
        }
    }
}

extension StudyService {
    /// The three parties of the study as the transport knows them.
    fileprivate func peers() throws(Problem) -> StudyPeers {
        let parties = study.nodes.map {
            StudyPeers.Party(name: $0.name, certificatePin: $0.card.certificatePin, address: $0.peer)
        }
        guard
            let peers = StudyPeers(
                studyDigest: study.digest, studyName: study.name, ownRole: role, mode: study.mode, parties: parties)
        else { throw Problem("bad-study", "the study \(study.name) does not have three nodes that can meet") }
        return peers
    }
}
