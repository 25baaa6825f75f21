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
    private let rows: TableRows?

    /// Checks that the components are the two of this role, and that they and the handles are what the owner signed.
    init(
        _ statement: VerifiedStatement, components: [TableComponent], rows: TableRows? = nil, role: Role
    ) throws(Problem) {
        self.statement = statement
        self.rows = rows
        try statement.check(rows)
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
            var chunks = try ChunkWriter(component.index, of: upload, into: database)
            for vector in component.vectors { try chunks.append(vector.bytes) }
            try chunks.finish()
        }
        guard let rows else { return }
        try database.execute(
            sql: "INSERT INTO handle (upload, handles, key, identifiers) VALUES (?, ?, ?, ?)",
            arguments: [upload, Data(rows.handles), Data(rows.key), Data(rows.identifiers)])
    }
}
