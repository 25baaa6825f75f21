import Foundation
import Identity
import Primitives
import SecretSharing
import Transport
import Wire

/// What one party that is reached over TLS is told besides the order: who it is, and who and where the others are.
struct PartyPlace: WireMessage {
    static var tag: String { "trefoil.bench-place" }
    static var format: UInt16 { 1 }

    var role: Role
    var order: Order
    /// The party's certificate and key, made for this run.
    var credentials: TLSKeyPair
    /// The certificates and ports of all three.
    var peers: [(pin: Digest, port: UInt16)]

    /// Fresh places of three parties, whose listening sockets are bound already.
    static func three(_ order: Order, ports: [UInt16]) throws(Problem) -> [PartyPlace] {
        var keys: [TLSKeyPair] = []
        for role in Role.allCases { keys.append(try PartyKeys.create(name: name(role), now: Date()).tls) }
        let peers = zip(keys, ports).map { (pin: $0.pin, port: $1) }
        return zip(Role.allCases, keys).map {
            PartyPlace(role: $0, order: order, credentials: $1, peers: peers)
        }
    }

    /// Takes the place: connects and measures everything.
    func run(
        listener: ListeningSocket, operations: [Operation], report: @escaping (Report) -> Void
    ) throws(Problem) {
        let parties = zip(Role.allCases, peers).map { role, peer in
            StudyPeers.Party(
                name: Self.name(role), certificatePin: peer.pin, address: HostPort(host: "127.0.0.1", port: peer.port))
        }
        let study = order.digest
        guard
            let peers = StudyPeers(studyDigest: study, studyName: "bench", ownRole: role, parties: parties)
        else { throw Problem("bench-failed", "a benchmark has three parties") }
        var timeouts = TransportTimeouts()
        (timeouts.hop, timeouts.patience) = (.seconds(300), .seconds(60))
        let endpoint = try PeerEndpoint(
            credentials: credentials, ownName: Self.name(role), listener: listener, timeouts: timeouts,
            log: { _, _ in },
            controlHandler: { _, _, connection in
                while (try? connection.receive(limit: 1, deadline: nil)) != nil {}
            })
        endpoint.add(study: peers)
        endpoint.start()
        let party = Party(
            role: role, order: order, operations: operations,
            connect: { label, mode throws(Problem) in
                try .leased(from: endpoint, study: study, label: label, mode: mode, latency: order.latency)
            }, report: report)
        party.run()
        endpoint.stop()
    }

    static func name(_ role: Role) -> String { "party-\(role.index + 1)" }

    func encode(into encoder: inout WireEncoder) {
        encoder.append(role.rawValue)
        encoder.append(order)
        encoder.append(credentials.certificateDER)
        encoder.append(credentials.privateKeyDER)
        encoder.append(list: peers) { encoder, peer in
            encoder.append(peer.pin)
            encoder.append(peer.port)
        }
    }

    init(role: Role, order: Order, credentials: TLSKeyPair, peers: [(pin: Digest, port: UInt16)]) {
        (self.role, self.order, self.credentials, self.peers) = (role, order, credentials, peers)
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        guard let role = Role(rawValue: try decoder.uint8()) else { throw decoder.malformed("role") }
        self.role = role
        order = try decoder.message(Order.self, limit: 1 << 20)
        credentials = TLSKeyPair(
            certificateDER: try decoder.bytes(limit: 65536), privateKeyDER: try decoder.bytes(limit: 65536))
        peers = try decoder.list(limit: 3) { (decoder) throws(Problem) in
            (pin: try decoder.digest(), port: try decoder.uint16())
        }
    }
}
