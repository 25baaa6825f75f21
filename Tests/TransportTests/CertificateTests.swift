import COpenSSL
import Foundation
import Glibc
import Identity
import Primitives
import SecretSharing
import Testing
import Wire

@testable import Transport

@Suite struct PeerCertificateTests {
    private static var quick: TransportTimeouts {
        var timeouts = TransportTimeouts()
        timeouts.patience = .milliseconds(300)
        return timeouts
    }

    @Test(arguments: [0, 1, 2]) func aNodeWithAnotherCertificateIsRefused(_ impostor: Int) throws {
        let trio = try Trio(impostor: impostor, timeouts: Self.quick)
        let results = inParallel(3) { try trio.meet($0) }
        for (index, result) in results.enumerated() {
            let problem = try #require(result.problem)
            if index == impostor {
                #expect(["certificate-refused", "peer-down"].contains(problem.code), "\(problem)")
            } else {
                // Whoever dials sees the certificate; whoever is dialled knows only that the node never came, unless
                // the third node says more.
                let codes = index < impostor ? ["wrong-certificate"] : ["peer-down", "wrong-certificate"]
                #expect(codes.contains(problem.code), "\(problem)")
                #expect(problem.text.contains(Trio.names[impostor]), "\(problem)")
            }
        }
        if impostor == 0 { #expect(results[0].problem?.code == "certificate-refused") }
    }

    @Test func anUnknownCallerIsTurnedAway() throws {
        let trio = try Trio()
        let stranger = try PartyKeys.create(name: "stranger", now: Date())
        let caller = try Caller(trio, 1, credentials: stranger.tls)
        #expect(caller.finish() == .certificateRefused)
        let nobody = try Caller(trio, 1, credentials: nil)
        #expect(nobody.finish() == .certificateRefused)
        #expect(trio.greetsAll("afterwards"))
    }

    @Test func olderTLSIsRefused() throws {
        let trio = try Trio()
        // A known node, but TLS 1.2.
        let caller = try Caller(trio, 1, credentials: trio.keys[0].tls, version: TLS1_2_VERSION)
        #expect(caller.finish() == .notTLS13)
        #expect(trio.greetsAll("afterwards"))
    }

    @Test func aPeerThatAnswersInOlderTLSIsNamed() throws {
        let trio = try Trio(started: [true, false, false], timeouts: Self.quick)
        let listener = try ListeningSocket.bind(HostPort(host: "127.0.0.1", port: 0))
        let server = OldServer(listener, trio.keys[1].tls)
        defer { server.stop() }
        let context = try TLSContext(credentials: trio.keys[0].tls)
        let addresses = try SocketAddress.resolve(HostPort(host: "127.0.0.1", port: listener.port))
        let outgoing = try Outgoing(
            addresses: addresses, context: context, pin: trio.keys[1].tls.pin, deadline: .now + .seconds(30))
        let end = #expect(throws: ChannelEnd.self) {
            while try outgoing.advance() == nil {
                var entries = [pollfd(outgoing.descriptor, outgoing.events)]
                Waiting.wait(&entries, until: .now + .seconds(1))
            }
        }
        #expect(end == .notTLS13)
        let problem = ChannelEnd.notTLS13.problem(reaching: try trio.peers(0)[.second], from: "munich")
        #expect(problem.code == "tls-version" && problem.text.contains("rome"))
    }

    @Test func unusableCredentialsAreAProblem() throws {
        let keys = try PartyKeys.create(name: "munich", now: Date())
        let others = try PartyKeys.create(name: "munich", now: Date())
        for pair in [
            TLSKeyPair(certificateDER: keys.tls.certificateDER, privateKeyDER: others.tls.privateKeyDER),
            TLSKeyPair(certificateDER: [1, 2, 3], privateKeyDER: keys.tls.privateKeyDER),
            TLSKeyPair(certificateDER: keys.tls.certificateDER, privateKeyDER: []),
        ] {
            let error = #expect(throws: Problem.self) {
                try PeerEndpoint(
                    credentials: pair, ownName: "munich", listener: nil, log: { _, _ in },
                    controlHandler: { _, _, _ in })
            }
            #expect(error?.code == "bad-credentials")
        }
    }
}
