import Foundation
import GRDB
public import Primitives
public import Wire

/// A query that was begun, with what later ones need to be compared with it.
public struct BegunQuery: Sendable, Equatable {
    /// What tells its selections, and the versions they are of, from those of others.
    public let signature: Digest
    /// The canonical text of a plan with these selections.
    public let planText: String
    /// The versions of its tables, as they were encoded.
    public let tables: [UInt8]
    /// This node's share of a number that is 0 where the query was answered, both components; nil where it is not known.
    public var failures: [UInt8]?

    /// A query.
    public init(signature: Digest, planText: String, tables: [UInt8], failures: [UInt8]? = nil) {
        self.signature = signature
        self.planText = planText
        self.tables = tables
        self.failures = failures
    }
}

/// What was asked, how often, and this node's shares of the answers.
extension SQLiteShareStore {
    /// All queries that were begun, ascending by signature.
    public func begunQueries() throws(Problem) -> [BegunQuery] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT signature, plan, tables, failures FROM begun ORDER BY signature")
                .compactMap { row in
                    guard let signature = Digest(bytes: Array(row["signature"] as Data)) else { return nil }
                    return BegunQuery(
                        signature: signature, planText: row["plan"], tables: Array(row["tables"] as Data),
                        failures: (row["failures"] as Data?).map { Array($0) })
                }
        }
    }

    /// Notes queries durably; one that is known stays as it is.
    public func begin(_ queries: [BegunQuery]) throws(Problem) {
        try write { database in
            for query in queries {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO begun (signature, plan, tables) VALUES (?, ?, ?)",
                    arguments: [Data(query.signature.bytes), query.planText, Data(query.tables)])
            }
        }
    }

    /// Sets, or forgets, the share that tells whether a query was answered.
    public func setFailures(_ failures: [UInt8]?, of signature: Digest) throws(Problem) {
        try write { database in
            try database.execute(
                sql: "UPDATE begun SET failures = ? WHERE signature = ?",
                arguments: [failures.map { Data($0) }, Data(signature.bytes)])
        }
    }

    /// How many queries an analyst has spent.
    public func spentQueries(of analyst: String) throws(Problem) -> Int {
        try read { database in
            try Int.fetchOne(database, sql: "SELECT queries FROM spent WHERE analyst = ?", arguments: [analyst]) ?? 0
        }
    }

    /// Charges an analyst with one query; never given back.
    public func spendQuery(of analyst: String) throws(Problem) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO spent (analyst, queries) VALUES (?, 1)
                    ON CONFLICT (analyst) DO UPDATE SET queries = queries + 1
                    """, arguments: [analyst])
        }
    }

    /// The signed part that this node gave for a question before; nil where it gave none.
    public func answer(to question: Digest) throws(Problem) -> [UInt8]? {
        try read { database in
            try Data.fetchOne(
                database, sql: "SELECT part FROM answer WHERE question = ?", arguments: [Data(question.bytes)])
        }.map { Array($0) }
    }

    /// Keeps the signed part that this node gives for a question.
    public func keep(answer part: [UInt8], to question: Digest) throws(Problem) {
        try write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO answer (question, part) VALUES (?, ?)",
                arguments: [Data(question.bytes), Data(part)])
        }
    }
}
