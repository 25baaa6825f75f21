public import Foundation
import Identity
import Language
import Messages
import Primitives
import SecretSharing
public import Study
public import Wire

extension ResultRecord {
    /// The record as JSON: the signed messages, and beside them in words what they say.
    public func json(of study: Study) throws(Problem) -> Data {
        var queries: [[String: Any]] = []
        for query in self.queries { queries.append(try Self.object(query)) }
        let object: [String: Any] = [
            "format": Self.format, "kind": "trefoil-result", "study": ["name": study.name, "digest": study.digest.hex],
            "software": software, "date": date, "script": script, "output": output, "queries": queries,
        ]
        return try Self.data(object)
    }

    /// The present time, as records and files of results are stamped with it.
    public static var now: String { ResultFile.now }

    /// Writes the record to a file, over what it held.
    public func write(to path: String, study: Study) throws(Problem) {
        try ResultFile.write(String(decoding: try json(of: study), as: UTF8.self), to: path)
    }

    /// Reads a record and checks that what stands beside the signed messages is what they say.
    ///
    /// - Throws: `Problem` "bad-result-file" or "newer-format".
    public init(json data: Data, study: Study) throws(Problem) {
        guard let file = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any],
            file["kind"] as? String == "trefoil-result", let format = file["format"] as? Int,
            let script = file["script"] as? String, let output = file["output"] as? String,
            let date = file["date"] as? String, let software = file["software"] as? String,
            let queries = file["queries"] as? [[String: Any]]
        else { throw Self.bad("it is no file that trefoil run --result wrote, or not a whole one") }
        guard format <= Self.format else {
            throw Problem(
                "newer-format", "the file has format \(format), this program reads up to format \(Self.format)",
                mend: "update this program")
        }
        var read: [Query] = []
        for object in queries { read.append(try Self.query(object)) }
        self.init(script: script, output: output, date: date, software: software, queries: read)
        // Whatever else stands in the file must follow from what was read.
        guard try Self.data(file) == json(of: study) else {
            throw Self.bad("what it says in words is not what its signed messages say, or it is of another study")
        }
    }

    private static func object(_ query: Query) throws(Problem) -> [String: Any] {
        switch query {
        case .failed(let plan, let problem):
            let words = ["code": problem.code, "what": problem.what, "place": problem.place, "mend": problem.mend]
            return ["plan": plan, "failed": words.compactMapValues { $0 }, "kind": Int(problem.kind.rawValue)]
        case .done(let record):
            let request = try QueryRequest(wireBytes: record.query.payload)
            var parts: [ResultPart] = []
            for part in record.parts { parts.append(try ResultPart(wireBytes: part.payload)) }
            guard let first = parts.first else { throw bad("a query has no result") }
            let tables = first.tables.map { table -> [String: Any] in
                ["table": table.table, "version": table.batch.hex, "rows": table.rows]
            }
            return [
                "plan": request.planText, "planDigest": request.planDigest.hex, "analyst": record.query.signer,
                "tables": tables, "mode": first.mode.rawValue, "policy": first.policy,
                "policyDigest": first.origin?.policy.hex ?? "",
                "software": zip(record.parts, parts).map {
                    ["node": $0.signer, "digest": $1.origin?.software.hex ?? ""]
                },
                "signed": [
                    "query": Base64URL.encode(record.query.wireBytes),
                    "parts": record.parts.map { Base64URL.encode($0.wireBytes) },
                ] as [String: Any],
            ]
        }
    }

    private static func query(_ object: [String: Any]) throws(Problem) -> Query {
        if let failed = object["failed"] as? [String: String] {
            guard let plan = object["plan"] as? String, let code = failed["code"], let what = failed["what"],
                let kind = (object["kind"] as? Int).flatMap({ Problem.Kind(rawValue: Int32(clamping: $0)) })
            else { throw bad("a query in it is not whole") }
            return .failed(
                plan: plan, Problem(code, what, at: failed["place"], mend: failed["mend"], kind: kind))
        }
        guard let signed = object["signed"] as? [String: Any], let query = signed["query"] as? String,
            let parts = signed["parts"] as? [String]
        else { throw bad("a query in it is not whole") }
        var messages: [SignedMessage] = []
        for text in [query] + parts {
            guard let bytes = Base64URL.decode(text) else { throw bad("a query in it is not whole") }
            messages.append(try SignedMessage(wireBytes: bytes))
        }
        return .done(QueryRecord(query: messages[0], parts: Array(messages[1...])))
    }

    private static func data(_ object: [String: Any]) throws(Problem) -> Data {
        do {
            return try JSONSerialization.data(
                withJSONObject: object, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
        } catch {
            throw bad("it cannot be written as JSON")
        }
    }

    private static func bad(_ what: String) -> Problem {
        Problem(
            "bad-result-file", "the file of results cannot be relied on: \(what)",
            mend: "get it anew from whoever ran the script, and name the study file that it ran under", kind: .refused)
    }
}
