import AsyncHTTPClient
import Foundation
import Identity
import Messages
import NIOCore
import NIOHTTP1
import NIOSSL
import Primitives
import Study
import Wire

/// One node as its clients talk to it: HTTPS with the node's certificate pinned, requests signed.
final class NodeClient: Sendable {
    let node: NodeEntry
    private let study: Study
    private let keys: PartyKeys
    private let http: HTTPClient

    /// The largest answer, bytes.
    private static let answerLimit = 64 << 20
    private static let connectTime = TimeAmount.seconds(5)

    init(node: NodeEntry, study: Study, keys: PartyKeys) throws(Problem) {
        self.node = node
        self.study = study
        self.keys = keys
        do {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.minimumTLSVersion = .tlsv13
            // The certificate on the node's card and no other; its name says nothing.
            tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: node.card.certificateDER, format: .der)])
            tls.certificateVerification = .noHostnameVerification
            var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
            configuration.timeout.connect = Self.connectTime
            configuration.httpVersion = .http1Only
            configuration.connectionPool.retryConnectionEstablishment = false
            http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        } catch {
            throw Problem(
                "bad-card", "the certificate on the card of \(node.name) cannot be read", at: "study \(study.name)",
                mend: "get the card anew from the node's operator")
        }
    }

    func shutdown() async {
        try? await http.shutdown()
    }

    /// Sends a signed message; the message itself says who asks.
    func post(_ path: String, _ body: [UInt8], timeout: TimeAmount = .seconds(60)) async throws(Problem) -> [UInt8] {
        try await send(.POST, path, query: "", body: body, head: nil, timeout: timeout)
    }

    /// Makes a request that is signed in its header.
    func request(
        _ method: HTTPMethod, _ path: String, query: String = "", timeout: TimeAmount = .seconds(40)
    ) async throws(Problem) -> [UInt8] {
        let full = "/v1/studies/\(study.digest.hex)/\(path)"
        let access = AccessRequest(
            studyDigest: study.digest, node: node.name, method: method.rawValue, path: full,
            bodyDigest: Digest(of: [UInt8]()), issued: Clock.seconds, nonce: SecureRandom.bytes(16))
        let head = Base64URL.encode(SignedMessage.sign(access, by: keys).wireBytes)
        return try await send(method, path, query: query, body: [], head: head, timeout: timeout)
    }

    /// Asks about the study in whatever version the node holds it; signed in the header.
    func requestManifest(_ path: String, timeout: TimeAmount = .seconds(20)) async throws(Problem) -> [UInt8] {
        let access = AccessRequest(
            studyDigest: study.identity, node: node.name, method: HTTPMethod.GET.rawValue, path: manifestPath(path),
            bodyDigest: Digest(of: [UInt8]()), issued: Clock.seconds, nonce: SecureRandom.bytes(16))
        let head = Base64URL.encode(SignedMessage.sign(access, by: keys).wireBytes)
        return try await send(.GET, full: manifestPath(path), body: [], head: head, timeout: timeout)
    }

    /// Sends a signed act on the study.
    func postAct(_ action: StudyAct.Action, timeout: TimeAmount = .minutes(10)) async throws(Problem) -> StudyReport {
        let act = StudyAct(
            study: study.identity, node: node.name, action: action, issued: Clock.seconds,
            nonce: SecureRandom.bytes(16))
        let body = SignedMessage.sign(act, by: keys).wireBytes
        return try StudyReport(wireBytes: try await postManifest(manifestPath("acts"), body, timeout: timeout))
    }

    /// Sends bytes that say themselves who asks.
    func postManifest(
        _ full: String, _ body: [UInt8], timeout: TimeAmount = .seconds(60)
    ) async throws(Problem) -> [UInt8] {
        try await send(.POST, full: full, body: body, head: nil, timeout: timeout)
    }

    private func manifestPath(_ path: String) -> String { "/v1/manifests/\(study.identity.hex)/\(path)" }

    /// Sends a request; `head` is its signature, where the body carries none.
    func send(
        _ method: HTTPMethod, _ path: String, query: String, body: [UInt8], head: String?, timeout: TimeAmount
    ) async throws(Problem) -> [UInt8] {
        try await send(
            method, full: "/v1/studies/\(study.digest.hex)/\(path)\(query)", body: body, head: head, timeout: timeout)
    }

    private func send(
        _ method: HTTPMethod, full: String, body: [UInt8], head: String?, timeout: TimeAmount
    ) async throws(Problem) -> [UInt8] {
        var request = HTTPClientRequest(url: "https://\(node.https)\(full)")
        request.method = method
        if let head { request.headers.add(name: AccessRequest.header, value: head) }
        if !body.isEmpty { request.body = .bytes(ByteBuffer(bytes: body)) }
        let status: HTTPResponseStatus
        let bytes: [UInt8]
        do {
            let response = try await http.execute(request, timeout: timeout)
            var buffer = try await response.body.collect(upTo: Self.answerLimit)
            status = response.status
            bytes = buffer.readBytes(length: buffer.readableBytes) ?? []
        } catch {
            throw problem(of: error)
        }
        guard status == .ok else {
            throw Problem(json: bytes, from: node.name)
                ?? Problem(
                    "node-error", "the node \(node.name) answered with \(status.code)", mend: "see the node's log")
        }
        return bytes
    }

    private func problem(of error: any Error) -> Problem {
        let place = "node \(node.name), https://\(node.https)"
        if error is CancellationError || (error as? HTTPClientError) == .cancelled {
            return Problem("cancelled", "the request was cancelled", at: place, kind: .tryAgain)
        }
        if let ssl = error as? NIOSSLError, case .handshakeFailed = ssl { return wrongCertificate(place) }
        if "\(error)".contains("CERTIFICATE_VERIFY_FAILED") { return wrongCertificate(place) }
        return Problem(
            "node-down", "the node \(node.name) cannot be reached", at: place,
            mend: "see that it runs, that its address in the study is right, and that the firewall lets you through",
            kind: .tryAgain)
    }

    private func wrongCertificate(_ place: String) -> Problem {
        Problem(
            "wrong-certificate", "the server at the address of \(node.name) does not show the certificate on its card",
            at: place, mend: "ask the operator of \(node.name) for the current card; do not go on", kind: .refused)
    }
}

/// The time as signatures state it.
enum Clock {
    /// Seconds since 1970 UTC.
    static var seconds: UInt64 { UInt64(max(0, Date().timeIntervalSince1970)) }
}

extension Problem {
    /// Reads the error object of a node's HTTPS interface.
    fileprivate init?(json bytes: [UInt8], from node: String) {
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: String],
            let code = object["code"], let what = object["what"]
        else { return nil }
        self.init(
            code, what, at: object["place"] ?? "node \(node)", mend: object["mend"],
            kind: object["kind"].flatMap(Int32.init).flatMap(Kind.init(rawValue:)) ?? .failed)
    }
}
