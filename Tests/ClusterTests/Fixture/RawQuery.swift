import Foundation
import Identity
import Language
import Messages
import NIOHTTP1
import Primitives
import SecretSharing
import Study
import Wire

@testable import Client

/// A query that a test sends itself, step by step or not as it should be.
struct RawQuery: Sendable {
    let plan: Plan
    let signed: SignedMessage
    var job: Digest { Digest(of: signed.payload) }
    private var path: String { "queries/\(job.hex)" }

    /// A query as the client would sign it, but for what is given.
    init(
        _ text: String, study: Study, keys: PartyKeys, planText: String? = nil, planDigest: Digest? = nil,
        studyDigest: Digest? = nil, issued: UInt64? = nil
    ) throws {
        plan = try Plan.parse(text, study: study)
        signed = .sign(
            QueryRequest(
                studyDigest: studyDigest ?? study.digest, planText: planText ?? plan.canonicalText,
                planDigest: planDigest ?? plan.digest, analyst: keys.name, nonce: SecureRandom.bytes(16),
                issued: issued ?? UInt64(Date().timeIntervalSince1970)), by: keys)
    }

    /// Sends it to a node.
    @discardableResult func send(to node: NodeClient) async throws(Problem) -> JobStatus {
        try JobStatus(wireBytes: try await node.post("queries", signed.wireBytes))
    }

    /// How it stands at a node.
    func status(at node: NodeClient) async throws(Problem) -> JobStatus {
        try JobStatus(wireBytes: try await node.request(.GET, path))
    }

    /// Cancels it at a node.
    func cancel(at node: NodeClient) async throws(Problem) { _ = try await node.request(.DELETE, path) }

    /// The end of it at a node.
    func end(at node: NodeClient) async throws -> JobStatus {
        while true {
            let status = try JobStatus(wireBytes: try await node.request(.GET, path, query: "?wait=20000"))
            switch status {
            case .waiting, .running: continue
            case .done, .failed: return status
            }
        }
    }

    /// The three parts of its result.
    func parts(_ client: StudyClient) async throws -> [SignedMessage] {
        for node in client.nodes { try await send(to: node) }
        var parts: [SignedMessage] = []
        for node in client.nodes {
            switch try await end(at: node) {
            case .done(let part): parts.append(part)
            case .failed(let problem): throw problem
            case .waiting, .running: break
            }
        }
        return parts
    }
}

/// The problem that something fails with; nil where it does not fail.
func problem<Value>(_ body: () async throws -> Value) async throws -> Problem? {
    do {
        _ = try await body()
        return nil
    } catch let problem as Problem {
        return problem
    }
}
