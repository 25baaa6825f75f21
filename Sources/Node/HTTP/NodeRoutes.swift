import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Logging
import Messages
import NIOCore
import Primitives
import Wire

/// The paths of the node's HTTPS interface.
///
/// Bodies are the binary messages of `Messages`; errors are JSON objects with code, sentence, place and mend.
struct NodeRoutes: Sendable {
    let node: NodeDirectory

    /// The largest body that is not an upload, bytes.
    static let messageLimit = 1 << 20
    /// The largest upload, bytes.
    static let uploadLimit = 1 << 30
    /// The longest time a request waits for a job to end.
    static let waitLimit = Duration.seconds(30)

    func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.get("v1/health") { _, _ in health() }
        let study = router.group("v1/studies/:study")
        study.get("tables") { request, context in
            try await answer(request, context) { service, access, _ throws(Problem) in
                try service.requireMember(access)
                return service.tables.listing().wireBytes
            }
        }
        study.post("queries") { request, context in
            try await respond { () throws(Problem) in
                let service = try service(context)
                let signed = try SignedMessage(wireBytes: try await body(request, limit: Self.messageLimit))
                let job = try service.accept(query: signed)
                return try await service.board.status(job.id, analyst: job.analyst, wait: .zero).wireBytes
            }
        }
        study.get("queries/:job") { request, context in
            try await answer(request, context) { service, access, _ throws(Problem) in
                try service.authority.checkAnswering()
                let wait = request.uri.queryParameters.get("wait").flatMap { Int($0) } ?? 0
                let limited = min(Duration.milliseconds(max(0, wait)), Self.waitLimit)
                return try await service.board.status(try job(context), analyst: access.signer, wait: limited).wireBytes
            }
        }
        study.delete("queries/:job") { request, context in
            try await answer(request, context) { service, access, _ throws(Problem) in
                service.board.cancel(
                    try job(context), analyst: access.signer,
                    reason: Problem("cancelled", "the query was cancelled", kind: .tryAgain))
                return []
            }
        }
        study.post("uploads") { request, context in
            try await respond { () throws(Problem) in
                let service = try service(context)
                try service.retention.checkServing()
                let submission = try UploadSubmission(wireBytes: try await body(request, limit: Self.uploadLimit))
                return try service.uploads.prepare(submission).wireBytes
            }
        }
        study.post("commits") { request, context in
            try await respond { () throws(Problem) in
                let service = try service(context)
                let bytes = try await body(request, limit: Self.messageLimit)
                return try await service.uploads.commit(certificate: bytes).wireBytes
            }
        }
        addManifest(to: router)
        addRecords(to: study)
        return router
    }

    private func health() -> Response {
        json(["status": "ok", "version": Release.version, "node": node.name], status: .ok)
    }
}

// MARK: Reading requests

extension NodeRoutes {
    func service(_ context: BasicRequestContext) throws(Problem) -> StudyService {
        try node.service(of: try studyDigest(context))
    }

    /// The digest in the path.
    func studyDigest(_ context: BasicRequestContext) throws(Problem) -> Digest {
        guard let text = context.parameters.get("study"), let digest = Digest(hex: text) else {
            throw Problem("bad-request", "the path holds no study digest")
        }
        return digest
    }

    func job(_ context: BasicRequestContext) throws(Problem) -> Digest {
        guard let text = context.parameters.get("job"), let digest = Digest(hex: text) else {
            throw Problem("bad-request", "the path holds no job")
        }
        return digest
    }

    func body(_ request: Request, limit: Int) async throws(Problem) -> [UInt8] {
        do {
            var buffer = try await request.body.collect(upTo: limit)
            return buffer.readBytes(length: buffer.readableBytes) ?? []
        } catch {
            throw Problem(
                "request-too-large", "the request is longer than \(limit) bytes or did not arrive whole",
                kind: .refused)
        }
    }

    /// Answers a request that is signed in its header.
    func answer(
        _ request: Request, _ context: BasicRequestContext, by group: AccessControl.Group = .members,
        _ handler: (StudyService, SignedAccess, [UInt8]) async throws(Problem) -> [UInt8]
    ) async throws -> Response {
        try await respond { () throws(Problem) in
            let service = try service(context)
            let body = try await body(request, limit: Self.messageLimit)
            return try await handler(service, try access(service, service.study.digest, request, body, by: group), body)
        }
    }

    /// Who has signed the request in its header.
    func access(
        _ service: StudyService, _ study: Digest, _ request: Request, _ body: [UInt8],
        by group: AccessControl.Group = .members
    ) throws(Problem) -> SignedAccess {
        guard let name = HTTPField.Name(AccessRequest.header), let text = request.headers[name],
            let bytes = Base64URL.decode(text)
        else {
            throw Problem(
                "not-signed", "the request carries no signature", mend: "use trefoil's own client", kind: .refused)
        }
        return try service.access.check(
            try SignedMessage(wireBytes: bytes), study: study, method: request.method.rawValue, path: request.uri.path,
            body: body, by: group)
    }

    func respond(_ handler: () async throws(Problem) -> [UInt8]) async throws -> Response {
        do throws(Problem) {
            let bytes = try await handler()
            return Response(
                status: .ok, headers: [.contentType: "application/octet-stream"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        } catch {
            node.log.info("request refused", metadata: ["code": "\(error.code)"])
            return json(error.jsonObject, status: error.status)
        }
    }

    private func json(_ object: [String: String], status: HTTPResponse.Status) -> Response {
        let data = (try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])) ?? Data()
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: Array(data))))
    }
}

extension Problem {
    /// The HTTP status that fits.
    fileprivate var status: HTTPResponse.Status {
        switch kind {
        case .failed, .usage: .badRequest
        case .refused: .forbidden
        case .tryAgain: .serviceUnavailable
        }
    }
}
