import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Primitives
import Wire

/// The node's HTTPS listener: Hummingbird's router behind TLS 1.3, on a socket that was bound or handed over before, so
/// that the port is known and owned before anything is promised.
final class HTTPSServer: Sendable {
    private typealias Connection = TLSChannel<HTTP1Channel>

    private let listener: NIOAsyncChannel<Connection.Value, Never>
    private let connection: Connection
    private let logger: Logger

    /// The most bytes of all header fields of a request.
    static let headerLimit = 32 * 1024
    /// Connections that say nothing for so long are closed.
    static let idleLimit = TimeAmount.seconds(300)

    private init(listener: NIOAsyncChannel<Connection.Value, Never>, connection: Connection, logger: Logger) {
        self.listener = listener
        self.connection = connection
        self.logger = logger
    }

    /// Takes over a bound socket and answers with `responder`.
    static func start<Responder: HTTPResponder>(
        socket: CInt, keys: TLSKeyPair, responder: Responder, logger: Logger
    ) async throws -> HTTPSServer where Responder.Context == BasicRequestContext {
        let http = HTTP1Channel(
            responder: { request, writer, channel in
                let context = BasicRequestContext(source: .init(channel: channel, logger: logger))
                let response: Response
                do {
                    response = try await responder.respond(to: request, context: context)
                } catch {
                    response = Response(status: .internalServerError)
                }
                try await writer.write(response: response.head, body: response.body)
            },
            configuration: .init(
                idleTimeout: idleLimit,
                httpDecoderConfiguration: .init(maxHeaderFieldSize: headerLimit, maxHeaderListSize: headerLimit)))
        let connection = try TLSChannel(http, tlsConfiguration: tls(keys))
        let listener: NIOAsyncChannel<Connection.Value, Never> = try await ServerBootstrap(
            group: MultiThreadedEventLoopGroup.singleton
        )
        .serverChannelOption(.backlog, value: 256)
        .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
        .bind(socket) { channel in connection.setup(channel: channel, logger: logger) }
        return HTTPSServer(listener: listener, connection: connection, logger: logger)
    }

    /// Serves until the task is cancelled or `stop` is called.
    func run() async {
        await withDiscardingTaskGroup { group in
            do {
                try await listener.executeThenClose { inbound in
                    for try await client in inbound {
                        group.addTask { await self.connection.handle(value: client, logger: self.logger) }
                    }
                }
            } catch {
                logger.debug("the HTTPS listener ended", metadata: ["reason": "\(error)"])
            }
            group.cancelAll()
        }
    }

    /// Takes no more connections.
    func stop() {
        listener.channel.close(promise: nil)
    }

    private static func tls(_ keys: TLSKeyPair) throws -> TLSConfiguration {
        let certificate = try NIOSSLCertificate(bytes: keys.certificateDER, format: .der)
        let key = try NIOSSLPrivateKey(bytes: keys.privateKeyDER, format: .der)
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)], privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv13
        tls.applicationProtocols = ["http/1.1"]
        return tls
    }
}
