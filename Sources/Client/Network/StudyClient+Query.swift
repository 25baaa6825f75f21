import Foundation
import Identity
public import Inference
public import Language
public import Messages
import NIOCore
import NIOHTTP1
public import Primitives
public import SecretSharing
import Study
public import Wire

/// A finished query: the answer, and what it was computed from and how.
public struct QueryResult: Sendable {
    /// The answer.
    public let answer: Answer
    /// The digest of the plan.
    public let planDigest: Digest
    /// The versions of the tables.
    public let tables: [TableReference]
    /// The mode that it ran in.
    public let mode: SecurityMode
    /// The policy under which it was released.
    public let policy: String
    /// The dearest node's cost.
    public let cost: ResultPart.Cost
    /// What the nodes signed, with which the result can be put together again.
    public let record: QueryRecord
}

extension StudyClient {
    /// Asks a query: signs the plan once, sends the same bytes to all three nodes, puts the three parts of the result
    /// together and refuses if they do not fit. When the task is cancelled, the query is cancelled at all three nodes.
    public func run(_ plan: Plan) async throws(Problem) -> QueryResult {
        let request = QueryRequest(
            studyDigest: study.digest, planText: plan.canonicalText, planDigest: plan.digest, analyst: keys.name,
            nonce: SecureRandom.bytes(16), issued: Clock.seconds)
        let signed = SignedMessage.sign(request, by: keys)
        let job = Digest(of: signed.payload)
        let path = "queries/\(job.hex)"
        let parts: [SignedMessage]
        do throws(Problem) {
            let body = signed.wireBytes
            // A node that does not take the query ends the others' waiting.
            try await submit(body)
            parts = try await atAllNodes { (node) throws(Problem) in try await Self.result(of: path, at: node) }
        } catch {
            await cancel(path)
            if Task.isCancelled {
                throw Problem("cancelled", "the query was cancelled on all three nodes", kind: .tryAgain)
            }
            throw error
        }
        return try combine(QueryRecord(query: signed, parts: parts), plan: plan)
    }

    /// Hands the query to all three nodes. Where it needs approval, the error names each node that has yet to give it.
    private func submit(_ body: [UInt8]) async throws(Problem) {
        let answers = await resultsOfAllNodes(patience: Self.patience) { (node) throws(Problem) in
            do throws(Problem) {
                _ = try await node.post("queries", body)
                return node.node.name
            } catch {
                var named = error
                if named.code == "approval-needed" { named.place = node.node.name }
                throw named
            }
        }
        var problems: [Problem] = []
        for case .failure(let problem) in answers { problems.append(problem) }
        let waiting = problems.filter { $0.code == "approval-needed" }
        guard problems.count == waiting.count, var told = waiting.first else {
            if let problem = Self.mostTelling(problems.filter { $0.code != "approval-needed" }) { throw problem }
            return
        }
        let names = waiting.compactMap(\.place)
        if names.count > 1 { told.what += "; likewise at \(names.dropFirst().joined(separator: " and "))" }
        told.place = "waiting for \(names.joined(separator: ", "))"
        throw told
    }

    private static func result(of path: String, at node: NodeClient) async throws(Problem) -> SignedMessage {
        while true {
            let bytes = try await node.request(.GET, path, query: "?wait=20000")
            switch try JobStatus(wireBytes: bytes) {
            case .done(let part): return part
            case .failed(var problem):
                // The node's words, true or not: they name it.
                if problem.place?.contains(node.node.name) != true {
                    let source = "as \(node.node.name) reports"
                    problem.place = problem.place.map { "\($0), \(source)" } ?? source
                }
                throw problem
            case .waiting, .running: continue
            }
        }
    }

    /// Ends the query wherever it still runs; not hindered by the cancellation of the task that asked.
    private func cancel(_ path: String) async {
        let nodes = nodes
        await Task.detached {
            await withTaskGroup(of: Void.self) { group in
                for node in nodes {
                    group.addTask { _ = try? await node.request(.DELETE, path, timeout: .seconds(3)) }
                }
            }
        }.value
    }

    /// Checks the three signed parts against the query and against each other, and puts the values together.
    func combine(_ record: QueryRecord, plan: Plan) throws(Problem) -> QueryResult {
        try Combination(record, plan: plan, study: study).result()
    }

    static func disagreement(_ what: String) -> Problem {
        Problem(
            "nodes-disagree", "the three parts of the result do not fit together: \(what)",
            mend: "do not use the result; tell the operators of the nodes", kind: .refused)
    }
}
