import Foundation
import GRDB

/// Writes the vectors of a component end to end, cut into chunks.
struct ChunkWriter {
    private let statement: Statement
    private let upload: Int64
    private let component: Int
    /// The place in the database of a chunk.
    private let placing: (Int) -> Int
    private var chunk = Data()
    private var place = 0

    /// - Parameter placing: the place of each chunk, where it is not its number.
    init(
        _ component: Int, of upload: Int64, into database: Database, placing: @escaping (Int) -> Int = { $0 }
    ) throws {
        statement = try database.makeStatement(
            sql: "INSERT INTO chunk (upload, component, place, bytes) VALUES (?, ?, ?, ?)")
        self.upload = upload
        self.component = component
        self.placing = placing
    }

    /// Adds the next vector.
    mutating func append(_ bytes: [UInt8]) throws {
        let size = SQLiteShareStore.chunkByteCount
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + size - chunk.count)
            chunk.append(contentsOf: bytes[start..<end])
            start = end
            if chunk.count == size { try write() }
        }
    }

    /// Writes what is left.
    mutating func finish() throws {
        if !chunk.isEmpty { try write() }
    }

    private mutating func write() throws {
        try statement.execute(arguments: [upload, component, placing(place), chunk])
        place += 1
        chunk.removeAll(keepingCapacity: true)
    }
}
