import Foundation
import GRDB
import Primitives
import SecretSharing
import Study
import Wire

/// A part of an upload that has been checked and can be written.
struct PreparedUpload {
    private let statement: VerifiedStatement
    private let components: [(component: TableComponent, digests: [Digest])]

    /// Checks that the components are the two of this role and what the owner signed.
    init(_ statement: VerifiedStatement, components: [TableComponent], role: Role) throws(Problem) {
        self.statement = statement
        var checked: [(TableComponent, [Digest])] = []
        for (component, index) in zip(components, [role.components.own, role.components.next]) {
            let digests = component.vectors.map { Digest(of: $0.bytes) }
            guard component.index == index else {
                throw Problem(
                    "component-differs", "a part of the upload is meant for another node",
                    at: "table \(statement.statement.table), component \(component.index)",
                    mend: "upload the table again",
                    kind: .refused)
            }
            try statement.check(component, digests: digests)
            checked.append((component, digests))
        }
        self.components = checked
    }

    func insert(into database: Database, at now: UInt64) throws {
        try database.execute(
            sql: "INSERT INTO upload (batch, statement, prepared, expires) VALUES (?, ?, ?, ?)",
            arguments: [
                Data(statement.statement.batch.bytes), Data(statement.signed.wireBytes), Int64(clamping: now),
                Int64(clamping: statement.statement.expires),
            ])
        let upload = database.lastInsertedRowID
        for (component, digests) in components {
            try database.execute(
                sql: "INSERT INTO component (upload, number, salt, directory) VALUES (?, ?, ?, ?)",
                arguments: [
                    upload, component.index, Data(component.salt),
                    Data(ComponentDirectory(of: component, digests: digests).wireBytes),
                ])
            try Self.insertChunks(of: component, upload: upload, into: database)
        }
    }

    /// Writes the vectors of a component end to end, cut into chunks.
    private static func insertChunks(of component: TableComponent, upload: Int64, into database: Database) throws {
        let statement = try database.makeStatement(
            sql: "INSERT INTO chunk (upload, component, place, bytes) VALUES (?, ?, ?, ?)")
        let size = SQLiteShareStore.chunkByteCount
        var chunk = Data()
        var place = 0
        for vector in component.vectors {
            var start = 0
            while start < vector.bytes.count {
                let end = min(vector.bytes.count, start + size - chunk.count)
                chunk.append(contentsOf: vector.bytes[start..<end])
                start = end
                guard chunk.count == size else { continue }
                try statement.execute(arguments: [upload, component.index, place, chunk])
                place += 1
                chunk.removeAll(keepingCapacity: true)
            }
        }
        if !chunk.isEmpty { try statement.execute(arguments: [upload, component.index, place, chunk]) }
    }
}
